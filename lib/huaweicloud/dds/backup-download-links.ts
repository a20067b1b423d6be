import { CloudError, type Description, type Category } from '../errors/cloud-error';
import { type Answer, answeredObject, origin, unexpectedAnswer } from '../http/answer';
import { integerField, isObject, textField } from '../http/fields';
import { parseCloudTime } from '../http/times';
import { type BackupAddress, findReason } from './find-reason';
import { linksRefusals } from './links-refusals';
import { type ProjectClient } from './project-client';

/** The files of one backup with a link for each. */
export interface BackupDownloadLinks {
  /** Where the backup is. */
  readonly region: string;
  readonly projectId: string;
  /** The OBS bucket, undefined if the API does not name it. */
  readonly bucket: string | undefined;
  /** Ordered by group name, then by name; files without a group first. */
  readonly files: readonly BackupFile[];
  /** The time of the answer by the server's clock, or by the local one if the server sent none. */
  readonly receivedAt: Date;
}

export interface BackupFile {
  readonly name: string | undefined;
  /** KB. */
  readonly size: bigint | undefined;
  /** Pre-signed and secret: whoever has it can download the file. Valid for 15 minutes. */
  readonly downloadLink: string | undefined;
  /** Verbatim from the API. */
  readonly linkExpiredTime: string | undefined;
  /** The same as a time, undefined if it cannot be read as one. */
  readonly expiresAt: Date | undefined;
  /** The shard or config group in the backup of a cluster; in the SDKs only, not in the documents. */
  readonly groupId: string | undefined;
  readonly groupName: string | undefined;
}

/** Refusals that may have a more specific reason. */
const UNSPECIFIC: readonly Category[] = ['not-found', 'state', 'permission', 'refused'];

/**
 * Fresh links, which are valid for 15 minutes.
 * DDS API Reference, "Obtaining the Link for Downloading a Backup File":
 * GET /v3/{project_id}/backups/download-file
 *
 * An answer without `files` is an error. So is an empty list, unless the backup is completed.
 */
export async function backupDownloadLinks(
  client: ProjectClient,
  backup: BackupAddress,
  signal: AbortSignal,
): Promise<BackupDownloadLinks> {
  const answer = await requestLinks(client, backup, signal);
  const body = answeredObject(answer);
  const files = filesOf(body, answer);
  if (files.length === 0) await requireCompleted(client, backup, answer, signal);
  return {
    region: client.region,
    projectId: await client.projectId(signal),
    bucket: textField(body, 'bucket'),
    files,
    receivedAt: answer.date ?? new Date(),
  };
}

async function requestLinks(
  client: ProjectClient,
  backup: BackupAddress,
  signal: AbortSignal,
): Promise<Answer> {
  const query = { instance_id: backup.instanceId, backup_id: backup.backupId };
  try {
    return await client.get(['backups', 'download-file'], query, signal, linksRefusals);
  } catch (error) {
    if (!(error instanceof CloudError) || !isUnspecific(error)) throw error;
    const reason = await findReason(client, backup, signal);
    if (reason === undefined || !isMoreSpecific(reason, error)) throw error;
    throw error.describedAs(reason);
  }
}

function isUnspecific({ code, transient, category }: CloudError): boolean {
  return (code?.startsWith('DBS.') ?? false) && !transient && UNSPECIFIC.includes(category);
}

/** That the backup is not listed does not contradict a missing instance or permission. */
function isMoreSpecific(reason: Description, { category, setting }: CloudError): boolean {
  const foundNothing = reason.category === 'not-found' && reason.setting === 'backupId';
  return !foundNothing || !(setting === 'instanceId' || category === 'permission');
}

async function requireCompleted(
  client: ProjectClient,
  backup: BackupAddress,
  answer: Answer,
  signal: AbortSignal,
): Promise<void> {
  const reason = await findReason(client, backup, signal);
  if (reason === undefined) return;
  const { status, requestId } = answer;
  throw new CloudError({ ...reason, status, requestId, evidence: origin(answer) });
}

function filesOf(body: Readonly<Record<string, unknown>>, answer: Answer): BackupFile[] {
  if (!Array.isArray(body.files)) {
    throw unexpectedAnswer(answer, 'The answer contains no list of files, so there are no links.');
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
    expiresAt: parseCloudTime(linkExpiredTime, undefined),
    groupId: textField(file, 'group_id'),
    groupName: textField(file, 'group_name'),
  };
}

/** By character codes, so that the order is the same on every machine. */
function byGroupAndName(one: BackupFile, other: BackupFile): number {
  return compare(one.groupName, other.groupName) || compare(one.name, other.name);
}

function compare(one: string | undefined, other: string | undefined): number {
  const [left, right] = [one ?? '', other ?? ''];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
