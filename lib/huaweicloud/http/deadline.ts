/**
 * A signal that aborts with the caller's, or when its own time is over; clear it after use.
 * AbortSignal.any would do, but in Node 20 every use leaves something behind at the caller's signal,
 * and AbortSignal.timeout cannot be cleared.
 */
export class Deadline {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private over = false;

  /** @param milliseconds the time from now */
  constructor(
    milliseconds: number,
    private readonly caller: AbortSignal,
  ) {
    this.timer = setTimeout(() => {
      this.over = true;
      this.controller.abort();
    }, milliseconds);
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

  clear(): void {
    clearTimeout(this.timer);
    this.caller.removeEventListener('abort', this.forward);
  }

  private readonly forward = () => {
    this.controller.abort(this.caller.reason);
  };
}
