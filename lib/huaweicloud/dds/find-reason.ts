import { CloudError, type Description } from '../errors/cloud-error';
import { named } from '../errors/setting-names';
import { foreign } from '../redaction/foreign-text';
import { Deadline } from '../waiting/deadline';
import { isDownloadClosed } from './download-policy';
import { type Backup, listBackups } from './list-backups';
import { type ProjectClient } from './project-client';

/** A backup of an instance. */
export interface BackupAddress {
  readonly instanceId: string;
  readonly backupId: string;
}

/** The search for a reason is given up after this time (ms). */
const SEARCH_TIMEOUT = 10_000;

/**
 * Why a backup has no links, according to the list of backups and the download policy. The documents
 * do not say which code a missing, foreign, unfinished or failed backup gets, or a closed policy,
 * and one code may stand for several of them.
 * Undefined if no reason is found; a failure of the search is not reported.
 */
export async function findReason(
  client: ProjectClient,
  backup: BackupAddress,
  signal: AbortSignal,
): Promise<Description | undefined> {
  const deadline = new Deadline(SEARCH_TIMEOUT, signal);
  try {
    const listed = await findBackup(client, backup, deadline.signal);
    if (listed === undefined) return missing(backup);
    const reason = reasonIn(listed, backup);
    if (reason !== undefined) return reason;
    return (await isDownloadClosed(client, deadline.signal)) ? closedPolicy : undefined;
  } catch (error) {
    if (error instanceof CloudError) return undefined;
    throw error;
  } finally {
    deadline.clear();
  }
}

/** Full backups are found by their id alone, incremental ones only together with their instance. */
async function findBackup(
  client: ProjectClient,
  { instanceId, backupId }: BackupAddress,
  signal: AbortSignal,
): Promise<Backup | undefined> {
  const [anywhere] = await listBackups(client, { backupId }, signal);
  if (anywhere !== undefined) return anywhere;
  const [ofInstance] = await listBackups(client, { backupId, instanceId }, signal);
  return ofInstance;
}

function missing({ instanceId, backupId }: BackupAddress): Description {
  return {
    category: 'not-found',
    summary: 'Backup not found',
    means: `The instance ${instanceId} has no backup ${backupId}, nor has any other instance of the project in this region.`,
    next: `Check ${named('instanceId')}, ${named('backupId')}, ${named('region')} and ${named('projectId')}. Automatic backups are deleted at the end of their retention period.`,
    setting: 'backupId',
  };
}

function reasonIn(listed: Backup, { instanceId, backupId }: BackupAddress) {
  if (listed.instanceId !== undefined && listed.instanceId !== instanceId) {
    return ofAnotherInstance(backupId, instanceId, listed.instanceId);
  }
  return listed.status === undefined
    ? undefined
    : reasonOfStatus(listed.status.toUpperCase(), backupId);
}

function ofAnotherInstance(backupId: string, instanceId: string, owner: string): Description {
  return {
    category: 'not-found',
    summary: 'Backup of another instance',
    means: `The backup ${backupId} was taken from the instance ${foreign(owner)}, not from ${instanceId}.`,
    next: `Set ${named('instanceId')} to ${foreign(owner)}, or choose a backup of ${instanceId}.`,
    setting: 'instanceId',
  };
}

function reasonOfStatus(status: string, backupId: string): Description | undefined {
  const reason = { category: 'state', setting: 'backupId' } as const;
  switch (status) {
    case 'COMPLETED':
      return undefined;
    case 'BUILDING':
      return {
        ...reason,
        summary: 'Backup is still being created',
        means: `The backup ${backupId} has the status BUILDING; links exist when it is COMPLETED.`,
        next: 'Run again when the backup is completed.',
      };
    case 'FAILED':
      return {
        ...reason,
        summary: 'Backup has failed',
        means: `The backup ${backupId} has the status FAILED: it has no files.`,
        next: 'Choose another backup, or create a new one.',
      };
    default:
      return {
        ...reason,
        summary: 'Backup cannot be downloaded',
        means: `The backup ${backupId} has the status ${foreign(status)}; only COMPLETED backups can be downloaded. DISABLED and DELETING mean that it is being deleted.`,
        next: 'Choose another backup.',
      };
  }
}

const closedPolicy: Description = {
  category: 'download-policy',
  summary: 'Downloads are switched off',
  means: 'The download policy of the project is closed, so none of its backups can be downloaded.',
  next: 'Ask an administrator to open it (action "open" of the download policy).',
  setting: 'backupId',
};
