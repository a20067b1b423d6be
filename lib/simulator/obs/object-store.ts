// OBS API Reference, "Downloading Objects" (GetObject) by a signed URL, with ranges and conditions.
import { type Estate } from '../dds/estate';
import { type Answer, type Call, type PublicRoute, type ReceivedRequest } from '../exchange';
import { failedCondition, ignoresRange } from './conditions';
import { deterministicContent } from './content';
import { ExpiredLink, type LinkIssuer, type LinkProblem } from './link-issuer';
import { ObsRefusal } from './obs-refusal';
import { parseRange } from './range';
import { contentSeed, entityTag, findObject, type StoredObject } from './stored-object';

const problems: Record<LinkProblem, string> = {
  AccessDenied: 'Access Denied',
  InvalidAccessKeyId: 'The OBS Access Key Id you provided does not exist in our records.',
  SignatureDoesNotMatch:
    'The request signature we calculated does not match the signature you provided.',
};

/** INVENTED, of the form that the examples of the documents have. */
const HOST_ID = 'RkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZG';

/** Serves the files of backups to whoever holds a link. A link is signed for GET: HEAD and the rest are refused. */
export function getObject(estate: Estate, links: LinkIssuer): PublicRoute {
  return {
    action: 'GetObject',
    method: '*',
    path: /^\/(?<bucket>ddsbucket\.[^/]+)\/(?<key>.+)$/,
    access: 'public',
    handle({ request, params, requestId }: Call) {
      const ids = { 'x-obs-request-id': requestId, 'x-obs-id-2': HOST_ID };
      try {
        refuseLink(links.problemWith(request));
        const found = findObject(estate, params.bucket ?? '', params.key ?? '');
        if (!found) throw new ObsRefusal(404, 'NoSuchKey', 'The specified key does not exist.');
        const answer = serve(request, found);
        return { ...answer, headers: { ...answer.headers, ...ids } };
      } catch (error) {
        if (!(error instanceof ObsRefusal)) throw error;
        return error.answer(request, ids);
      }
    },
  };
}

/** INVENTED: the documents show neither the message for an expired link nor its elements; this is what S3 answers. */
function refuseLink(problem: LinkProblem | ExpiredLink | undefined): void {
  if (problem === undefined) return;
  if (problem instanceof ExpiredLink) {
    const { expiresAt, now } = problem;
    const elements = { Expires: expiresAt.toISOString(), ServerTime: now.toISOString() };
    throw new ObsRefusal(403, 'AccessDenied', 'Request has expired', { elements });
  }
  throw new ObsRefusal(403, problem, problems[problem]);
}

function serve({ headers }: ReceivedRequest, { backup, file }: StoredObject): Answer {
  const version = { tag: entityTag(file), modified: backup.endTime ?? backup.beginTime };
  const common = {
    ...(file.etag === 'none'
      ? {}
      : { etag: `${file.etag === 'weak' ? 'W/' : ''}"${version.tag}"` }),
    'accept-ranges': 'bytes',
    'content-type': 'binary/octet-stream',
    'last-modified': version.modified.toUTCString(),
  };
  const failed = failedCondition(headers, version);
  if (failed === 304) return { status: 304, headers: common };
  if (failed === 412) {
    const message = 'At least one of the preconditions you specified did not hold.';
    throw new ObsRefusal(412, 'PreconditionFailed', message);
  }
  const size = file.bytes;
  const seed = contentSeed(file);
  const range = ignoresRange(headers, version) ? undefined : parseRange(headers.range, size);
  if (range === undefined) {
    return { status: 200, headers: common, body: deterministicContent(seed, 0, size) };
  }
  if (range === 'unsatisfiable') {
    throw new ObsRefusal(416, 'InvalidRange', 'The requested range cannot be satisfied.', {
      headers: { 'content-range': `bytes */${size}` },
    });
  }
  return {
    status: 206,
    headers: { ...common, 'content-range': `bytes ${range.from}-${range.to - 1}/${size}` },
    body: deterministicContent(seed, range.from, range.to),
  };
}
