/** How long the engine has for its first connection; it gives up on us after the same time. Milliseconds. */
const patienceForFirst = 60_000;
/** How long we wait for another connection after the last one has closed, in milliseconds. */
const patienceForNext = 1_000;
/** How often we look whether the engine is still there, in milliseconds. */
const parentCheck = 500;

/**
 * Knows when the process should end. One that an engine started ends when the engine says so, or is gone.
 * One that a person started (`attended`) ends when it is interrupted.
 */
export class Lifetime {
  /** Resolves with the reason. */
  readonly over: Promise<string>;
  private resolve: (reason: string) => void = () => undefined;
  private readonly undo: (() => void)[] = [];
  private patience: NodeJS.Timeout | undefined;

  constructor(private readonly attended: boolean) {
    this.over = new Promise((resolve) => (this.resolve = resolve));
    this.onSignal('SIGTERM', () => this.end('SIGTERM'));
    for (const signal of ['SIGINT', 'SIGHUP'] as const) {
      // The terminal sends these to the engine as well, which will still need us to clean up.
      this.onSignal(signal, () => attended && this.end(signal));
    }
    if (attended) return;
    this.watchParent();
    this.endAfter(patienceForFirst, 'no engine has connected');
  }

  end(reason: string): void {
    this.resolve(reason);
  }

  /** Gives the signals and timers back. */
  dispose(): void {
    for (const step of this.undo.splice(0)) step();
    clearTimeout(this.patience);
  }

  /** To be told how many connections are open, whenever that changes. */
  sessionsChanged(open: number): void {
    if (this.attended) return;
    clearTimeout(this.patience);
    if (open === 0) this.endAfter(patienceForNext, 'the engine has hung up');
  }

  private onSignal(signal: NodeJS.Signals, action: () => void): void {
    process.on(signal, action);
    this.undo.push(() => process.off(signal, action));
  }

  /** An engine that was killed leaves its children to another parent. */
  private watchParent(): void {
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid !== parent) this.end('the engine is gone');
    }, parentCheck).unref();
    this.undo.push(() => clearInterval(timer));
  }

  private endAfter(time: number, reason: string): void {
    this.patience = setTimeout(() => this.end(reason), time).unref();
  }
}
