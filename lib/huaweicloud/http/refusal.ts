import { CloudError, headlines } from '../errors/cloud-error';
import { named } from '../errors/setting-names';
import { foreign } from '../redaction/foreign-text';
import { type Answer, origin, shownId } from './answer';
import { type ErrorBody, readErrorBody } from './error-body';
import { type Entry, entryFor, type Refusals, skewedClock } from './error-catalogue';
import { requestedDelay } from './retry';

/** Characters of a code that are shown. */
const LONGEST_CODE = 100;
/** An encoded message is useful only as a whole. */
const LONGEST_ENCODED = 10_000;
const LONGEST_ADDRESS = 2000;
/** Clocks this far apart (ms) are mentioned. */
const NOTABLE_SKEW = 5 * 60_000;
/** Beyond this difference (ms) the cloud refuses signatures. */
const REFUSED_SKEW = 15 * 60_000;

/** What is known about a request that is refused. */
export interface Refused {
  /** What refusals of the operation mean. */
  readonly refusals?: () => Refusals;
  /** The setting that led to the address. */
  readonly addressedBy?: string;
}

/** The error for an answer that refuses the request. */
export function refusal(
  answer: Answer,
  now: Date,
  { refusals = () => ({}), addressedBy }: Refused = {},
): CloudError {
  const body = readErrorBody(answer.json, answer.text);
  const message = body.message === undefined ? undefined : foreign(body.message);
  const skew = answer.date === undefined ? 0 : now.getTime() - answer.date.getTime();
  const entry =
    answer.status >= 300 && answer.status < 400
      ? redirected(answer)
      : knownEntry(entryFor(answer.status, body.code, message, refusals()), skew);
  return new CloudError({
    category: entry.category,
    summary: entry.summary ?? headlines[entry.category],
    means: `${entry.means}${entry.category === 'credentials' ? describeSkew(skew) : ''}`,
    next: entry.next,
    evidence: evidenceOf(answer, body, message),
    setting: entry.setting ?? (entry.category === 'endpoint' ? addressedBy : undefined),
    code: shownCode(body),
    status: answer.status,
    requestId: requestIdOf(answer, body),
    transient: entry.retry === 'later',
    retryAfter: requestedDelay(answer, body.message),
  });
}

/** What the cloud said, and where. */
function evidenceOf(answer: Answer, body: ErrorBody, message: string | undefined): string {
  const quoted = message === undefined ? undefined : `"${message}"`;
  const said = [shownCode(body), quoted].filter((part) => part !== undefined).join(' ');
  const from = origin({ ...answer, requestId: requestIdOf(answer, body) });
  const encoded = body.encodedAuthorizationMessage;
  const reason =
    encoded === undefined
      ? ''
      : `\n\nThe reason in a form that the STS API DecodeAuthorizationMessage can read: ${foreign(encoded, LONGEST_ENCODED)}`;
  return `${said === '' ? '' : `${said}: `}${from}${reason}`;
}

function shownCode({ code }: ErrorBody): string | undefined {
  return code === undefined ? undefined : foreign(code, LONGEST_CODE);
}

function requestIdOf(answer: Answer, body: ErrorBody): string | undefined {
  return answer.requestId ?? (body.requestId === undefined ? undefined : shownId(body.requestId));
}

/** Redirects could carry a signature to another host, so they are not followed. */
function redirected(answer: Answer): Entry {
  const { location } = answer.headers;
  if (location === undefined) return meaninglessStatus;
  const target = foreign(withoutDetails(location));
  return {
    category: 'endpoint',
    means: `The address redirects the request${target ? ` to ${target}` : ''}. Redirects are not followed, because they could send credentials to another host.`,
    next: `Set ${named('endpoints')} or ${named('authUrl')} to the final address, and check that no proxy or login page is in between.`,
    retry: 'never',
  };
}

const meaninglessStatus: Entry = {
  category: 'answer',
  means: 'The address answers with a status that has no meaning here.',
  next: `Check that the address is one of Huawei Cloud (${named('region')}, ${named('endpoints')}) and that no proxy or cache answers in its place.`,
  retry: 'never',
};

/** An address without user, query and fragment, which may hold secrets. */
function withoutDetails(address: string): string {
  const [place = ''] = address.slice(0, LONGEST_ADDRESS).split(/[?#]/);
  return place.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/]*@/i, '$1//');
}

/** The gateway does not always say when a signature is refused for its date; the clocks do. */
function knownEntry(entry: Entry, skew: number): Entry {
  const isSignature = entry.category === 'credentials' && entry.setting === 'secretKey';
  return isSignature && Math.abs(skew) >= REFUSED_SKEW ? skewedClock : entry;
}

/** A sentence on how far this machine's clock is off, empty if it is close enough. */
function describeSkew(skew: number): string {
  if (Math.abs(skew) < NOTABLE_SKEW) return '';
  const minutes = Math.round(Math.abs(skew) / 60_000);
  return ` The clock of this machine is ${minutes} minutes ${skew > 0 ? 'ahead of' : 'behind'} the clock of the cloud.`;
}
