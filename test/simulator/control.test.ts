import { once } from 'node:events';
import http from 'node:http';
import { startSimulator, type Simulator } from '../../lib/simulator/simulator';
import { signedFetch } from './signed-fetch';

let cloud: Simulator;

beforeEach(async () => {
  cloud = await startSimulator({ control: true });
});

afterEach(() => cloud.close());

test('faults are injected and cleared', async () => {
  const rule = { action: 'ListBackups', times: 2, fault: { kind: 'answer', status: 503 } };
  expect((await control('POST', 'faults', rule)).status).toBe(200);
  expect(await list()).toBe(503);
  await control('DELETE', 'faults');
  expect(await list()).toBe(200);
});

test.each([
  [{ fault: { kind: 'explode' } }, 'fault.kind must be one of: answer, huge, delay'],
  [{ fault: { kind: 'delay' } }, 'fault.milliseconds must be one of: number'],
  [{ fault: { kind: 'answer', status: 200, body: 1 } }, 'fault.body must be one of: string?'],
])('the fault %j is refused', async (rule, problem) => {
  const response = await control('POST', 'faults', rule);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(problem);
});

test('the clock moves', async () => {
  const before = cloud.now().getTime();
  await control('POST', 'clock', { advance: 60_000 });
  expect(cloud.now().getTime() - before).toBeGreaterThanOrEqual(60_000);
});

test('links and sessions end', async () => {
  const { id, instanceId } = cloud.backups.single;
  const response = await signedFetch(
    `${cloud.url}/v3/${cloud.projectId}/backups/download-file?backup_id=${id}&instance_id=${instanceId}`,
    cloud.credentials,
  );
  const { files } = (await response.json()) as { files: { download_link: string }[] };
  await control('POST', 'links/expire');
  expect((await fetch(files[0]!.download_link)).status).toBe(403);
  expect((await control('POST', 'sessions/expire')).status).toBe(200);
});

test('a backup changes its status and the answer it gives', async () => {
  const { building } = cloud.backups;
  await control('PUT', `backups/${building.id}`, { status: 'FAILED' });
  expect(building.status).toBe('FAILED');
  await control('PUT', `backups/${building.id}`, { guess: 'DBS.280016' });
  await control('PUT', `backups/${building.id}`, { guess: null, status: 'COMPLETED' });
  expect((await control('PUT', `backups/${building.id}`, { guess: 'DBS.1' })).status).toBe(400);
  expect((await control('PUT', 'backups/none', {})).status).toBe(404);
});

test('a backup gets other files, and other contents', async () => {
  const { replicaSet } = cloud.backups;
  const files = [
    { name: 'a', bytes: 5, group: 'shard_1' },
    { name: 'a', bytes: 0 },
  ];
  await control('PUT', `backups/${replicaSet.id}`, { files });
  expect(replicaSet.files).toMatchObject([{ name: 'a', group: { name: 'shard_1' } }, { bytes: 0 }]);
  await control('PUT', `backups/${replicaSet.id}`, { replace: true });
  expect(replicaSet.files.map(({ revision }) => revision)).toEqual([2, 2]);
  for (const bad of ['a', [{ name: 'a' }], [{ bytes: 1 }]]) {
    const response = await control('PUT', `backups/${replicaSet.id}`, { files: bad });
    expect(response.status).toBe(400);
  }
});

test('links get a shorter life', async () => {
  await control('PUT', 'links', { ttl: 2000, uses: 1 });
  expect(cloud.linkLife).toEqual({ ttl: 2000, uses: 1 });
});

test('a guess is replaced by another candidate', async () => {
  await control('PUT', 'guesses/buildingBackup', { guess: 'NO_FILES' });
  expect(cloud.guesses.buildingBackup).toBe('NO_FILES');
  expect((await control('PUT', 'guesses/weather', { guess: 'NO_FILES' })).status).toBe(400);
  expect((await control('PUT', 'guesses/noPermission', { guess: 'NO_FILES' })).status).toBe(400);
});

test('the log is shown; what controls the simulator is not in it, and no fault hits it', async () => {
  cloud.inject({ fault: { kind: 'reset' }, times: Infinity, path: /simulator/ });
  await list();
  const response = await control('GET', 'requests');
  expect(await response.json()).toMatchObject({
    requests: [{ action: 'ListBackups', method: 'GET', status: 200 }],
  });
});

test('pages in a browser are kept out', async () => {
  const withOrigin = await fetch(`${cloud.url}/simulator/requests`, {
    headers: { origin: 'http://example.com' },
  });
  expect(withOrigin.status).toBe(403);
  const request = http.get(`${cloud.url}/simulator/requests`, { headers: { host: 'example.com' } });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  expect(response.resume().statusCode).toBe(403);
});

test('a simulator without the option offers nothing to control', async () => {
  await cloud.close();
  cloud = await startSimulator();
  expect((await control('GET', 'requests')).status).toBe(404);
});

function control(method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${cloud.url}/simulator/${path}`, { method, body: JSON.stringify(body) });
}

async function list(): Promise<number> {
  const url = `${cloud.url}/v3/${cloud.projectId}/backups`;
  return (await signedFetch(url, cloud.credentials)).status;
}
