// OBS API Reference, "Downloading Objects" (GetObject) by a signed URL, with Range, If-Match and If-Range.
import { createHash } from 'node:crypto';
import { type Backup, type BackupFile, type Estate } from '../dds/estate';
import { type Answer, type Call, type PublicRoute, type Request } from '../exchange';
import { deterministicContent } from './content';
import { type LinkIssuer, type LinkProblem } from './link-issuer';
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
      const answer = problem || !found ? refuse(problem ?? 'NoSuchKey') : serve(request, found);
      return { ...answer, headers: { ...answer.headers, 'x-obs-request-id': requestId } };
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

function serve({ headers }: Request, { backup, file }: StoredObject): Answer {
  const seed = contentSeed(file);
  // Strong, and not an MD5 of the bytes, just as the ETag of an object uploaded in parts.
  const etag = `"${createHash('md5').update(seed).digest('hex')}-1"`;
  const common = {
    etag,
    'accept-ranges': 'bytes',
    'content-type': 'binary/octet-stream',
    'last-modified': (backup.endTime ?? backup.beginTime).toUTCString(),
  };
  const wanted = headers['if-match'];
  if (wanted !== undefined && wanted !== '*' && !wanted.split(/, */).includes(etag)) {
    return refuseWith(412, 'PreconditionFailed', 'At least one of the preconditions did not hold.');
  }
  const ignoreRange = headers['if-range'] !== undefined && headers['if-range'] !== etag;
  const range = ignoreRange ? undefined : parseRange(headers.range, file.bytes);
  if (range === undefined) {
    return { status: 200, headers: common, body: deterministicContent(seed, 0, file.bytes) };
  }
  if (range === 'unsatisfiable') {
    return refuseWith(416, 'InvalidRange', 'The requested range cannot be satisfied.', {
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

function refuse(problem: LinkProblem | 'NoSuchKey'): Answer {
  return refuseWith(...problems[problem]);
}

function refuseWith(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/xml', ...headers },
    body: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  };
}
