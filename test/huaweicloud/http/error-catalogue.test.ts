import { catalogue, entryFor } from '../../../lib/huaweicloud/http/error-catalogue';

test('every documented code has a meaning and a next step', () => {
  for (const code of Object.keys(catalogue)) {
    const { means, next } = entryFor(400, code, undefined);
    expect(means).toMatch(/\.$/);
    expect(next).toMatch(/\.$/);
  }
});

test('only transient errors are retried', () => {
  const codes = Object.keys(catalogue).filter(
    (code) => entryFor(400, code, undefined).retry === 'later',
  );
  expect(codes).toEqual([
    'APIGW.0308',
    'APIGW.0601',
    'APIGW.0605',
    'APIGW.0606',
    'APIGW.0608',
    'APIGW.0610',
    'APIGW.0613',
  ]);
});

test('of the statuses without a known code, these are retried', () => {
  const statuses = Array.from({ length: 300 }, (_, i) => 300 + i);
  expect(
    statuses.filter((status) => entryFor(status, undefined, undefined).retry === 'later'),
  ).toEqual([408, 429, 500, 502, 503, 504]);
});

test('the code decides, not the status', () => {
  expect(entryFor(500, 'APIGW.0310', undefined).category).toBe('project');
  expect(entryFor(400, 'APIGW.0308', undefined).retry).toBe('later');
});

describe('the refusals of an operation', () => {
  const entry = (means: string) =>
    ({ category: 'refused', means, next: 'Do something.', retry: 'never' }) as const;
  const own = {
    codes: { 'DBS.1': entry('By code.'), 'APIGW.0302': entry('By code of the gateway.') },
    statuses: { 403: entry('By status.') },
  };

  test.each([
    [400, 'DBS.1', 'By code.'],
    [403, 'APIG.0302', 'By code of the gateway.'],
    [403, 'DBS.2', 'By status.'],
    [403, undefined, 'By status.'],
  ])('HTTP %d with the code %s means: %s', (status, code, means) => {
    expect(entryFor(status, code, undefined, own).means).toBe(means);
  });

  test('the status of an operation does not hide a code of the gateway', () => {
    expect(entryFor(403, 'APIGW.0310', undefined, own)).toEqual(
      entryFor(403, 'APIGW.0310', undefined),
    );
  });
});

test('the older prefix of the gateway means the same', () => {
  expect(entryFor(429, 'APIG.0308', undefined)).toEqual(entryFor(429, 'APIGW.0308', undefined));
});

test('a code that is also a name in JavaScript is unknown', () => {
  expect(entryFor(404, 'constructor', undefined).category).toBe('not-found');
});

test.each([
  'signature expired, signature time:20240506T070809Z,server time:20240506T080809Z',
  'expired signature',
  'expire signature',
  'wrong x-sdk-date',
  'invalid timestamp',
  'invalid time stamp',
])('%s: the clock is wrong', (message) => {
  expect(entryFor(401, 'APIGW.0301', message).next).toMatch(/^Set the clock of this machine/);
});

test.each([
  ['Get secretKey failed,ak:***,err:ak not exist', 'accessKey'],
  ['verify aksk signature fail, canonicalRequest:***', 'secretKey'],
  ['verify aksk signature fail, canonicalRequest:GET|/|x-sdk-date:1|token', 'secretKey'],
  ['AK access failed to reach the limit,forbidden', 'accessKey'],
  ['decrypt token fail', 'token'],
  ['Incorrect IAM authentication information', undefined],
])('%s', (message, setting) => {
  expect(entryFor(401, 'APIGW.0301', message).setting).toBe(setting);
});

test.each([
  [400, 'never'],
  [413, 'never'],
  [502, 'later'],
  [504, 'later'],
])('APIGW.0201 with status %d is retried %s', (status, retry) => {
  expect(entryFor(status, 'APIGW.0201', undefined).retry).toBe(retry);
});
