// OBS API Reference, "Downloading Objects" (GetObject) by a signed URL, with ranges and conditions.
import { createHash } from 'node:crypto';
import { type Backup, type BackupFile, type Estate } from '../dds/estate';
import { type Answer, type Call, type PublicRoute, type ReceivedRequest } from '../exchange';
import { deterministicContent } from './content';
import { type LinkIssuer, type LinkProblem } from './link-issuer';
import { ObsRefusal } from './obs-refusal';
import { parseRange } from './range';

const problems: Record<LinkProblem | 'NoSuchKey', readonly [number, string, string]> = {
  AccessDenied: [403, 'AccessDenied', 'Access Denied'],
  Expired: [403, 'AccessDenied', 'Request has expired'],
  InvalidAccessKeyId: [
    403,
    'InvalidAccessKeyId',
    'The OBS Access Key Id you provided does not exist in our records.',
  ],
  SignatureDoesNotMatch: [
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided.',
  ],
  NoSuchKey: [404, 'NoSuchKey', 'The specified key does not exist.'],
};

/** INVENTED, like the keys of objects; the API reference only shows that a bucket has dots in its name. */
export function bucketOf(projectId: string): string {
  return `ddsbucket.backup.${projectId.slice(0, 8)}`;
}

export function objectKey(backup: Backup, file: BackupFile): string {
  return `${backup.instanceId}/${file.name}`;
}

/** INVENTED, of the form that the examples of the documents have. */
const HOST_ID = 'RkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZG';

/** What the deterministic bytes of a file grow from. */
export function contentSeed(file: BackupFile): string {
  return `${file.name} #${file.revision}`;
}

/** Serves the files of backups to whoever holds a link. A link is signed for GET: HEAD and the rest are refused. */
export function getObject(estate: Estate, links: LinkIssuer): PublicRoute {
  return {
    action: 'GetObject',
    method: '*',
    path: /^\/(?<bucket>ddsbucket\.[^/]+)\/(?<key>.+)$/,
    access: 'public',
    handle({ request, params, requestId }: Call) {
      const problem = links.problemWith(request);
      const found = find(estate, params.bucket ?? '', params.key ?? '');
      const ids = { 'x-obs-request-id': requestId, 'x-obs-id-2': HOST_ID };
      try {
        if (problem || !found) throw new ObsRefusal(...problems[problem ?? 'NoSuchKey']);
        const answer = serve(request, found);
        return { ...answer, headers: { ...answer.headers, ...ids } };
      } catch (error) {
        if (!(error instanceof ObsRefusal)) throw error;
        return error.answer(request, ids);
      }
    },
  };
}

interface StoredObject {
  readonly backup: Backup;
  readonly file: BackupFile;
}

function find(estate: Estate, bucket: string, key: string): StoredObject | undefined {
  for (const backup of estate.backups.values()) {
    const projectId = estate.instances.get(backup.instanceId)?.projectId ?? '';
    const file = backup.files.find((candidate) => objectKey(backup, candidate) === key);
    if (file && bucketOf(projectId) === bucket) return { backup, file };
  }
  return undefined;
}

function serve({ headers }: ReceivedRequest, { backup, file }: StoredObject): Answer {
  const seed = contentSeed(file);
  const modified = backup.endTime ?? backup.beginTime;
  const version = { etag: etagOf(file), modified };
  const common = {
    etag: version.etag,
    'accept-ranges': 'bytes',
    'content-type': 'binary/octet-stream',
    'last-modified': modified.toUTCString(),
  };
  if (!hasNoObjection(headers, version)) return { status: 304, headers: common };
  const isOther = headers['if-range'] !== undefined && headers['if-range'] !== version.etag;
  const range = isOther ? undefined : parseRange(headers.range, file.bytes);
  if (range === undefined) {
    return { status: 200, headers: common, body: deterministicContent(seed, 0, file.bytes) };
  }
  if (range === 'unsatisfiable') {
    throw new ObsRefusal(416, 'InvalidRange', 'The requested range cannot be satisfied.', {
      'content-range': `bytes */${file.bytes}`,
    });
  }
  const contentRange = `bytes ${range.from}-${range.to - 1}/${file.bytes}`;
  return {
    status: 206,
    headers: { ...common, 'content-range': contentRange },
    body: deterministicContent(seed, range.from, range.to),
  };
}

/** Strong, and not an MD5 of the bytes, just as the ETag of an object uploaded in parts, or encrypted. */
function etagOf(file: BackupFile): string {
  const digits = createHash('md5')
    .update(`${contentSeed(file)} ${file.bytes}`)
    .digest('hex');
  return file.encrypted ? `"${digits}"` : `"${digits}-1"`;
}

interface Version {
  readonly etag: string;
  readonly modified: Date;
}

/**
 * The conditions of a request: false if the object has not changed since the client got it.
 * Throws if a precondition does not hold.
 */
function hasNoObjection(headers: ReceivedRequest['headers'], { etag, modified }: Version): boolean {
  const lists = (header: string | undefined) => {
    return header === '*' || (header ?? '').split(/, */).includes(etag);
  };
  const isNewerThan = (date: string | undefined) => {
    return Math.floor(modified.getTime() / 1000) > Date.parse(date ?? '') / 1000;
  };
  const isUnwanted =
    headers['if-match'] === undefined
      ? isNewerThan(headers['if-unmodified-since'])
      : !lists(headers['if-match']);
  if (isUnwanted) {
    const message = 'At least one of the preconditions you specified did not hold.';
    throw new ObsRefusal(412, 'PreconditionFailed', message);
  }
  if (headers['if-none-match'] !== undefined) return !lists(headers['if-none-match']);
  const since = headers['if-modified-since'];
  return since === undefined || Number.isNaN(Date.parse(since)) || isNewerThan(since);
}
