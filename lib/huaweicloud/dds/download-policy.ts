import { answeredObject } from '../http/answer';
import { textField } from '../http/fields';
import { type ProjectClient } from './project-client';

/**
 * Whether the project forbids downloads of backups.
 * DDS API Reference, backup download policies: GET /v3/{project_id}/backups/download-policy
 */
export async function isDownloadClosed(
  client: ProjectClient,
  signal: AbortSignal,
): Promise<boolean> {
  // Only the search for a reason asks, which does not report refusals: there is no need to explain them.
  const answer = await client.get(['backups', 'download-policy'], {}, signal, () => ({}));
  return textField(answeredObject(answer), 'action') === 'close';
}
