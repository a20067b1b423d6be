import { attributePath } from '../cty/path';
import { DiagnosticsError } from './diagnostics';
import { durationInMilliseconds } from './duration';
import { type RequestContext } from './request-context';

interface Bounds {
  /** Its name in `timeouts`. */
  readonly operation: string;
  readonly limit: string;
  readonly limitFrom: LimitSource;
  /** Any of them stops the work. */
  readonly stops: readonly AbortSignal[];
  /** What an error thrown by `work` tells a user, if anything. */
  readonly explain: (error: unknown) => string | undefined;
}

/**
 * Where a user can allow more time: in the configuration, or there in an earlier apply if what counts is the state, or
 * nowhere.
 */
export type LimitSource = 'configuration' | 'state' | 'definition';

/** Runs `work` until it settles, or a moment longer than until `limit` has passed or one of `stops` aborts. */
export async function bounded<T>(
  work: (context: Pick<RequestContext<unknown>, 'signal' | 'waitingFor'>) => Promise<T>,
  bounds: Bounds,
): Promise<T> {
  const { operation, limit, stops, explain } = bounds;
  const end = firstEnd(Math.min(durationInMilliseconds(limit) ?? 0, LONGEST_TIMER), stops);
  const { signal } = end;
  let awaited: string | undefined;
  const waitingFor = (what: string) => void (awaited = what);
  try {
    return await Promise.race([end.overdue, work({ signal, waitingFor })]);
  } catch (error) {
    if (!signal.aborted) throw error;
    const last = explain(error);
    throw end.timedOut() ? timedOut(bounds, awaited, last) : interrupted(operation, last);
  } finally {
    end.forget();
  }
}

interface End {
  readonly signal: AbortSignal;
  /** Rejects a moment after the signal aborts. */
  readonly overdue: Promise<never>;
  timedOut(): boolean;
  /** Leaves nothing behind: no timer, no listener. */
  forget(): void;
}

/** By hand: in Node 20 AbortSignal.any and AbortSignal.timeout cost more than all else that a read does here. */
function firstEnd(limit: number, stops: readonly AbortSignal[]): End {
  const controller = new AbortController();
  const { signal } = controller;
  const { promise: overdue, reject } = withRejector();
  const end = (reason: unknown) => {
    if (signal.aborted) return;
    controller.abort(reason);
    clearTimeout(timer);
    timer = setTimeout(() => reject(new Error('overdue')), GRACE);
  };
  let isTimedOut = false;
  let timer = setTimeout(() => {
    isTimedOut = true;
    end(new DOMException(`the time is over: ${limit} ms`, 'TimeoutError'));
  }, limit);
  const stop = () => end(stops.find(({ aborted }) => aborted)?.reason);
  for (const each of stops) each.addEventListener('abort', stop);
  if (stops.some(({ aborted }) => aborted)) stop();
  return {
    signal,
    overdue,
    timedOut: () => isTimedOut,
    forget: () => {
      clearTimeout(timer);
      for (const each of stops) each.removeEventListener('abort', stop);
    },
  };
}

/** How long `work` has to settle after the abort, in milliseconds: to report its progress, say. */
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
  bounds: Bounds,
  awaited = `"${bounds.operation}"`,
  last: string | undefined,
): DiagnosticsError {
  const { operation, limit, limitFrom } = bounds;
  return new DiagnosticsError({
    severity: 'error',
    summary: `No answer within ${limit}`,
    detail: paragraphs(`Waited ${limit} for ${awaited}. Try again${more(bounds)}.`, last),
    ...(limitFrom !== 'definition' && { path: attributePath('timeouts', operation) }),
  });
}

function more({ operation, limitFrom }: Bounds): string {
  if (limitFrom === 'definition') return '';
  const configured = `, or allow more with timeouts { ${operation} = "…" }`;
  if (limitFrom === 'configuration') return configured;
  // The refresh in that apply would end like this one.
  const how = operation === 'read' ? ', with -refresh=false' : '';
  return `${configured} and apply that first${how}: what counts is the limit in the state`;
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
