import { textField } from '../fields';
import { answeredObject } from '../http/answer';
import { type Entry } from '../http/error-catalogue';
import { type ProjectClient } from '../project-client';
import { named } from '../setting-names';
import { refusalsIn } from './error-codes';

/**
 * Whether the project forbids downloads of backups.
 * DDS API Reference, backup download policies: GET /v3/{project_id}/backups/download-policy
 */
export async function isDownloadClosed(
  client: ProjectClient,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await client.get(['backups', 'download-policy'], {}, signal, refusals);
  return textField(answeredObject(answer), 'action') === 'close';
}

const refused: Entry = {
  category: 'refused',
  means: 'The cloud does not say whether the project allows downloads of backups.',
  next: `Check ${named('region')} and ${named('projectId')}; if the problem persists, give the request id to Huawei Cloud support.`,
  retry: 'never',
};

const refusals = refusalsIn({
  parameter: refused,
  beginTime: refused,
  endTime: refused,
  paging: refused,
  mode: refused,
  backup: refused,
  backupState: refused,
  notSupported: refused,
  instance: refused,
  instanceOrBackup: refused,
  instanceId: refused,
  instanceOwner: refused,
  instanceState: refused,
  permission: {
    ...refused,
    category: 'permission',
    means: 'The user or agency is not allowed to read the download policy of the project.',
    next: 'Grant dds:backup:getDownloadPolicy in IAM for this project.',
  },
});
