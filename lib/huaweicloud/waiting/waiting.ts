import { setTimeout } from 'node:timers/promises';

/**
 * Waits for a time.
 * @param whyNot makes the error for a signal that aborts first
 */
export async function pause(
  milliseconds: number,
  signal: AbortSignal,
  whyNot: () => unknown,
): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch {
    throw whyNot();
  }
}

/**
 * Waits for a result.
 * @param onAbort called if the signal aborts first: gives the error that ends the wait, or undefined
 * to go on waiting
 */
export async function resultOf<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  onAbort: () => Error | undefined,
): Promise<T> {
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      const error = onAbort();
      if (error !== undefined) reject(error);
    };
  });
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
