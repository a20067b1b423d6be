import {
  type ObsRefusal,
  readObsRefusal,
  refusalError,
  refusesExpired,
  refusesLink,
} from '../../../../lib/huaweicloud/obs/object/obs-refusal';

const link = new URL(
  'https://obs.example.com/bucket/key?AccessKeyId=LINKLINKLINKLINKLINK&Expires=1767578400&Signature=c2ln%2BbmF0dXJl%2FIG9mIGxpbms%3D',
);

function refusal(text: string, status = 403, headers: Record<string, string> = {}): ObsRefusal {
  return readObsRefusal({ status, headers, text, link });
}

describe('an error of OBS', () => {
  const text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Error><Code>AccessDenied</Code><Message>Request has expired.</Message><RequestId>8001</RequestId><HostId>h</HostId></Error>`;

  test('is read from its XML', () => {
    expect(refusal(text)).toMatchObject({
      ...{ code: 'AccessDenied', message: 'Request has expired.', requestId: '8001' },
    });
  });

  test('has its request ID from the header if there is one', () => {
    expect(refusal(text, 403, { 'x-obs-request-id': '9001' }).requestId).toBe('9001');
  });

  test.each<[string, string]>([
    ['entities', '<Code>A&amp;B</Code><Message>&lt;x&gt; &quot;y&quot; &#39;z&#x27;</Message>'],
    ['attributes', '<Code a="b">A&amp;B</Code ><Message\n>&lt;x&gt; "y" \'z\'</Message>'],
    ['spaces', '<Code> A&#38;B\n</Code><Message> &lt;x> "y" \'z\' </Message>'],
  ])('may have %s', (_, xml) => {
    expect(refusal(`<Error>${xml}</Error>`)).toMatchObject({ code: 'A&B', message: `<x> "y" 'z'` });
  });

  test.each(['&#1114112;', '&#x7fffff;', '&nbsp;', '&#;', '&'])('keeps %s as it is', (entity) => {
    expect(refusal(`<Message>${entity}</Message>`).message).toBe(entity);
  });

  test('cannot steer a terminal', () => {
    const { message } = refusal('<Message>&#27;[2J\u202etxt&#10;</Message>');
    expect(message).toBe(String.raw`\u001b[2J\u202etxt`);
  });

  test('is cut where it is too long to read', () => {
    const xml = `<Error><Code>${'c'.repeat(5000)}</Code><Message>${'m'.repeat(5000)}</Message></Error>`;
    const { code = '', message = '' } = refusal(xml);
    expect([code.length, message.length]).toEqual([101, 501]);
  });

  test.each([
    '',
    '<',
    '<Error>',
    '<Code>',
    '<Code><Code></Code>',
    '\0',
    '{"a":',
    '<a'.repeat(4000),
  ])('may be cut off or empty (%#)', (xml) => {
    expect(refusal(xml).code).toBeUndefined();
  });
});

test('an error of a gateway in between is read as JSON or as a page', () => {
  expect(refusal('{"error_code":"APIGW.0308","error_msg":"Slow down."}', 429)).toMatchObject({
    ...{ code: 'APIGW.0308', message: 'Slow down.' },
  });
  expect(refusal('<html><head><title>Blocked</title></head></html>').message).toBe('Blocked');
});

test('parts of the link are hidden, in whichever form they are quoted', () => {
  const secrets = [
    ...['LINKLINKLINKLINKLINK', 'c2ln%2BbmF0dXJl%2FIG9mIGxpbms%3D', 'c2ln+bmF0dXJl/IG9mIGxpbms='],
  ];
  for (const secret of secrets) {
    const shown = refusal(`<Code>${secret}</Code><Message>x ${secret}</Message>`, 403, {
      'x-obs-request-id': secret,
    });
    expect(shown).toMatchObject({ code: '***', message: 'x ***', requestId: '***' });
  }
  expect(refusal(`<Message>${link.href}</Message>`).message).not.toMatch(/LINK|c2ln|pbms/);
});

test.each<[number, string, string, boolean, boolean]>([
  [403, 'AccessDenied', 'Request has expired.', true, true],
  [403, 'AccessDenied', 'Access Denied', true, false],
  [403, 'InvalidAccessKeyId', 'It does not exist in our records.', true, false],
  [403, 'SignatureDoesNotMatch', 'It does not match.', true, false],
  [400, 'ExpiredToken', 'The provided token has expired.', true, true],
  [400, 'InvalidArgument', 'No.', false, false],
  [401, '', '', true, false],
  [404, 'NoSuchKey', 'It does not exist.', false, false],
  [503, 'SlowDown', 'Please reduce your request rate.', false, false],
])(
  'HTTP %d %s "%s": a new link may help: %s; it is expired: %s',
  (status, code, message, ...is) => {
    const read = refusal(
      `<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
      status,
    );
    expect([refusesLink(read), refusesExpired(read)]).toEqual(is);
  },
);

test.each([
  [307, 'answer', false],
  [400, 'answer', false],
  [403, 'permission', false],
  [404, 'not-found', false],
  [405, 'answer', false],
  [408, 'unavailable', true],
  [429, 'throttled', true],
  [500, 'unavailable', true],
  [503, 'throttled', true],
])(
  'HTTP %d is of the category %s; another attempt may succeed: %s',
  (status, category, transient) => {
    const error = refusalError(refusal('', status), 'a\u001bb');
    expect(error).toMatchObject({ category, transient, status });
    expect(error.message).toContain(String.raw`a\u001bb`);
    expect(error.message).not.toContain('\u001b');
  },
);
