// API Request Signing Guide, "AK/SK Signing and Authentication Algorithm" (SDK-HMAC-SHA256),
// with the optional X-Sdk-Content-Sha256 of "Excluding the Request Body from Signing".
// Written from that description alone, so that it can disagree with the signer it checks.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { queryPairs, type ReceivedRequest } from '../exchange';

/** The three parts of an `Authorization: SDK-HMAC-SHA256 …` header. */
export interface Signature {
  readonly accessKey: string;
  /** Lower case, as listed. */
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly signature: string;
}

/** What an Authorization header says; undefined when it does not follow the algorithm's form. */
export function parseSignature(authorization: string): Signature | undefined {
  const match =
    /^SDK-HMAC-SHA256 Access=([^\s,]+), ?SignedHeaders=([^\s,]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  const [, accessKey, names, signature] = match ?? [];
  if (accessKey === undefined || names === undefined || signature === undefined) return undefined;
  const signedHeaders = names.split(';');
  const wellFormed =
    signedHeaders.includes('x-sdk-date') &&
    names === names.toLowerCase() &&
    signedHeaders.every((name, i) => i === 0 || name > (signedHeaders[i - 1] ?? ''));
  return wellFormed ? { accessKey, signedHeaders, signature } : undefined;
}

/** Whether the secret key, applied to the request as it arrived, gives the signature it carries. */
export function verifySignature(
  request: ReceivedRequest,
  signature: Signature,
  secretKey: string,
): boolean {
  const canonical = canonicalRequest(request, signature.signedHeaders);
  if (canonical === undefined) return false;
  const stringToSign = [
    'SDK-HMAC-SHA256',
    request.headers['x-sdk-date'] ?? '',
    sha256(canonical),
  ].join('\n');
  const expected = createHmac('sha256', secretKey).update(stringToSign).digest();
  return timingSafeEqual(expected, Buffer.from(signature.signature, 'hex'));
}

/** The text that both sides hash; undefined when a header that should be signed is not there. */
export function canonicalRequest(
  request: ReceivedRequest,
  signedHeaders: readonly string[],
): string | undefined {
  const bodyHash = payloadHash(request);
  const missing = signedHeaders.some((name) => request.headers[name] === undefined);
  if (missing || bodyHash === undefined) return undefined;
  return [
    request.method,
    canonicalUri(request.path),
    canonicalQuery(request.query),
    ...signedHeaders.map((name) => `${name}:${headerValue(request, name)}`),
    '',
    signedHeaders.join(';'),
    bodyHash,
  ].join('\n');
}

/** The moment in X-Sdk-Date (`YYYYMMDDTHHMMSSZ`), undefined when it is not one. */
export function signingTime(sdkDate: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(sdkDate);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const moment = new Date(
    `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`,
  );
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** The form of {@link signingTime}, as the gateway prints it in messages. */
export function sdkDate(moment: Date): string {
  return moment.toISOString().replace(/[-:]|\.\d+/g, '');
}

function canonicalUri(path: string): string {
  const uri = path
    .split('/')
    .map((segment) => encode(decodeURIComponent(segment)))
    .join('/');
  return uri.endsWith('/') ? uri : `${uri}/`;
}

function canonicalQuery(query: string): string {
  return queryPairs(query)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

function headerValue(request: ReceivedRequest, name: string): string {
  const value = (request.headers[name] ?? '').trim();
  return name === 'host' ? value.replace(/:(80|443)$/, '') : value;
}

function payloadHash({ headers, body }: ReceivedRequest): string | undefined {
  const announced = headers['x-sdk-content-sha256'];
  if (announced === 'UNSIGNED-PAYLOAD') return announced;
  const actual = sha256(body);
  return announced === undefined || announced === actual ? actual : undefined;
}

/** Percent-encoding that leaves only A-Z a-z 0-9 - _ . ~ as they are. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
