import { startSimulator, type Simulator } from '../../../lib/simulator/simulator';
import { signedFetch, type Keys } from '../signed-fetch';

interface Credential {
  readonly access: string;
  readonly secret: string;
  readonly securitytoken: string;
  readonly expires_at: string;
}

const reader = { agency_name: 'backup-reader', domain_name: 'another-account' };

let cloud: Simulator;

beforeEach(async () => {
  cloud = await startSimulator();
});

afterEach(() => cloud.close());

test('an agency gives keys that work in the other account, with their security token', async () => {
  const keys = await assume(reader);
  const { foreign } = cloud.people.projects;
  expect((await list(keys, foreign.id)).status).toBe(200);
  expect((await list(keys)).status).toBe(400);
});

test('temporary keys are refused without their security token, and with another', async () => {
  const { accessKey, secretKey } = await assume(reader);
  for (const keys of [
    { accessKey, secretKey },
    { accessKey, secretKey, securityToken: 'x' },
  ]) {
    const response = await list(keys);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error_code: 'APIGW.0301' });
  }
});

test('temporary keys expire after the requested time', async () => {
  const { foreign } = cloud.people.projects;
  const keys = await assume({ ...reader, duration_seconds: 1800 });
  cloud.advance(1799_000);
  expect((await list(keys, foreign.id)).status).toBe(200);
  cloud.advance(2000);
  expect((await list(keys, foreign.id)).status).toBe(401);
});

test('agencies can be chained', async () => {
  const first = await assume(reader, cloud.people.keys.agencyOperator);
  const back = { agency_name: 'backup-reader-back-home', domain_id: cloud.people.account.id };
  const second = await assume(back, first);
  expect((await list(cloud.people.keys.agencyOperator)).status).toBe(403);
  expect((await list(second)).status).toBe(200);
});

test.each([
  ['an agency nobody has', 404, { agency_name: 'nobody', domain_name: 'another-account' }],
  ['an agency for others', 404, { ...reader, domain_name: 'simulated-account' }],
  ['no account', 404, { agency_name: 'backup-reader' }],
  ['no agency', 400, { domain_name: 'another-account' }],
  ['too short a time', 400, { ...reader, duration_seconds: 899 }],
  ['too long a time', 400, { ...reader, duration_seconds: 86_401 }],
])('%s is refused with %d', async (_, status, role) => {
  expect((await ask('assume_role', role)).status).toBe(status);
});

test('assuming takes a permission', async () => {
  const { withoutPermission } = cloud.people.keys;
  expect((await ask('assume_role', reader, withoutPermission)).status).toBe(403);
});

test('a request for an agency has to be signed', async () => {
  const { accessKey } = cloud.credentials;
  expect((await ask('assume_role', reader, { accessKey, secretKey: 'wrong' })).status).toBe(401);
});

test('a token is exchanged for keys, from the body or from the header', async () => {
  const { identityProvider } = cloud.people;
  const created = await fetch(`${cloud.url}/v3.0/OS-AUTH/id-token/tokens`, {
    method: 'POST',
    headers: { 'x-idp-id': identityProvider.id },
    body: JSON.stringify({ auth: { id_token: { id: identityProvider.idToken } } }),
  });
  expect(created.status).toBe(201);
  const token = created.headers.get('x-subject-token') ?? '';
  const inBody = { auth: { identity: { methods: ['token'], token: { id: token } } } };
  const inHeader = { auth: { identity: { methods: ['token'] } } };
  for (const [body, headers] of [
    [inBody, {}],
    [inHeader, { 'x-auth-token': token }],
  ] as const) {
    const response = await fetch(`${cloud.url}/v3.0/OS-CREDENTIAL/securitytokens`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    expect((await list(await keysIn(response))).status).toBe(200);
  }
});

test.each([
  ['an unknown provider', 404, { id: 'other-idp' }],
  ['a wrong ID token', 401, { idToken: 'a.b.c' }],
])('%s is refused with %d', async (_, status, change) => {
  const { id, idToken } = { ...cloud.people.identityProvider, ...change };
  const response = await fetch(`${cloud.url}/v3.0/OS-AUTH/id-token/tokens`, {
    method: 'POST',
    headers: { 'x-idp-id': id },
    body: JSON.stringify({ auth: { id_token: { id: idToken } } }),
  });
  expect(response.status).toBe(status);
});

async function assume(role: object, keys: Keys = cloud.credentials): Promise<Required<Keys>> {
  return keysIn(await ask('assume_role', role, keys));
}

function ask(method: string, role: object, keys: Keys = cloud.credentials): Promise<Response> {
  return signedFetch(`${cloud.url}/v3.0/OS-CREDENTIAL/securitytokens`, keys, {
    method: 'POST',
    body: JSON.stringify({ auth: { identity: { methods: [method], assume_role: role } } }),
    at: cloud.now(),
  });
}

async function keysIn(response: Response): Promise<Required<Keys>> {
  expect(response.status).toBe(201);
  const { credential } = (await response.json()) as { credential: Credential };
  expect(credential.expires_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  const { access: accessKey, secret: secretKey, securitytoken: securityToken } = credential;
  return { accessKey, secretKey, securityToken };
}

function list(keys: Keys, project = cloud.projectId): Promise<Response> {
  return signedFetch(`${cloud.url}/v3/${project}/backups`, keys, { at: cloud.now() });
}
