import { attributePath } from '../cty/path';
import { type Logger } from '../server/logger';
import { DiagnosticsError } from './diagnostics';
import { durationInMilliseconds } from './duration';

/** What a handler gets beside its configuration. */
export interface RequestContext<Client> {
  /** What the provider made of its own configuration. */
  readonly client: Client;
  /** Aborts when the time is over or the engine wants to stop; the answer is not waited for any longer. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Says what a long request waits for, to be told when its time is over: `the backup to be completed`. */
  readonly waitingFor: (what: string) => void;
}

/** Runs `work` until it settles, until `limit` is over, or until `stop` aborts, whichever comes first. */
export async function bounded<T>(
  work: (context: Pick<RequestContext<unknown>, 'signal' | 'waitingFor'>) => Promise<T>,
  { operation, limit, stop }: { operation: string; limit: string; stop: AbortSignal },
): Promise<T> {
  const timeout = AbortSignal.timeout(Math.min(durationInMilliseconds(limit) ?? 0, LONGEST_TIMER));
  const signal = AbortSignal.any([timeout, stop]);
  const { promise: aborted, reject } = withRejector();
  let awaited: string | undefined;
  const waitingFor = (what: string) => void (awaited = what);
  const abort = () => {
    reject(timeout.aborted ? timedOut(operation, limit, awaited) : interrupted(operation));
  };
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([aborted, work({ signal, waitingFor })]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Node's timers hold 31 bits of milliseconds; a longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

function withRejector(): { promise: Promise<never>; reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<never>((_, rejectPromise) => {
    reject = rejectPromise;
  });
  return { promise, reject };
}

function timedOut(operation: string, limit: string, awaited: string | undefined): DiagnosticsError {
  const what = awaited ?? `"${operation}"`;
  return new DiagnosticsError({
    severity: 'error',
    summary: `No answer within ${limit}`,
    detail: `Waited ${limit} for ${what}. Try again, or allow more with timeouts { ${operation} = "…" }.`,
    path: attributePath('timeouts', operation),
  });
}

function interrupted(operation: string): DiagnosticsError {
  return new DiagnosticsError({
    severity: 'error',
    summary: 'Interrupted',
    detail: `The engine asked to stop before "${operation}" was done.`,
  });
}
