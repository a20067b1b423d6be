import { attributePath } from '../cty/path';
import { DiagnosticsError } from './diagnostics';
import { durationInMilliseconds } from './duration';
import { type RequestContext } from './request-context';

interface Bounds {
  /** Its name in `timeouts`. */
  readonly operation: string;
  readonly limit: string;
  readonly stop: AbortSignal;
  /** What an error thrown by `work` tells a user, if anything. */
  readonly explain: (error: unknown) => string | undefined;
}

/** Runs `work` until it settles, `limit` has passed, or `stop` aborts, whichever comes first. */
export async function bounded<T>(
  work: (context: Pick<RequestContext<unknown>, 'signal' | 'waitingFor'>) => Promise<T>,
  { operation, limit, stop, explain }: Bounds,
): Promise<T> {
  const timeout = AbortSignal.timeout(Math.min(durationInMilliseconds(limit) ?? 0, LONGEST_TIMER));
  const signal = AbortSignal.any([timeout, stop]);
  const { promise: overdue, reject } = withRejector();
  let awaited: string | undefined;
  const waitingFor = (what: string) => void (awaited = what);
  const abort = () => void setTimeout(() => reject(new Error('overdue')), GRACE);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([overdue, work({ signal, waitingFor })]);
  } catch (error) {
    if (!signal.aborted) throw error;
    const last = explain(error);
    throw timeout.aborted
      ? timedOut(operation, limit, awaited, last)
      : interrupted(operation, last);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** How long `work` has to report its progress after the abort, in milliseconds. */
const GRACE = 100;

/** Milliseconds; a longer timer of Node.js would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

function withRejector(): { promise: Promise<never>; reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<never>((_, rejectPromise) => {
    reject = rejectPromise;
  });
  return { promise, reject };
}

function timedOut(
  operation: string,
  limit: string,
  awaited = `"${operation}"`,
  last: string | undefined,
): DiagnosticsError {
  const waited = `Waited ${limit} for ${awaited}. Try again, or allow more with timeouts { ${operation} = "…" }.`;
  return new DiagnosticsError({
    severity: 'error',
    summary: `No answer within ${limit}`,
    detail: paragraphs(waited, last),
    path: attributePath('timeouts', operation),
  });
}

function interrupted(operation: string, last: string | undefined): DiagnosticsError {
  return new DiagnosticsError({
    severity: 'error',
    summary: 'Interrupted',
    detail: paragraphs(`The engine asked to stop before "${operation}" had finished.`, last),
  });
}

function paragraphs(first: string, second: string | undefined): string {
  return second === undefined ? first : `${first}\n\n${second}`;
}
