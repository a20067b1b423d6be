import { CloudError } from '../../errors/cloud-error';
import { foreign } from '../../redaction/foreign-text';
import { interrupted } from '../../waiting/interrupted';
import { pause } from '../../waiting/waiting';
import { type ObjectStore } from './object-store';
import { type ObsRefusal, refusalError, refusesExpired } from './obs-refusal';
import { TooSlow } from './pace';
import { UnusableAnswer } from './unusable-answer';

/** So many links refused for another reason than their age are a matter of a policy. */
const REFUSED_LINKS = 2;
/** OBS may ask for a longer pause than we choose, up to this (ms). */
const LONGEST_PAUSE = 60_000;

export interface AttemptsOptions {
  readonly store: ObjectStore;
  /** The name of the file. */
  readonly name: string;
}

/** Bounds the attempts that bring no progress, and pauses between them. */
export class Attempts {
  /** In a row, without progress. */
  private failures = 0;
  private hasProgressed = false;
  private refusals = 0;
  private unusableAnswers = 0;

  /**
   * @param wasReached whether the object store has been reached before: then even a name that cannot
   * be resolved is a transient problem
   */
  constructor(
    private readonly options: AttemptsOptions,
    private readonly wasReached: boolean,
  ) {}

  /** Answers that could not be used, without progress in between. */
  get unusable(): number {
    return this.unusableAnswers;
  }

  /** Bytes have come. */
  progressed(): void {
    this.hasProgressed = true;
    this.refusals = 0;
    this.unusableAnswers = 0;
  }

  /** @throws CloudError if a new link is of no use */
  linkRefused(refusal: ObsRefusal): void {
    if (refusesExpired(refusal)) return;
    this.refusals += 1;
    if (this.refusals >= REFUSED_LINKS) throw refusalError(refusal, this.options.name);
  }

  /**
   * Waits for the time of the next attempt.
   * @throws CloudError, the same one, if there should be none
   */
  async failed(error: unknown, signal: AbortSignal): Promise<void> {
    const { name, store } = this.options;
    const { limits, log } = store;
    if (!(error instanceof CloudError) || !this.isTransient(error)) throw error;
    this.failures = this.hasProgressed ? 0 : this.failures + 1;
    this.hasProgressed = false;
    if (error instanceof UnusableAnswer) this.unusableAnswers += 1;
    if (this.failures >= limits.attempts) throw error;
    const longest = Math.min(limits.cap, limits.base * 2 ** Math.max(0, this.failures - 1));
    const wanted = Math.min(LONGEST_PAUSE, error.retryAfter ?? 0);
    const delay = Math.max(wanted, longest * Math.random());
    const { code, status, summary: reason } = error;
    log.warn('retrying the download', {
      ...{ file: name, attempt: this.failures + 1, of: limits.attempts },
      ...{ delayMilliseconds: Math.round(delay), reason, code, status },
    });
    const what = `the download of ${foreign(name)}`;
    await pause(delay, signal, () => interrupted(signal, what, error));
  }

  private isTransient(error: CloudError): boolean {
    if (error instanceof TooSlow) return false;
    return error.transient || (this.wasReached && error.category === 'connection');
  }
}
