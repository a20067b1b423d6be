import { Redaction } from '../../../lib/huaweicloud/http/redaction';

const nothingKnown = new Redaction();

const link =
  'https://b.obs.example.com/a.tar.lz4?AccessKeyId=AK&Expires=1&Signature=abc%2Fdef%3D&response-x=y';

test.each([
  [`see ${link}.`, 'see https://b.obs.example.com/a.tar.lz4?***'],
  [`{"download_link":"${link}"}`, '{"download_link":***}'],
  ['https://user:pass@proxy.example.com/', 'https://***@proxy.example.com/'],
  [
    'verify aksk signature fail, canonicalRequest:GET|/v3/|x-security-token:abc|host|hash',
    'verify aksk signature fail, canonicalRequest:***',
  ],
  [
    'Authorization: SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=0123',
    'Authorization: ***',
  ],
  ['X-Auth-Token: abc.def', 'X-Auth-Token: ***'],
  ['authorization: Bearer abc', 'authorization: ***'],
  ['{"secret":"abc\\"def","a":1}', '{"secret":***,"a":1}'],
  ["'securitytoken': 'abc'", "'securitytoken': ***"],
  ['password=abc&user=u', 'password=***&user=u'],
  [`token MII${'A'.repeat(80)} end`, 'token *** end'],
  ['The backup 0123abcd does not exist.', 'The backup 0123abcd does not exist.'],
  ['decrypt token fail', 'decrypt token fail'],
  [
    'GET https://dds.example.com/v3/p/backups?limit=1',
    'GET https://dds.example.com/v3/p/backups?limit=1',
  ],
])('%s', (text, shown) => {
  expect(nothingKnown.text(text)).toBe(shown);
});

test('known secrets are hidden wherever they occur, also encoded', () => {
  const redaction = new Redaction();
  redaction.add('s3cret/+"x', undefined, 'ab');
  expect(redaction.text('a s3cret/+"x b s3cret%2F%2B%22x c s3cret/+\\"x d ab')).toBe(
    'a *** b *** c *** d ab',
  );
});

test('values are searched to their depth, by name and by content, arrays included', () => {
  const redaction = new Redaction();
  redaction.add('known-secret');
  const value = {
    status: 200,
    files: [{ name: 'a', download_link: link, size: 1n }],
    headers: {
      authorization: 'x',
      'X-Subject-Token': 'y',
      'x-request-id': 'z',
      'set-cookie': null,
    },
    credential: { access: 'AK', secret: 'SK' },
    text: ['with known-secret inside', link],
    at: new Date(0),
  };
  expect(redaction.value(value)).toEqual({
    status: 200,
    files: [{ name: 'a', download_link: '***', size: 1n }],
    headers: {
      authorization: '***',
      'X-Subject-Token': '***',
      'x-request-id': 'z',
      'set-cookie': null,
    },
    credential: '***',
    text: ['with *** inside', 'https://b.obs.example.com/a.tar.lz4?***'],
    at: new Date(0),
  });
});
