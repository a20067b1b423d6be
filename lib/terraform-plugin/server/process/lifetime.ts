/** How long the engine has to connect, in milliseconds; it waits as long for us. */
const FIRST_CONNECTION_TIMEOUT = 60_000;
/** How long we wait for another connection after the last one has closed, in milliseconds. */
const NEXT_CONNECTION_TIMEOUT = 1_000;
/** How often we check that the engine is still running, in milliseconds. */
const PARENT_CHECK_INTERVAL = 500;

/**
 * Decides when the process should end. If an engine started it, that is when the engine asks for it, or is gone.
 * If a person started it (`attended`), that is when it is interrupted.
 */
export class Lifetime {
  /** Resolves with the reason. */
  readonly over: Promise<string>;
  private resolve: (reason: string) => void = () => undefined;
  private readonly undo: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly attended: boolean) {
    this.over = new Promise((resolve) => (this.resolve = resolve));
    this.onSignal('SIGTERM', () => this.end('SIGTERM'));
    for (const signal of ['SIGINT', 'SIGHUP'] as const) {
      // The terminal sends these to the engine as well, which will still need us to clean up.
      this.onSignal(signal, () => attended && this.end(signal));
    }
    if (attended) return;
    this.watchParent();
    this.endAfter(FIRST_CONNECTION_TIMEOUT, 'no engine has connected');
  }

  end(reason: string): void {
    this.resolve(reason);
  }

  /** Releases signals and timers. */
  dispose(): void {
    for (const step of this.undo.splice(0)) step();
    clearTimeout(this.timer);
  }

  /** To be called with the number of open connections whenever it changes. */
  sessionsChanged(open: number): void {
    if (this.attended) return;
    clearTimeout(this.timer);
    if (open === 0) this.endAfter(NEXT_CONNECTION_TIMEOUT, 'the engine has hung up');
  }

  private onSignal(signal: NodeJS.Signals, action: () => void): void {
    process.on(signal, action);
    this.undo.push(() => process.off(signal, action));
  }

  /** When an engine is killed, its children get another parent. */
  private watchParent(): void {
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid !== parent) this.end('the engine is gone');
    }, PARENT_CHECK_INTERVAL).unref();
    this.undo.push(() => clearInterval(timer));
  }

  private endAfter(time: number, reason: string): void {
    this.timer = setTimeout(() => this.end(reason), time).unref();
  }
}
