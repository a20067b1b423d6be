import { CloudError } from './cloud-error';

/**
 * The error for a wait that the caller's signal ended.
 * @param what what was waited for, as in `GET https://…`
 * @param last what went wrong before, where something did
 */
export function interrupted(signal: AbortSignal, what: string, last?: CloudError): CloudError {
  const reason: unknown = signal.reason;
  const outOfTime =
    typeof reason === 'object' &&
    reason !== null &&
    'name' in reason &&
    reason.name === 'TimeoutError';
  const ending = outOfTime ? 'The time for this operation ended' : 'The operation was cancelled';
  const sentence = `${ending} while waiting for ${what}.`;
  return new CloudError({
    category: 'cancelled',
    summary: outOfTime ? 'Out of time' : 'Interrupted',
    means: sentence,
    next: last && `The last try failed: ${last.detail}`,
    code: 'CANCELLED',
  });
}
