import { createHash } from 'node:crypto';
import { type Backup, type BackupFile, type Estate } from '../dds/estate';
import { sampleId } from '../sample-id';
import { deterministicContent } from './content';

export interface StoredObject {
  readonly backup: Backup;
  readonly file: BackupFile;
}

/** INVENTED, like the keys of objects; the API reference only shows that a bucket has dots in its name. */
export function bucketOf(projectId: string): string {
  return `ddsbucket.backup.${projectId.slice(0, 8)}`;
}

/** A name that cannot be part of a URL as it is gets a key of another name, so that every link works. */
export function objectKey({ instanceId }: Backup, { name, group }: BackupFile): string {
  const last = /^\w[\w.-]*$/.test(name) ? name : sampleId(name);
  return [instanceId, ...(group ? [group.id] : []), last].join('/');
}

export function findObject(estate: Estate, bucket: string, key: string): StoredObject | undefined {
  for (const backup of estate.backups.values()) {
    const projectId = estate.instances.get(backup.instanceId)?.projectId ?? '';
    const file = backup.files.find((candidate) => objectKey(backup, candidate) === key);
    if (file && bucketOf(projectId) === bucket) return { backup, file };
  }
  return undefined;
}

/** What the deterministic bytes of a file grow from. */
export function contentSeed({ name, group, revision }: BackupFile): string {
  return `${group?.id ?? ''} ${name} #${revision}`;
}

/**
 * The ETag without quotes. It is an MD5 of the bytes only if the object was uploaded at once and is not encrypted
 * (OBS API Reference, "Uploading Objects": ETag).
 */
export function entityTag(file: BackupFile): string {
  if (file.etag === 'md5') return md5Of(file);
  const digits = createHash('md5').update(identityOf(file)).digest('hex');
  return file.etag === 'encrypted' ? digits : `${digits}-1`;
}

const identityOf = (file: BackupFile) => `${contentSeed(file)} ${file.bytes}`;
const md5s = new Map<string, string>();

function md5Of(file: BackupFile): string {
  const known = md5s.get(identityOf(file));
  if (known !== undefined) return known;
  const hash = createHash('md5');
  for (const chunk of deterministicContent(contentSeed(file), 0, file.bytes).read()) {
    hash.update(chunk);
  }
  const digest = hash.digest('hex');
  md5s.set(identityOf(file), digest);
  return digest;
}
