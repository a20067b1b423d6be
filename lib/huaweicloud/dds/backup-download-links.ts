import { CloudError, type Words, type Category } from '../cloud-error';
import { integerField, isObject, textField } from '../fields';
import { type Answer, answeredObject, origin, unexpectedAnswer } from '../http/answer';
import { type Session } from '../session';
import { parseCloudTime } from '../times';
import { type BackupAddress, findReason } from './find-reason';
import { linksRefusals } from './links-refusals';

/** The files of one backup with a link for each. */
export interface BackupDownloadLinks {
  /** The region and the project that were asked. */
  readonly region: string;
  readonly projectId: string;
  /** The OBS bucket, null where the API does not name it. */
  readonly bucket: string | null;
  /** Ordered by group name, then by name; files without a group first. */
  readonly files: readonly BackupFile[];
  /** The server's time of the answer, the local time where it does not tell it. */
  readonly receivedAt: Date;
}

export interface BackupFile {
  readonly name: string | null;
  /** KB. */
  readonly size: bigint | null;
  /** Pre-signed and secret: whoever has it can download the file. Lives 15 minutes. */
  readonly downloadLink: string | null;
  /** As the API gives it. */
  readonly linkExpiredTime: string | null;
  /** The same as a time, null where it cannot be read as one. */
  readonly expiresAt: Date | null;
  /** The shard or config group in the backup of a cluster; in the SDKs only, not in the documents. */
  readonly groupId: string | null;
  readonly groupName: string | null;
}

/** Refusals behind which a simpler reason may hide. */
const vague: readonly Category[] = ['not-found', 'state', 'permission', 'refused'];

/**
 * Asks for the links, which the cloud makes anew for 15 minutes.
 * DDS API Reference, "Obtaining the Link for Downloading a Backup File":
 * GET /v3/{project_id}/backups/download-file
 *
 * An answer without `files` is an error, since it does not answer the question. An empty list is
 * one too when the backup is not completed; of a completed one it is passed on as what it says.
 */
export async function backupDownloadLinks(
  session: Session,
  backup: BackupAddress,
  signal: AbortSignal,
): Promise<BackupDownloadLinks> {
  const answer = await askForLinks(session, backup, signal);
  const body = answeredObject(answer);
  const files = filesOf(body, answer);
  if (files.length === 0) await requireCompleted(session, backup, answer, signal);
  return {
    region: session.region,
    projectId: await session.projectId(signal),
    bucket: textField(body, 'bucket'),
    files,
    receivedAt: answer.date ?? new Date(),
  };
}

async function askForLinks(
  session: Session,
  backup: BackupAddress,
  signal: AbortSignal,
): Promise<Answer> {
  const query = { instance_id: backup.instanceId, backup_id: backup.backupId };
  try {
    return await session.get(['backups', 'download-file'], query, signal, linksRefusals);
  } catch (error) {
    if (!(error instanceof CloudError) || !isVague(error)) throw error;
    const reason = await findReason(session, backup, signal);
    if (reason === undefined || !isMorePrecise(reason, error)) throw error;
    throw error.retold(reason);
  }
}

function isVague({ code, transient, category }: CloudError): boolean {
  return (code?.startsWith('DBS.') ?? false) && !transient && vague.includes(category);
}

/** That the backup is nowhere to be found does not contradict a missing instance or permission. */
function isMorePrecise(reason: Words, { category, argument }: CloudError): boolean {
  const foundNothing = reason.category === 'not-found' && reason.argument === 'backup_id';
  return !foundNothing || !(argument === 'instance_id' || category === 'permission');
}

async function requireCompleted(
  session: Session,
  backup: BackupAddress,
  answer: Answer,
  signal: AbortSignal,
): Promise<void> {
  const reason = await findReason(session, backup, signal);
  if (reason === undefined) return;
  const { status, requestId } = answer;
  throw new CloudError({ ...reason, status, requestId, evidence: origin(answer) });
}

function filesOf(body: Readonly<Record<string, unknown>>, answer: Answer): BackupFile[] {
  if (!Array.isArray(body.files)) {
    throw unexpectedAnswer(answer, 'The answer has no list of files, so there are no links.');
  }
  return body.files.filter(isObject).map(backupFile).toSorted(byGroupAndName);
}

function backupFile(file: Readonly<Record<string, unknown>>): BackupFile {
  const linkExpiredTime = textField(file, 'link_expired_time');
  return {
    name: textField(file, 'name'),
    size: integerField(file, 'size'),
    downloadLink: textField(file, 'download_link'),
    linkExpiredTime,
    expiresAt: parseCloudTime(linkExpiredTime, null),
    groupId: textField(file, 'group_id'),
    groupName: textField(file, 'group_name'),
  };
}

/** By plain character codes, so that every machine orders alike. */
function byGroupAndName(one: BackupFile, other: BackupFile): number {
  return compare(one.groupName, other.groupName) || compare(one.name, other.name);
}

function compare(one: string | null, other: string | null): number {
  const [left, right] = [one ?? '', other ?? ''];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
