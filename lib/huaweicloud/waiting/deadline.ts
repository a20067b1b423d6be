import { setMaxListeners } from 'node:events';

/**
 * A signal that aborts with the caller's, or with a TimeoutError when its own time is over; clear it after use.
 * AbortSignal.any would do, but in Node 20 every use leaves something behind at the caller's signal,
 * and AbortSignal.timeout cannot be cleared.
 */
export class Deadline {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private over = false;
  private paused = false;

  /** @param milliseconds the time from now */
  constructor(
    milliseconds: number,
    private readonly caller: AbortSignal,
  ) {
    this.timer = setTimeout(() => {
      if (this.paused) return;
      this.over = true;
      this.controller.abort(new DOMException('The time is over', 'TimeoutError'));
    }, milliseconds);
    // As many requests wait for one signal as there are at once.
    setMaxListeners(0, caller);
    caller.addEventListener('abort', this.forward, { once: true });
    if (caller.aborted) this.forward();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Whether the own time is over. */
  get passed(): boolean {
    return this.over;
  }

  /** From now on no time passes. */
  pause(): void {
    this.paused = true;
  }

  /** From now on the whole time is left again. */
  restart(): void {
    this.paused = false;
    this.timer.refresh();
  }

  clear(): void {
    clearTimeout(this.timer);
    this.caller.removeEventListener('abort', this.forward);
  }

  private readonly forward = () => {
    this.controller.abort(this.caller.reason);
  };
}
