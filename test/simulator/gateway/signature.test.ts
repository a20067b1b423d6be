import { type ReceivedRequest } from '../../../lib/simulator/exchange';
import {
  canonicalRequest,
  parseSignature,
  sdkDate,
  signingTime,
  verifySignature,
} from '../../../lib/simulator/gateway/signature';

interface Vector {
  readonly request: ReceivedRequest;
  readonly authorization: string;
  readonly secretKey: string;
}

const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** The request of the signing guide's walk-through. */
const guide: Vector = {
  request: request({
    path: '/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs',
    query: 'limit=2&marker=13551d6b-755d-4757-b956-536f674975c0',
    headers: {
      'content-type': 'application/json',
      host: 'service.region.example.com',
      'x-sdk-date': '20191115T033655Z',
    },
  }),
  authorization:
    'SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, ' +
    'Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe',
  secretKey: 'MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc',
};

/** From the tests of the official Go SDK. */
const goGet: Vector = {
  request: request({
    path: '/path',
    query: 'limit=1',
    headers: { 'x-sdk-date': '20060102T150405Z' },
  }),
  authorization: goAuthorization(
    '5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624',
  ),
  secretKey: 'SecretKey',
};

const goPost: Vector = {
  request: request({
    method: 'POST',
    path: '/path',
    query: 'key=value',
    headers: { 'x-sdk-date': '20060102T150405Z' },
    body: Buffer.from('{"Name":"test","Id":1}\n'),
  }),
  authorization: goAuthorization(
    'cecc2af119b18ab70b4d094c0750f3b42c02f254903179a0fc2cc72fc9db4f59',
  ),
  secretKey: 'SecretKey',
};

test.each([
  ['the signing guide', guide],
  ["the Go SDK's GET", goGet],
  ["the Go SDK's POST", goPost],
])('the signature of %s verifies', (_, vector) => {
  expect(verifies(vector)).toBe(true);
});

test.each<[string, Partial<ReceivedRequest>]>([
  ['method', { method: 'HEAD' }],
  ['path', { path: '/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpc' }],
  ['query', { query: 'limit=3&marker=13551d6b-755d-4757-b956-536f674975c0' }],
  ['body', { body: Buffer.from('x') }],
  ['signed header', { headers: { ...guide.request.headers, host: 'other.example.com' } }],
  ['date', { headers: { ...guide.request.headers, 'x-sdk-date': '20191115T033656Z' } }],
  ['missing header', { headers: { 'x-sdk-date': '20191115T033655Z' } }],
])('a signature does not survive another %s', (_, change) => {
  expect(verifies({ ...guide, request: { ...guide.request, ...change } })).toBe(false);
});

test('a signature made with another secret key does not verify', () => {
  expect(verifies({ ...guide, secretKey: `${guide.secretKey}x` })).toBe(false);
});

test('a header that is not among the signed ones may change on the way', () => {
  const headers = { ...guide.request.headers, via: '1.1 proxy' };
  expect(verifies({ ...guide, request: { ...guide.request, headers } })).toBe(true);
});

test('a path is signed decoded, encoded again, and with a slash at its end', () => {
  const sent = request({ path: '/a%2Fb/%7euser', headers: { 'x-sdk-date': 'now' } });
  expect(canonicalRequest(sent, ['x-sdk-date'])?.split('\n')[1]).toBe('/a%2Fb/~user/');
});

test('a query is signed sorted by name, then value, with an equals sign for every name', () => {
  const query =
    'path=%2Ftmp%2F123&test=%e4%b8%80%20%28%26%3D%3F%21%23%25.%2A%29&multi=3&multi=1&multi=2&limit=1&enable';
  expect(canonicalRequest(request({ query, headers: {} }), [])?.split('\n')[2]).toBe(
    'enable=&limit=1&multi=1&multi=2&multi=3&path=%2Ftmp%2F123&test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29',
  );
});

test('a plus sign in a query is not a space', () => {
  const sent = request({ query: 'time=a+b', headers: {} });
  expect(canonicalRequest(sent, [])?.split('\n')[2]).toBe('time=a%2Bb');
});

test('the default port is no part of a signed host, any other is', () => {
  const hostLine = (host: string) =>
    canonicalRequest(request({ headers: { host } }), ['host'])?.split('\n')[3];
  expect(hostLine('a.example:443')).toBe('host:a.example');
  expect(hostLine('127.0.0.1:8080')).toBe('host:127.0.0.1:8080');
});

test.each([
  ['the hash of the body', EMPTY_SHA256, EMPTY_SHA256],
  ['UNSIGNED-PAYLOAD', 'UNSIGNED-PAYLOAD', 'UNSIGNED-PAYLOAD'],
  ['a hash of something else', '0'.repeat(64), undefined],
])('X-Sdk-Content-Sha256 with %s ends the canonical request', (_, announced, last) => {
  const headers = { 'x-sdk-content-sha256': announced };
  expect(canonicalRequest(request({ headers }), [])?.split('\n').at(-1)).toBe(last);
});

test.each([
  ['another algorithm', guide.authorization.replace('SDK-HMAC', 'AWS4-HMAC')],
  ['no date among the signed headers', guide.authorization.replace(';x-sdk-date', '')],
  ['signed headers out of order', guide.authorization.replace('content-type;host', 'host;accept')],
  ['a header name in upper case', guide.authorization.replace('host', 'Host')],
  ['a signature that is too short', guide.authorization.slice(0, -1)],
  ['a signature in upper case', guide.authorization.slice(0, -64) + 'A'.repeat(64)],
  ['nothing', ''],
])('an Authorization header with %s is not understood', (_, header) => {
  expect(parseSignature(header)).toBeUndefined();
});

test('a signing time is read and printed in the same form', () => {
  expect(sdkDate(signingTime('20191115T033655Z') ?? new Date(0))).toBe('20191115T033655Z');
});

test.each(['', '2019-11-15T03:36:55Z', '20191315T033655Z', '20191115T033655'])(
  '"%s" is no signing time',
  (text) => {
    expect(signingTime(text)).toBeUndefined();
  },
);

function verifies({ request, authorization, secretKey }: Vector): boolean {
  const signature = parseSignature(authorization);
  return signature !== undefined && verifySignature(request, signature, secretKey);
}

function request(given: Partial<ReceivedRequest>): ReceivedRequest {
  return { method: 'GET', path: '/', query: '', headers: {}, body: Buffer.alloc(0), ...given };
}

function goAuthorization(signature: string): string {
  return `SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=x-sdk-date, Signature=${signature}`;
}
