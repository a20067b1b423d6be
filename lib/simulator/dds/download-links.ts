// DDS API Reference, "Obtaining the Link for Downloading a Backup File" (ShowBackupDownloadLink).
import { refusal } from '../documented-errors';
import { json, type Caller, type SignedRoute } from '../exchange';
import { type Identities } from '../iam/identities';
import { answerWith, type Guess, type Guesses } from '../invented';
import { type Link, type LinkIssuer } from '../obs/link-issuer';
import { bucketOf, objectKey } from '../obs/stored-object';
import { projectFor } from './access';
import { kilobytes, type Backup, type BackupFile, type Estate, type Instance } from './estate';

export interface DownloadLinksCloud {
  readonly estate: Estate;
  readonly identities: Identities;
  readonly links: LinkIssuer;
  readonly closedProjects: ReadonlySet<string>;
  readonly guesses: Guesses;
  /** An answer of its own for one backup, by id; goes before every other check on that backup. */
  readonly guessFor: ReadonlyMap<string, Guess>;
  /** `malformed` is the form of the API reference's example, with three digits for the day. */
  readonly expiryForm: 'proper' | 'malformed';
}

export function showBackupDownloadLink(cloud: DownloadLinksCloud): SignedRoute {
  return {
    action: 'ShowBackupDownloadLink',
    method: 'GET',
    path: /^\/v3\/(?<project>[^/]+)\/backups\/download-file$/,
    access: 'signed',
    handle(call, caller) {
      const projectId = projectFor(call, caller, 'dds:backup:download', cloud);
      const { instance_id: instanceId, backup_id: backupId } = call.query;
      if (!instanceId || !backupId) throw refusal('DBS.280001');
      const instance = findInstance(cloud, instanceId, caller, projectId);
      const backup = findBackup(cloud, backupId, instance);
      const files = downloadable(cloud, backup, projectId) ? backup.files : [];
      return json(200, {
        files: files.map((file) => describe(file, cloud, backup, projectId)),
        bucket: bucketOf(projectId),
      });
    },
  };
}

function findInstance(
  { estate, identities, guesses }: DownloadLinksCloud,
  id: string,
  caller: Caller,
  projectId: string,
): Instance {
  if (!/^[0-9a-f]{32}in\d\d$/.test(id)) answerWith(guesses.malformedInstanceId);
  const instance = estate.instances.get(id);
  if (instance && !identities.reaches(caller, instance.projectId)) {
    answerWith(guesses.foreignInstance);
  }
  if (instance?.projectId === projectId) return instance;
  answerWith(guesses.unknownInstance);
  throw refusal('DBS.200002');
}

function findBackup({ estate, guesses }: DownloadLinksCloud, id: string, of: Instance): Backup {
  if (!/^[0-9a-f]{32}br\d\d$/.test(id)) answerWith(guesses.malformedBackupId);
  const backup = estate.backups.get(id);
  if (backup?.instanceId === of.id) return backup;
  answerWith(backup ? guesses.backupOfAnotherInstance : guesses.unknownBackup);
  throw refusal('DBS.201214');
}

/** False where the answer is a list without files; refuses in every other case but the good one. */
function downloadable(cloud: DownloadLinksCloud, backup: Backup, projectId: string): boolean {
  const { guesses, guessFor, closedProjects } = cloud;
  const guess =
    guessFor.get(backup.id) ??
    (closedProjects.has(projectId) ? guesses.downloadsClosed : undefined) ??
    guessForStatus(backup.status, guesses);
  if (guess === undefined) return true;
  answerWith(guess);
  return false;
}

function guessForStatus(status: string, guesses: Guesses): Guess | undefined {
  switch (status) {
    case 'COMPLETED':
      return undefined;
    case 'BUILDING':
      return guesses.buildingBackup;
    case 'FAILED':
      return guesses.failedBackup;
    default:
      return guesses.vanishingBackup;
  }
}

function describe(
  file: BackupFile,
  { links, expiryForm }: DownloadLinksCloud,
  backup: Backup,
  projectId: string,
): object {
  const link = links.issue(bucketOf(projectId), objectKey(backup, file));
  return {
    name: file.name,
    size: kilobytes([file]),
    download_link: link.url,
    link_expired_time: expiry(link, expiryForm),
    ...(file.group ? { group_id: file.group.id, group_name: file.group.name } : {}),
  };
}

function expiry({ expiresAt }: Link, form: DownloadLinksCloud['expiryForm']): string {
  const text = expiresAt.toISOString().replace(/\.\d+Z$/, '+0000');
  return form === 'malformed' ? text.replace(/-(\d\d)T/, '-0$1T') : text;
}
