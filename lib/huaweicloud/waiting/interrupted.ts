import { CloudError, detailOf } from '../errors/cloud-error';
import { unresolved } from '../errors/setting-names';

/**
 * The error for a wait that was ended by the caller's signal.
 * @param what the object of the wait, such as `GET https://…`
 * @param last the error of the last attempt, if one failed before
 */
export function interrupted(signal: AbortSignal, what: string, last?: CloudError): CloudError {
  const reason: unknown = signal.reason;
  const timedOut =
    typeof reason === 'object' &&
    reason !== null &&
    'name' in reason &&
    reason.name === 'TimeoutError';
  const ending = timedOut
    ? 'The time limit of this operation was reached'
    : 'The operation was cancelled';
  const sentence = `${ending} while waiting for ${what}.`;
  return new CloudError({
    category: 'cancelled',
    summary: timedOut ? 'Out of time' : 'Interrupted',
    means: sentence,
    next: last && `The last attempt failed: ${detailOf(last.textsWith(unresolved))}`,
    code: 'CANCELLED',
  });
}
