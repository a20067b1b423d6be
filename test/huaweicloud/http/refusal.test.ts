import { cloudOf, failureOf, here, messageOf, patient } from '../cloud-of';
import { action, links, simulator } from './call-for-links';

/** Steers a terminal, holds a password, and is long. */
const HOSTILE = `x\r\n\u001b[2J\u202e{"password":"pass word"}${'y'.repeat(1_000_000)}`;

test('a code in an answer with a good status is a refusal', async () => {
  const body = '{"error_code":"DBS.201014","error_msg":"Backup does not exist."}';
  simulator.inject({ action, times: 9, fault: { kind: 'answer', status: 200, body } });
  expect(await failureOf(() => links({ maxRetries: 2 }))).toMatchObject({
    code: 'DBS.201014',
    status: 200,
  });
  expect(simulator.requestCount({ action })).toBe(1);
});

test.each([
  { code: 'APIGW.0308', message: 'over ratelimit' },
  { error: { error_code: 'APIGW.0308', error_msg: 'over ratelimit' } },
])('so is %j, which is repeated as with any status', async (body) => {
  const fault = { kind: 'answer', status: 200, body: JSON.stringify(body) } as const;
  simulator.inject({ action, fault });
  expect((await links({ maxRetries: 1 })).files).toHaveLength(1);
});

test.each([
  ['endpoints', () => ({ endpoints: { dds: `${simulator.url}/api` }, projectId: 'p' })],
  ['authUrl', () => ({ authUrl: `${simulator.url}/v3/auth/tokens` })],
])('an address without the API is about the setting that led to it: %s', async (setting, given) => {
  const dds = cloudOf(simulator, given()).dds(here);
  const failure = await failureOf(() => dds.backups({}, patient));
  expect(failure).toMatchObject({ setting, code: 'APIGW.0101' });
  expect(failure.detail).toContain(`and endpoints and authUrl if they are set.`);
});

test.each([
  ['code', { error_code: HOSTILE, error_msg: 'm' }],
  ['message', { error_code: 'C', error_msg: HOSTILE }],
  ['code of the older shape', { errCode: HOSTILE, externalMessage: HOSTILE }],
  ['code of Keystone', { error: { code: HOSTILE, message: HOSTILE, title: HOSTILE } }],
  ['request ID', { error_code: 'C', error_msg: 'm', request_id: HOSTILE }],
  ['encoded reason', { error_code: 'C', encoded_authorization_message: HOSTILE }],
])('the %s is made safe to show', async (_, body) => {
  simulator.inject({
    action,
    fault: { kind: 'answer', status: 400, body: JSON.stringify(body) },
  });
  const { message, code, requestId } = await failureOf(() => links());
  for (const text of [message, code ?? '', requestId ?? '']) {
    expect(text.replaceAll('\n\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).not.toContain('pass word');
    expect(text.length).toBeLessThan(20_000);
  }
});

test('the target of a redirect is shown without user, query and fragment', async () => {
  const location = 'https://user:pass@127.0.0.1:1/x\u009b2J?token=a#b=c';
  simulator.inject({ action, fault: { kind: 'answer', status: 302, headers: { location } } });
  const { detail } = await failureOf(() => links());
  expect(detail).toContain('redirects the request to https://127.0.0.1:1/x\\u009b2J. Redirects');
});

test('an encoded reason is shown whole, so that it can be decoded', async () => {
  const body = JSON.stringify({
    error_code: 'PAP5.0014',
    error_msg: 'denied',
    encoded_authorization_message: 'XYZ',
  });
  simulator.inject({ action, fault: { kind: 'answer', status: 403, body } });
  expect(await messageOf(() => links())).toMatchInlineSnapshot(`
   "- | No permission
   The user or agency is not allowed to download backups.

   Grant dds:backup:download in IAM for this project. If it is granted, check that the download policy of the project is open.

   PAP5.0014 "denied": HTTP 403, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file

   The reason in a form that the STS API DecodeAuthorizationMessage can read: XYZ"
  `);
});

test('a secret in a long message is hidden before the message is cut', async () => {
  const { secretKey } = simulator.credentials;
  const error_msg = `${'x'.repeat(480)} ${secretKey} ${'y'.repeat(1000)}`;
  const body = JSON.stringify({ error_code: 'C', error_msg });
  simulator.inject({ action, fault: { kind: 'answer', status: 400, body } });
  const { detail } = await failureOf(() => links());
  expect(detail).toContain('x *** y');
  expect(detail).toContain('y…');
  expect(detail).not.toContain(secretKey.slice(0, 10));
});

test('an unknown code with an unknown status is an error with both', async () => {
  const body = '{"error_code":"DBS.999999","error_msg":"New."}';
  simulator.inject({ action, fault: { kind: 'answer', status: 418, body } });
  expect(await messageOf(() => links())).toMatchInlineSnapshot(`
   "- | Request refused
   The cloud refused the request.

   Give the code and the request ID to Huawei Cloud support.

   DBS.999999 "New.": HTTP 418, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
  `);
});
