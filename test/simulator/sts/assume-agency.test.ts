import { startSimulator, type Simulator } from '../../../lib/simulator/simulator';
import { signedFetch, type Keys } from '../signed-fetch';

let cloud: Simulator;

beforeAll(async () => {
  cloud = await startSimulator();
});

afterAll(() => cloud.close());

test('an agency gives keys for an hour by default', async () => {
  const { keys, expiration } = await assume(urn());
  expect(expiration.getTime() - cloud.now().getTime()).toBeGreaterThan(3_590_000);
  expect(expiration.getTime() - cloud.now().getTime()).toBeLessThanOrEqual(3_600_000);
  const { foreign } = cloud.people.projects;
  expect((await signedFetch(`${cloud.url}/v3/${foreign.id}/backups`, keys)).status).toBe(200);
});

test('keys from an agency can assume the next, for an hour at most', async () => {
  const { keys } = await assume(urn());
  const back = { ...urn(), agency_urn: urnOf(cloud.people.account.id, 'backup-reader-back-home') };
  expect((await ask({ ...back, duration_seconds: 3601 }, keys)).status).toBe(400);
  const second = await assume({ ...back, duration_seconds: 3600 }, keys);
  const response = await signedFetch(`${cloud.url}/v3/${cloud.projectId}/backups`, second.keys);
  expect(response.status).toBe(200);
});

test('an agency that cannot be found is named', async () => {
  const agency = urnOf(cloud.people.otherAccount.id, 'nobody');
  const response = await ask({ ...urn(), agency_urn: agency });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({
    error_code: 'STS5.1106',
    error_msg: `the agency '${agency}' cannot be found`,
  });
});

test.each([
  ['agency_urn', 'backup-reader'],
  ['agency_session_name', 'x'],
  ['agency_session_name', undefined],
  ['duration_seconds', 899],
  ['duration_seconds', 43_201],
])('the %s %j is a bad request', async (field, value) => {
  const response = await ask({ ...urn(), [field]: value });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(field);
});

test('without permission the refusal carries an encoded message', async () => {
  const response = await ask(urn(), cloud.people.keys.withoutPermission);
  expect(response.status).toBe(403);
  expect(await response.json()).toHaveProperty('encoded_authorization_message');
});

function urn() {
  const agency_urn = urnOf(cloud.people.otherAccount.id, 'backup-reader');
  return { agency_urn, agency_session_name: 'a-test' };
}

function urnOf(domainId: string, agency: string): string {
  return `iam::${domainId}:agency:${agency}`;
}

function ask(body: object, keys: Keys = cloud.credentials): Promise<Response> {
  const options = { method: 'POST', body: JSON.stringify(body) };
  return signedFetch(`${cloud.url}/v5/agencies/assume`, keys, options);
}

async function assume(body: object, keys?: Keys): Promise<{ keys: Keys; expiration: Date }> {
  const response = await ask(body, keys);
  expect(response.status).toBe(200);
  const { credentials } = (await response.json()) as { credentials: Record<string, string> };
  return {
    keys: {
      accessKey: credentials.access_key_id!,
      secretKey: credentials.secret_access_key!,
      securityToken: credentials.security_token!,
    },
    expiration: new Date(credentials.expiration!),
  };
}
