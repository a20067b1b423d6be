import { Deadline } from '../waiting/deadline';
import { completedBackup, isBuilding, isCompleted } from './completed-backup';
import { type Dds } from './dds';
import { type BackupAddress } from './find-reason';
import { type Backup } from './list-backups';
import { newestOf, noMatch } from './matching-backup';

/** Which of the full backups of an instance. */
export interface LatestBackupRequest {
  readonly instanceId: string;
  /** `Auto` or `Manual`. @default both */
  readonly type?: string | undefined;
  /** Waits so long (ms) for the newest backup if it is still being made. @default only completed ones */
  readonly wait?: number | undefined;
}

/**
 * The newest completed full backup of an instance.
 * @param waitingFor hears what is waited for
 * @throws CloudError if there is none, or if it is not completed in time
 */
export async function latestBackup(
  dds: Dds,
  { instanceId, type, wait }: LatestBackupRequest,
  signal: AbortSignal,
  waitingFor: (what: string) => void,
): Promise<BackupAddress> {
  const criteria = { instanceId, backupType: type };
  const found = await dds.backups(criteria, signal);
  const isUsable = (backup: Backup) =>
    isFull(backup) && (isCompleted(backup) || (wait !== undefined && isBuilding(backup)));
  const newest = newestOf(found.backups.filter(isUsable));
  if (newest === undefined) throw await noMatch(dds, criteria, found, signal);
  if (wait !== undefined) {
    const deadline = new Deadline(wait, signal);
    await completedBackup(dds, newest, deadline.signal, waitingFor).finally(() => deadline.clear());
  }
  return { instanceId, backupId: newest.id };
}

function isFull({ type }: Backup): boolean {
  return type?.toLowerCase() !== 'incremental';
}
