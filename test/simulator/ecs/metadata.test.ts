import { type MetadataMode } from '../../../lib/simulator/ecs/metadata';
import { startSimulator, type Simulator } from '../../../lib/simulator/simulator';
import { signedFetch } from '../signed-fetch';

let cloud: Simulator;

afterEach(() => cloud.close());

async function start(metadata: MetadataMode): Promise<void> {
  cloud = await startSimulator({ metadata });
}

test('the key of the instance signs requests', async () => {
  await start('v1');
  const { credential } = (await (await key()).json()) as { credential: Record<string, string> };
  const response = await signedFetch(`${cloud.url}/v3/${cloud.projectId}/backups`, {
    accessKey: credential.access!,
    secretKey: credential.secret!,
    securityToken: credential.securitytoken!,
  });
  expect(response.status).toBe(200);
});

test('the first version knows no tokens', async () => {
  await start('v1');
  expect((await token()).status).toBe(404);
});

test('the second version takes requests with a token and without', async () => {
  await start('v2');
  expect((await key()).status).toBe(200);
  expect((await key(await (await token()).text())).status).toBe(200);
  expect((await key('made-up')).status).toBe(401);
});

test('an instance may insist on tokens, which end', async () => {
  await start('v2-required');
  expect((await key()).status).toBe(401);
  const value = await (await token(60)).text();
  expect((await key(value)).status).toBe(200);
  cloud.advance(60_000);
  expect((await key(value)).status).toBe(401);
});

test('an instance without an agency says so', async () => {
  await start('without-agency');
  const response = await key();
  expect(response.status).toBe(401);
  expect(await response.text()).toBe('Please configure Cloud Service Agency first');
});

test.each([0, 21_601, NaN])('a token cannot live for %d seconds', async (seconds) => {
  await start('v2');
  expect((await token(seconds)).status).toBe(400);
});

function token(seconds = 21_600): Promise<Response> {
  return fetch(`${cloud.url}/meta-data/latest/api/token`, {
    method: 'PUT',
    headers: { 'x-metadata-token-ttl-seconds': String(seconds) },
  });
}

function key(token?: string): Promise<Response> {
  const headers: Record<string, string> = token === undefined ? {} : { 'x-metadata-token': token };
  return fetch(`${cloud.url}/openstack/latest/securitykey`, { headers });
}
