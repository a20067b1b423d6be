import { interrupted } from './interrupted';

/**
 * Work that is done once for everyone who asks for its result: while it runs all wait for the same
 * run, afterwards they get what it gave. It is cancelled when the last one waiting leaves.
 */
export class Shared<T> {
  private run: Run<T> | undefined;

  /**
   * @param what names the work for the message of an interruption, as in "the project look-up"
   * @param work what to do; its signal aborts when nobody waits any more
   * @param keeps whether a result, or a failure, still serves those who ask later
   */
  constructor(
    private readonly what: string,
    private readonly work: (signal: AbortSignal) => Promise<T>,
    private readonly keeps: Keeps<T>,
  ) {}

  /** The result; a CloudError when the signal aborts first. */
  async get(signal: AbortSignal): Promise<T> {
    if (signal.aborted) throw interrupted(signal, this.what);
    this.run = this.run?.serves(this.keeps) === true ? this.run : new Run(this.work);
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

  serves({ result, failure }: Keeps<T>): boolean {
    if (this.controller.signal.aborted) return false;
    if (this.outcome === undefined) return true;
    return 'result' in this.outcome ? result(this.outcome.result) : failure(this.outcome.error);
  }

  /** The last one to leave ends the run, and hears from it how far it came. */
  async wait(signal: AbortSignal, what: string): Promise<T> {
    this.waiting += 1;
    let leave: () => void = () => undefined;
    const left = new Promise<never>((_, reject) => {
      leave = () => {
        if (this.waiting === 1) this.controller.abort(signal.reason);
        else reject(interrupted(signal, what));
      };
    });
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([this.promise, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      this.waiting -= 1;
    }
  }
}
