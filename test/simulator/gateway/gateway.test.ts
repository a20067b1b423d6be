import { startSimulator, type Simulator } from '../../../lib/simulator/simulator';
import { signedFetch, type Keys, type SignOptions } from '../signed-fetch';

const MINUTE = 60_000;

let cloud: Simulator;

beforeEach(async () => {
  cloud = await startSimulator();
});

afterEach(() => cloud.close());

test('a request without any authentication is refused', async () => {
  const response = await fetch(`${cloud.url}/v3/projects`);
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({
    error_code: 'APIGW.0301',
    error_msg: 'Incorrect IAM authentication information: x-auth-token not found',
    request_id: response.headers.get('x-request-id'),
  });
});

test('an access key nobody has is named in the refusal', async () => {
  expect(await refusal({ ...cloud.credentials, accessKey: 'NOSUCHKEY' })).toEqual(
    'APIGW.0301 Incorrect IAM authentication information: Get secretKey failed,ak:NOSUCHKEY,err:ak not exist',
  );
});

test('a wrong secret key is answered with the request as the gateway understood it', async () => {
  const at = cloud.now();
  const date = at.toISOString().replace(/[-:]|\.\d+/g, '');
  expect(await refusal({ ...cloud.credentials, secretKey: 'wrong' }, { at })).toBe(
    'APIGW.0301 Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:' +
      `GET|/v3/projects/||x-sdk-date:${date}||x-sdk-date|` +
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
});

test.each([16 * MINUTE, -16 * MINUTE])(
  'a request signed %d ms off the clock is refused with both times',
  async (off) => {
    const at = new Date(cloud.now().getTime() + off);
    expect(await refusal(cloud.credentials, { at })).toMatch(
      /^APIGW\.0303 Incorrect app authentication information: signature expired, signature time:\d{8}T\d{6}Z,server time:\d{8}T\d{6}Z$/,
    );
  },
);

test('a request signed 14 minutes off the clock is served', async () => {
  const at = new Date(cloud.now().getTime() - 14 * MINUTE);
  expect((await list(cloud.credentials, { at })).status).toBe(200);
});

test('the clock of the cloud can be moved, and its Date header follows', async () => {
  cloud.advance(60 * MINUTE);
  expect(await refusal(cloud.credentials)).toMatch(/^APIGW\.0303/);
  const response = await list(cloud.credentials, { at: cloud.now() });
  expect(response.status).toBe(200);
  const date = Date.parse(response.headers.get('date') ?? '');
  expect(date - Date.now()).toBeGreaterThan(59 * MINUTE);
});

test('five wrong signatures in a row lock the key for five minutes', async () => {
  const { credentials } = cloud;
  const locked =
    'APIGW.0301 Incorrect IAM authentication information: AK access failed to reach the limit,forbidden.';
  for (let i = 0; i < 5; i++) {
    expect(await refusal({ ...credentials, secretKey: 'wrong' })).toMatch(/signature fail/);
  }
  expect(await refusal(credentials)).toBe(locked);
  cloud.advance(5 * MINUTE - 1000);
  expect(await refusal(credentials)).toBe(locked);
  cloud.advance(2000);
  expect((await list(credentials)).status).toBe(200);
});

test('a good signature in between starts the count anew', async () => {
  const wrong = { ...cloud.credentials, secretKey: 'wrong' };
  for (let i = 0; i < 4; i++) await list(wrong);
  expect((await list(cloud.credentials)).status).toBe(200);
  for (let i = 0; i < 4; i++) await list(wrong);
  expect((await list(cloud.credentials)).status).toBe(200);
});

test('a token nobody was given is refused', async () => {
  const response = await fetch(`${cloud.url}/v3/projects`, {
    headers: { 'x-auth-token': 'made-up' },
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({
    error_code: 'APIGW.0301',
    error_msg: 'Incorrect IAM authentication information: decrypt token fail',
  });
});

test('a path that no service has is refused before anything is authenticated', async () => {
  const response = await fetch(`${cloud.url}/v3`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error_code: 'APIGW.0101' });
});

test('percent signs that encode nothing are a bad request', async () => {
  const response = await fetch(`${cloud.url}/v3/projects?name=%zz`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error_code: 'APIGW.0201' });
});

function list(keys: Keys, options?: SignOptions): Promise<Response> {
  return signedFetch(`${cloud.url}/v3/projects`, keys, options);
}

async function refusal(keys: Keys, options?: SignOptions): Promise<string> {
  const response = await list(keys, options);
  expect(response.status).toBe(401);
  const { error_code: code, error_msg: message } = (await response.json()) as {
    error_code: string;
    error_msg: string;
  };
  return `${code} ${message}`;
}
