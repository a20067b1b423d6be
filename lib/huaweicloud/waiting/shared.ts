import { interrupted } from './interrupted';
import { resultOf } from './waiting';

/**
 * Work that is done once for all who need its result: those who come while it runs wait for the same
 * run, those who come later get its result. It is cancelled when the last one stops waiting.
 */
export class Shared<T> {
  private run: Run<T> | undefined;

  /**
   * @param what names the work in the message of an interruption, as in "the project lookup"
   * @param work does it; its signal aborts when nobody waits any more
   * @param keeps whether a result, or a failure, is still good for those who come later
   */
  constructor(
    private readonly what: string,
    private readonly work: (signal: AbortSignal) => Promise<T>,
    private readonly keeps: Keeps<T>,
  ) {}

  /**
   * The result of the work.
   * @throws CloudError if the signal aborts first
   */
  async get(signal: AbortSignal): Promise<T> {
    if (signal.aborted) throw interrupted(signal, this.what);
    this.run = this.run?.isUsable(this.keeps) === true ? this.run : new Run(this.work);
    return this.run.wait(signal, this.what);
  }
}

export interface Keeps<T> {
  readonly result: (result: T) => boolean;
  readonly failure: (error: unknown) => boolean;
}

class Run<T> {
  private readonly controller = new AbortController();
  private readonly promise: Promise<T>;
  private outcome: { result: T } | { error: unknown } | undefined;
  /** Those that have not given up. */
  private waiting = 0;

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.promise = work(this.controller.signal).then(
      (result) => {
        this.outcome = { result };
        return result;
      },
      (error: unknown) => {
        this.outcome = { error };
        throw error;
      },
    );
    // Those who wait handle the failure; when all have gone, nobody is left to.
    this.promise.catch(() => undefined);
  }

  isUsable({ result, failure }: Keeps<T>): boolean {
    if (this.controller.signal.aborted) return false;
    if (this.outcome === undefined) return true;
    return 'result' in this.outcome ? result(this.outcome.result) : failure(this.outcome.error);
  }

  /** The last one to stop waiting cancels the run, and gets the error that the run ends with. */
  wait(signal: AbortSignal, what: string): Promise<T> {
    this.waiting += 1;
    return resultOf(this.promise, signal, () => {
      // At once: one signal may end several waits, each of which looks for the others.
      this.waiting -= 1;
      if (this.waiting > 0) return interrupted(signal, what);
      this.controller.abort(signal.reason);
      return undefined;
    });
  }
}
