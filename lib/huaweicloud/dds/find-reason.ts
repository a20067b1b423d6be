import { CloudError, type Words } from '../cloud-error';
import { foreign } from '../foreign-text';
import { Deadline } from '../http/deadline';
import { type Session } from '../session';
import { isDownloadClosed } from './download-policy';
import { type Backup, listBackups } from './list-backups';

/** Which backup was asked for. */
export interface BackupAddress {
  readonly instanceId: string;
  readonly backupId: string;
}

/** Finding the reason may take so long (ms); then there is none. */
const PATIENCE = 10_000;

/**
 * Why a backup has no links, asked from the list of backups and the download policy. The documents
 * do not say which code a missing, foreign, unfinished or failed backup gets, or a closed policy,
 * and one code may stand for several of them.
 * Undefined where no reason can be found; what goes wrong in asking is no error of its own.
 */
export async function findReason(
  session: Session,
  backup: BackupAddress,
  signal: AbortSignal,
): Promise<Words | undefined> {
  const deadline = new Deadline(PATIENCE, signal);
  try {
    const listed = await findBackup(session, backup, deadline.signal);
    if (listed === undefined) return missing(backup);
    const reason = reasonIn(listed, backup);
    if (reason !== undefined) return reason;
    return (await isDownloadClosed(session, deadline.signal)) ? closedPolicy : undefined;
  } catch (error) {
    if (error instanceof CloudError) return undefined;
    throw error;
  } finally {
    deadline.clear();
  }
}

/** Full backups are found by their id alone, incremental ones only together with their instance. */
async function findBackup(
  session: Session,
  { instanceId, backupId }: BackupAddress,
  signal: AbortSignal,
): Promise<Backup | undefined> {
  const [anywhere] = await listBackups(session, { backupId }, signal);
  if (anywhere !== undefined) return anywhere;
  const [ofInstance] = await listBackups(session, { backupId, instanceId }, signal);
  return ofInstance;
}

function missing({ instanceId, backupId }: BackupAddress): Words {
  return {
    category: 'not-found',
    summary: 'Backup not found',
    means: `The instance ${instanceId} has no backup ${backupId}, and no other instance of the project in this region has it.`,
    next: 'Check instance_id, backup_id, region and project_id. Automatic backups vanish when their retention period ends.',
    argument: 'backup_id',
  };
}

function reasonIn(listed: Backup, { instanceId, backupId }: BackupAddress) {
  if (listed.instanceId !== null && listed.instanceId !== instanceId) {
    return ofAnotherInstance(backupId, instanceId, listed.instanceId);
  }
  return listed.status === null ? undefined : reasonOfStatus(listed.status.toUpperCase(), backupId);
}

function ofAnotherInstance(backupId: string, instanceId: string, owner: string): Words {
  return {
    category: 'not-found',
    summary: 'Backup of another instance',
    means: `The backup ${backupId} was taken from the instance ${foreign(owner)}, not from ${instanceId}.`,
    next: `Set instance_id to ${foreign(owner)}, or choose a backup of ${instanceId}.`,
    argument: 'instance_id',
  };
}

function reasonOfStatus(status: string, backupId: string): Words | undefined {
  const reason = { category: 'state', argument: 'backup_id' } as const;
  switch (status) {
    case 'COMPLETED':
      return undefined;
    case 'BUILDING':
      return {
        ...reason,
        summary: 'Backup is still being made',
        means: `The backup ${backupId} has the status BUILDING; links exist when it is COMPLETED.`,
        next: 'Run again when the backup is completed.',
      };
    case 'FAILED':
      return {
        ...reason,
        summary: 'Backup has failed',
        means: `The backup ${backupId} has the status FAILED: it has no files, and never will.`,
        next: 'Choose another backup, or make a new one.',
      };
    default:
      return {
        ...reason,
        summary: 'Backup cannot be downloaded',
        means: `The backup ${backupId} has the status ${foreign(status)}; only COMPLETED ones can be downloaded. DISABLED and DELETING mean that it is being deleted.`,
        next: 'Choose another backup.',
      };
  }
}

const closedPolicy: Words = {
  category: 'state',
  summary: 'Downloads are switched off',
  means: 'The download policy of the project is closed, so none of its backups can be downloaded.',
  next: 'Have an administrator open it, in the console or with huaweicloud_dds_backup_download_policy (action = "open").',
  argument: 'backup_id',
};
