import { startSimulator, type Simulator } from '../../../lib/simulator/simulator';
import { signedFetch } from '../signed-fetch';

interface TokenBody {
  readonly token: {
    readonly expires_at: string;
    readonly project?: { readonly id: string };
    readonly domain?: { readonly name: string };
  };
}

let cloud: Simulator;

beforeEach(async () => {
  cloud = await startSimulator();
});

afterEach(() => cloud.close());

test('a password gives a token for a project, which opens it for a day', async () => {
  const response = await logIn(password(), { project: { name: cloud.region } });
  expect(response.status).toBe(201);
  const { token } = (await response.json()) as TokenBody;
  expect(token).toMatchObject({ project: { id: cloud.projectId }, methods: ['password'] });
  expect(token.expires_at).toMatch(/\.\d{6}Z$/);

  const value = response.headers.get('x-subject-token') ?? '';
  expect((await list(value)).status).toBe(200);
  cloud.advance(24 * 3_600_000);
  expect(await (await list(value)).json()).toMatchObject({ error_code: 'APIGW.0307' });
});

test('a user can be named by id, a project by id', async () => {
  const { id, password } = cloud.people.users.administrator;
  const response = await logIn({ user: { id, password } }, { project: { id: cloud.projectId } });
  expect(response.status).toBe(201);
});

test('a token for the account opens no project, but can look for one', async () => {
  const response = await logIn(password(), { domain: { name: cloud.people.account.name } });
  const { token } = (await response.json()) as TokenBody;
  expect(token.domain?.name).toBe('simulated-account');
  const value = response.headers.get('x-subject-token') ?? '';
  expect((await list(value)).status).toBe(400);
  const projects = await fetch(`${cloud.url}/v3/projects`, { headers: { 'x-auth-token': value } });
  expect(projects.status).toBe(200);
});

test('a token for one project does not open another', async () => {
  const { otherRegion } = cloud.people.projects;
  const response = await logIn(password(), { project: { id: otherRegion.id } });
  expect((await list(response.headers.get('x-subject-token') ?? '')).status).toBe(400);
});

test.each([
  ['a wrong password', { password: 'wrong' }],
  ['an unknown user', { name: 'nobody' }],
  ['another account', { domain: { name: 'another-account' } }],
])('%s is refused in the form of Keystone', async (_, change) => {
  const { user } = password();
  const response = await logIn({ user: { ...user, ...change } });
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({
    error: { code: 401, title: 'Unauthorized', message: 'The username or password is wrong.' },
  });
});

test('a project the account does not have is not found', async () => {
  expect((await logIn(password(), { project: { name: 'mars-north-1' } })).status).toBe(404);
});

test('a body that is not JSON, or names no method, is a bad request', async () => {
  const path = `${cloud.url}/v3/auth/tokens`;
  expect((await fetch(path, { method: 'POST', body: '{' })).status).toBe(400);
  expect((await fetch(path, { method: 'POST', body: '{}' })).status).toBe(400);
});

test('an agency token makes its holder a user of the other account', async () => {
  const response = await signedFetch(`${cloud.url}/v3/auth/tokens`, cloud.credentials, {
    method: 'POST',
    body: JSON.stringify({
      auth: {
        identity: {
          methods: ['assume_role'],
          assume_role: { agency_name: 'backup-reader', domain_name: 'another-account' },
        },
        scope: { project: { name: cloud.region } },
      },
    }),
  });
  expect(response.status).toBe(201);
  const { foreign } = cloud.people.projects;
  const token = response.headers.get('x-subject-token') ?? '';
  expect((await list(token, foreign.id)).status).toBe(200);
  expect((await list(token)).status).toBe(400);
});

test('a token can be looked at', async () => {
  const created = await logIn(password(), { project: { name: cloud.region } });
  const token = created.headers.get('x-subject-token') ?? '';
  const look = (subject: string) =>
    fetch(`${cloud.url}/v3/auth/tokens`, {
      headers: { 'x-auth-token': token, 'x-subject-token': subject },
    });
  expect(await (await look(token)).json()).toMatchObject({
    token: { project: { id: cloud.projectId } },
  });
  expect((await look('made-up')).status).toBe(401);
});

test('sessions can be ended, and their life can be set', async () => {
  await cloud.close();
  cloud = await startSimulator({ sessionTtl: 60_000 });
  const response = await logIn(password(), { project: { name: cloud.region } });
  const { token } = (await response.json()) as TokenBody;
  expect(Date.parse(token.expires_at) - cloud.now().getTime()).toBeLessThanOrEqual(60_000);
  cloud.sessionsHaveExpired();
  expect((await list(response.headers.get('x-subject-token') ?? '')).status).toBe(401);
});

function password() {
  const { name, password, account } = cloud.people.users.administrator;
  return { user: { name, password, domain: { name: account.name } } };
}

function logIn(password: object, scope?: object): Promise<Response> {
  return fetch(`${cloud.url}/v3/auth/tokens?nocatalog=true`, {
    method: 'POST',
    body: JSON.stringify({ auth: { identity: { methods: ['password'], password }, scope } }),
  });
}

function list(token: string, project = cloud.projectId): Promise<Response> {
  return fetch(`${cloud.url}/v3/${project}/backups`, { headers: { 'x-auth-token': token } });
}
