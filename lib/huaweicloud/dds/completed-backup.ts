import { CloudError } from '../errors/cloud-error';
import { foreign } from '../redaction/foreign-text';
import { interrupted } from '../waiting/interrupted';
import { pause } from '../waiting/waiting';
import { type Dds } from './dds';
import { type Backup } from './list-backups';

/** Seconds between two requests, once a wait has become a long one. */
const LONGEST_PAUSE = 15;

/**
 * Waits until a backup is completed, at growing intervals, so that a long wait takes few requests.
 * @param waitingFor hears what is waited for, before each pause
 * @throws CloudError if it cannot be completed any more, or if the signal aborts first
 */
export async function completedBackup(
  dds: Dds,
  started: Backup,
  signal: AbortSignal,
  waitingFor: (what: string) => void,
): Promise<Backup> {
  const { id: backupId, instanceId } = started;
  let backup = started;
  for (let seconds = 1; !isCompleted(backup); seconds = Math.min(seconds * 2, LONGEST_PAUSE)) {
    if (!isBuilding(backup)) throw neverCompleted(backup);
    const what = `the backup ${foreign(backupId)} to be completed; its status is ${statusOf(backup)}`;
    waitingFor(what);
    await pause(seconds * 1000, signal, () => interrupted(signal, what));
    const { backups } = await dds.backups({ backupId, instanceId }, signal);
    const [listedNow] = backups;
    if (listedNow === undefined) throw deleted(backup);
    backup = listedNow;
  }
  return backup;
}

export function isCompleted({ status }: Backup): boolean {
  return status?.toUpperCase() === 'COMPLETED';
}

export function isBuilding({ status }: Backup): boolean {
  return status?.toUpperCase() === 'BUILDING';
}

function neverCompleted(backup: Backup): CloudError {
  return new CloudError({
    category: 'state',
    setting: 'backupId',
    summary: 'Backup will not be completed',
    means: `The backup ${foreign(backup.id)} has the status ${statusOf(backup)}. Choose another backup, or create a new one.`,
  });
}

function deleted({ id }: Backup): CloudError {
  return new CloudError({
    category: 'not-found',
    setting: 'backupId',
    summary: 'Backup has been deleted',
    means: `The backup ${foreign(id)} was deleted while waiting for its completion.`,
  });
}

function statusOf({ status }: Backup): string {
  return status === undefined ? 'unknown' : foreign(status);
}
