import { startSimulator, type Simulator } from '../../../lib/simulator/simulator';
import { signedFetch } from '../signed-fetch';

let cloud: Simulator;

beforeEach(async () => {
  cloud = await startSimulator();
});

afterEach(() => cloud.close());

test('downloads are open at first', async () => {
  expect(await policy()).toBe('open');
});

test.each(['POST', 'PUT'])('%s closes and opens the downloads of a project', async (method) => {
  expect(await set(method, '{"action":"close"}')).toBe(200);
  expect(await policy()).toBe('close');
  expect(await linkStatus()).toBe(400);
  expect(await set(method, '{"action":"open"}')).toBe(200);
  expect(await linkStatus()).toBe(200);
});

test.each(['{"action":"shut"}', '{"policy":{"action":"close"}}', '"action":"close"', ''])(
  'what names no action is refused: %s',
  async (body) => {
    expect(await set('PUT', body)).toBe(400);
    expect(await policy()).toBe('open');
  },
);

async function policy(): Promise<string> {
  const response = await signedFetch(path('download-policy'), cloud.credentials);
  return ((await response.json()) as { action: string }).action;
}

async function set(method: string, body: string): Promise<number> {
  return (await signedFetch(path('download-policy'), cloud.credentials, { method, body })).status;
}

async function linkStatus(): Promise<number> {
  const { id, instanceId } = cloud.backups.single;
  const query = `backup_id=${id}&instance_id=${instanceId}`;
  return (await signedFetch(path(`download-file?${query}`), cloud.credentials)).status;
}

function path(rest: string): string {
  return `${cloud.url}/v3/${cloud.projectId}/backups/${rest}`;
}
