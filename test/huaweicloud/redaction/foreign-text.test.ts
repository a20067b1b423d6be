import { foreign, foreignValue } from '../../../lib/huaweicloud/redaction/foreign-text';
import { keepSecret } from '../../../lib/huaweicloud/redaction/secrets';

const link = 'https://b.obs.example.com/a.tar.lz4?AccessKeyId=AK&Expires=1&Signature=abc%2Fdef%3D';

describe('a foreign text', () => {
  test.each([
    ['x\r\n\u001b[2J\u001b[1;1HFAKE', 'x\\r\\n\\u001b[2J\\u001b[1;1HFAKE'],
    ['a\tb\u0000\u007f\u009b1m', 'a\\tb\\u0000\\u007f\\u009b1m'],
    ['\u202eesrever\u2066\u2069\u200f', '\\u202eesrever\\u2066\\u2069\\u200f'],
    ['zero\u200bwidth\ufeff\u2060', 'zero\\u200bwidth\\ufeff\\u2060'],
    ['line\u2028paragraph\u2029', 'line\\u2028paragraph\\u2029'],
    ['tag\u{e0041}', 'tag\\udb40\\udc41'],
    ['half \ud83d', 'half \\ud83d'],
    ['Grüße, 世界 🎉', 'Grüße, 世界 🎉'],
  ])('a text cannot control a terminal: %j', (text, shown) => {
    expect(foreign(text)).toBe(shown);
  });

  test('is cut', () => {
    expect(foreign('x'.repeat(1000))).toBe(`${'x'.repeat(500)}…`);
    expect(foreign('x'.repeat(1000), 10)).toBe('xxxxxxxxxx…');
  });

  test('loses its secrets before it is cut', () => {
    keepSecret('a-known-secret');
    expect(foreign(`${'x'.repeat(495)}a-known-secret`)).toBe(`${'x'.repeat(495)}***`);
  });
});

test('the fields of a log line lose their secrets by name and by content, at any depth', () => {
  keepSecret('a-known-secret');
  const fields = {
    status: 200,
    files: [{ name: 'a', download_link: link, size: 1n }],
    headers: {
      authorization: 'x',
      'X-Subject-Token': 'y',
      'x-request-id': 'z\n',
      'set-cookie': null,
    },
    credential: { access: 'AK', secret: 'SK' },
    text: ['with a-known-secret inside', link],
    at: new Date(0),
  };
  expect(foreignValue(fields)).toEqual({
    status: 200,
    files: [{ name: 'a', download_link: '***', size: 1n }],
    headers: {
      authorization: '***',
      'X-Subject-Token': '***',
      'x-request-id': 'z\\n',
      'set-cookie': null,
    },
    credential: '***',
    text: ['with *** inside', 'https://b.obs.example.com/a.tar.lz4?***'],
    at: new Date(0),
  });
});

test('the fields of a log line are bounded in depth and in number', () => {
  let deep: unknown = 'end';
  for (let level = 0; level < 1000; level += 1) deep = { deep };
  expect(JSON.stringify(foreignValue(deep)).length).toBeLessThan(200);
  expect(foreignValue(Array.from({ length: 1000 }, () => 1))).toHaveLength(100);
});
