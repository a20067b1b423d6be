/**
 * The signature SDK-HMAC-SHA256 for requests with a key pair.
 * API Request Signing Guide, "AK/SK Signing and Authentication Algorithm"; the functions stand in
 * the order of its steps.
 */
import { createHmac, hash } from 'node:crypto';
import { byCodePoints, canonicalQuery, percentEncode } from '../http/canonical-encoding';

export interface SignableRequest {
  readonly method: string;
  readonly url: URL;
  /** Every one of these is signed, so give only what nobody on the way rewrites. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SigningKeys {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The headers to send in addition to the given ones. */
export interface Signature {
  readonly 'x-sdk-date': string;
  readonly authorization: string;
}

const ALGORITHM = 'SDK-HMAC-SHA256';

/** Signs a request; the result depends on nothing but the arguments. */
export function sign(request: SignableRequest, keys: SigningKeys, now: Date): Signature {
  const date = basicDate(now);
  const headers = sortedHeaders({ ...request.headers, 'x-sdk-date': date });
  const signedHeaders = headers.map(([name]) => name).join(';');
  const canonicalRequest = [
    request.method.toUpperCase(),
    canonicalUri(request.url),
    canonicalQuery(queryOf(request.url)),
    canonicalHeaders(headers),
    signedHeaders,
    sha256(request.body),
  ].join('\n');
  const signature = hmacSha256(keys.secretKey, stringToSign(date, canonicalRequest));
  return {
    'x-sdk-date': date,
    authorization: `${ALGORITHM} Access=${keys.accessKey}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
  };
}

/** The path, each segment encoded in the one canonical way, with a slash at its end. */
function canonicalUri({ pathname }: URL): string {
  const path = pathname.split('/').map(decodeURIComponent).map(percentEncode).join('/');
  return path.endsWith('/') ? path : `${path}/`;
}

/** `name:value` lines, each with its line feed; the joining of the parts adds the blank line. */
function canonicalHeaders(headers: readonly (readonly [string, string])[]): string {
  return headers.map(([name, value]) => `${name}:${value}\n`).join('');
}

function stringToSign(date: string, canonicalRequest: string): string {
  return [ALGORITHM, date, sha256(canonicalRequest)].join('\n');
}

/** UTC as `20191115T033655Z`. */
function basicDate(now: Date): string {
  return now.toISOString().replace(/[-:]|\.\d+/g, '');
}

function sortedHeaders(headers: Readonly<Record<string, string>>): (readonly [string, string])[] {
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .sort(([name], [other]) => byCodePoints(name, other));
}

/** Not by URLSearchParams, which takes "+" for a space. */
function queryOf({ search }: URL): (readonly [string, string])[] {
  const pairs = search.slice(1).split('&');
  return pairs
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decodeURIComponent(name), decodeURIComponent(value.join('='))] as const;
    });
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

function hmacSha256(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}
