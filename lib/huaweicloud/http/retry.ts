import { type CloudError } from '../errors/cloud-error';
import { type Answer } from './answer';
import { parseHttpDate } from './http-date';

/** How failures are retried; times in milliseconds. */
export interface RetryPolicy {
  /** Attempts after the first one. */
  readonly maxRetries: number;
  /** The longest first delay; it doubles with every retry. */
  readonly base: number;
  /** The longest delay, unless the cloud asks for a longer one. */
  readonly cap: number;
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = { maxRetries: 5, base: 500, cap: 20_000 };

/** The longest wait (ms) for the end of a throttling window. */
const LONGEST_WINDOW = 60_000;

const units: Readonly<Record<string, number>> = { second: 1000, minute: 60_000, hour: 3_600_000 };

/**
 * Milliseconds to wait before a retry, undefined if there should be none.
 * Exponential backoff with jitter: half of the delay is random. A longer wait that the cloud asks
 * for is kept, with a little jitter on top.
 * @param retry 1 for the first retry
 * @param random from 0 to 1
 */
export function delayBefore(
  retry: number,
  error: CloudError,
  policy: RetryPolicy,
  random: number,
): number | undefined {
  if (!error.transient || retry > policy.maxRetries) return undefined;
  const longest = Math.min(policy.cap, policy.base * 2 ** (retry - 1));
  const own = (longest * (1 + random)) / 2;
  const { retryAfter = 0 } = error;
  return Math.max(own, retryAfter + Math.min(longest, retryAfter / 4) * random);
}

/**
 * The wait that an answer asks for, in milliseconds: by `Retry-After` (seconds, or a date by the
 * server's clock), or by the window in the gateway's throttle text (`limit:5,time:1 second`).
 */
export function requestedDelay(
  answer: Pick<Answer, 'headers' | 'date'>,
  message: string | undefined,
): number | undefined {
  const header = answer.headers['retry-after']?.trim() ?? '';
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = parseHttpDate(header);
  if (date !== undefined) {
    return Math.max(0, date.getTime() - (answer.date?.getTime() ?? Date.now()));
  }
  const window = /ratelimit.*?time:\s*(\d*)\s*(second|minute|hour)/i.exec(message ?? '');
  if (window === null) return undefined;
  const [, count = '', unit = ''] = window;
  return Math.min(LONGEST_WINDOW, Number(count || 1) * (units[unit.toLowerCase()] ?? 0));
}
