import { keepSecret, withoutSecrets } from '../../../lib/huaweicloud/redaction/secrets';

const link =
  'https://b.obs.example.com/a.tar.lz4?AccessKeyId=AK&Expires=1&Signature=abc%2Fdef%3D&response-x=y';
const basic = Buffer.from('user:pass word').toString('base64');

describe('what looks like a secret is hidden', () => {
  test.each([
    [`see ${link}.`, 'see https://b.obs.example.com/a.tar.lz4?***'],
    [`{"download_link":"${link}"}`, '{"download_link":***}'],
    ['https://user:pass@proxy.example.com/', 'https://***@proxy.example.com/'],
    ['socks5h://user:pass@proxy.example.com', 'socks5h://***@proxy.example.com'],
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
    [`sent Basic ${basic}`, 'sent Basic ***'],
    [`sent bearer ${'a1.'.repeat(10)}`, 'sent bearer ***'],
    ['{"secret":"abc\\"def","a":1}', '{"secret":***,"a":1}'],
    [
      '"{\\"password\\":\\"a b\\",\\"user\\":\\"u\\"}"',
      '"{\\"password\\":***,\\"user\\":\\"u\\"}"',
    ],
    ["'securitytoken': 'abc'", "'securitytoken': ***"],
    ['password=abc&user=u', 'password=***&user=u'],
    [`token MII${'A'.repeat(80)} end`, 'token *** end'],
  ])('%s', (text, shown) => {
    expect(withoutSecrets(text)).toBe(shown);
  });
});

describe('what is not a secret stays', () => {
  test.each([
    'The backup 0123abcd does not exist.',
    'decrypt token fail',
    'Basic authentication required',
    'GET https://dds.example.com/v3/p/backups?limit=1',
  ])('%s', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });
});

describe('a known secret', () => {
  const secret = 's3cret/+"&<x>ü';

  test.each([
    ['as it is', secret],
    ['in a URL', encodeURIComponent(secret)],
    ['in a URL, in lower case', encodeURIComponent(secret).toLowerCase()],
    ['in a URL inside a URL', encodeURIComponent(encodeURIComponent(secret))],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in JSON inside JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ['in the JSON of Go', 's3cret/+\\"\\u0026\\u003cx\\u003e\\u00fc'],
    ['in the JSON of PHP', 's3cret\\/+\\"&<x>\\u00FC'],
    ['in HTML', 's3cret/+&quot;&amp;&lt;x&gt;&#252;'],
    ['in HTML, by number', 's3cret&#x2F;&#43;&#34;&#38;&#x3c;x&#x3E;&#xFC;'],
  ])('a secret is hidden %s', (_, form) => {
    keepSecret(secret);
    expect(withoutSecrets(`a ${form} b`)).toBe('a *** b');
  });

  test('a character that JSON escapes in two parts is hidden as well', () => {
    keepSecret('s3cret😀word');
    expect(withoutSecrets('{"said":"s3cret\\ud83d\\uDE00word"}')).toBe('{"said":"***"}');
  });

  test('a blank in a secret is found as a plus sign, too, as forms have it', () => {
    const password = 'two words, s3cret';
    keepSecret(password);
    expect(withoutSecrets(`?${String(new URLSearchParams({ said: password }))}&b`)).toBe(
      '?said=***&b',
    );
  });

  test('a secret without letters and digits is hidden', () => {
    keepSecret('/+"&<>');
    expect(withoutSecrets('a %2F%2B%22%26%3C%3E b, /+\\"&<>')).toBe('a *** b, ***');
  });

  test.each(['%25%2541', '\\\\u0041', '&amp;&', '+ + +'])(
    'a secret that looks like encodings itself is hidden: %s',
    (part) => {
      const own = `own1${part}own2`;
      keepSecret(own);
      const forms = [own, encodeURIComponent(own), JSON.stringify(own).slice(1, -1)];
      expect(forms.map((form) => withoutSecrets(form))).toEqual(['***', '***', '***']);
    },
  );

  test('every occurrence is hidden, also next to what only begins like it', () => {
    keepSecret('+twice1');
    expect(withoutSecrets('+twic +twice1+twice1 %2Btwice %2btwice1')).toBe(
      '+twic ****** %2Btwice ***',
    );
  });

  test('a secret that could be encoded in very many ways is looked for in little time', () => {
    keepSecret(`${'\\'.repeat(8)}slash1`);
    const text = `${'\\'.repeat(30_000)}slash1`;
    expect(withoutSecrets(text)).not.toContain('slash1');
    expect(withoutSecrets(`${text.slice(0, 300)}slash`)).toContain('slash');
  });

  test('hundreds of long tokens are looked for in little time', () => {
    const tokens = Array.from({ length: 400 }, (_, index) => `${index}/+=`.repeat(1000));
    keepSecret(...tokens);
    expect(withoutSecrets(`a ${tokens[399]} b`)).toBe('a *** b');
  });

  test('a secret is hidden as a whole if another one is its beginning', () => {
    keepSecret('beginning', 'beginning-and-more');
    expect(withoutSecrets('beginning-and-more, beginning')).toBe('***, ***');
  });

  test('a secret is hidden also if the text is cut within it', () => {
    keepSecret('x1y2z3'.repeat(20));
    const text = `${'. '.repeat(16 * 1024 - 30)}${'x1y2z3'.repeat(20)}`;
    expect(withoutSecrets(text)).not.toContain('x1y2z3');
  });

  test('a secret is hidden also if the text is cut within its encoding', () => {
    keepSecret('q8w7e6/+ü');
    const text = `${'. '.repeat(16 * 1024 - 6)}${encodeURIComponent('q8w7e6/+ü')} more`;
    expect(withoutSecrets(text)).not.toContain('q8w7e6');
  });

  test('a text is not cut before its end for a secret that is whole', () => {
    keepSecret('k9j8h7g6');
    const end = 'z'.repeat(100);
    const text = `${'. '.repeat(16 * 1024 - 54)}k9j8h7g6${end}`;
    expect(withoutSecrets(`${text} more`)).toMatch(new RegExp(`\\. \\*\\*\\*${end}…$`));
  });

  test('a text is not shown beyond its cut for a secret that comes after it', () => {
    keepSecret('k9j8h7g6');
    const shown = '. '.repeat(16 * 1024);
    expect(withoutSecrets(`${shown}later k9j8h7g6`)).toBe(`${shown}…`);
  });

  test('a value is not hidden if it is so short that it occurs in ordinary words', () => {
    keepSecret('ab', '', undefined, null);
    expect(withoutSecrets('about')).toBe('about');
  });
});

test.each([
  ['the beginning of a link', 'http://a?'],
  ['the name of a secret', 'token'],
  ['escapes', '\\'],
  ['quotes', '"token":"'],
  ['schemes', 'a://'],
  ['brackets', '<title'],
  ['basic', 'basic '],
])(
  'a megabyte of %s is searched only at its beginning',
  (_, part) => {
    const text = part.repeat(1_000_000 / part.length);
    expect(withoutSecrets(text).length).toBeLessThan(40_000);
  },
  1000,
);
