import { faulty, type Fault } from '../../lib/simulator/faults';
import { startSimulator, type Simulator } from '../../lib/simulator/simulator';
import { signedFetch } from './signed-fetch';

let cloud: Simulator;

beforeEach(async () => {
  cloud = await startSimulator();
});

afterEach(() => cloud.close());

test('a fault hits one request, unless told otherwise', async () => {
  const fault = inject({ kind: 'answer', status: 503 });
  expect((await list()).status).toBe(503);
  expect((await list()).status).toBe(200);
  expect(fault.hits).toBe(1);
});

test('a fault can wait for its turn, hit several times, and be taken away', async () => {
  const fault = cloud.inject({
    action: 'KeystoneListProjects',
    fault: faulty.html(),
    skip: 1,
    times: Infinity,
  });
  expect((await list()).status).toBe(200);
  expect((await list()).status).toBe(502);
  expect((await list()).status).toBe(502);
  fault.remove();
  expect((await list()).status).toBe(200);
  expect(fault.hits).toBe(2);
});

test('faults follow one another', async () => {
  inject({ kind: 'answer', status: 500 });
  inject({ kind: 'answer', status: 429 });
  expect([(await list()).status, (await list()).status]).toEqual([500, 429]);
});

test('faults choose by action, method and path', async () => {
  const fault = faulty.empty(500);
  const others = [
    { action: 'ListBackups' },
    { method: 'PUT' },
    { path: '/v3' },
    { path: /backups/ },
  ];
  for (const pattern of others) cloud.inject({ ...pattern, fault });
  expect((await list()).status).toBe(200);
  cloud.inject({ path: /projects$/, method: 'GET', fault });
  expect((await list()).status).toBe(500);
});

test('all faults can be cleared', async () => {
  inject({ kind: 'reset' });
  cloud.clearFaults();
  expect((await list()).status).toBe(200);
});

test('an answer can be an HTML page, half a JSON text, or nothing', async () => {
  inject(faulty.html());
  inject(faulty.malformedJson());
  inject(faulty.empty());
  expect(await (await list()).text()).toContain('<html>');
  await expect((await list()).json()).rejects.toThrow('Unterminated string');
  expect(await (await list()).text()).toBe('');
});

test('a throttle names its window and, when told, how long to wait', async () => {
  inject(faulty.throttle());
  inject(faulty.throttle(1));
  const plain = await list();
  expect(plain.status).toBe(429);
  expect(plain.headers.has('retry-after')).toBe(false);
  expect(await plain.json()).toMatchObject({
    error_code: 'APIGW.0308',
    error_msg: expect.stringContaining('limit:200,time:1 second') as string,
  });
  expect((await list()).headers.get('retry-after')).toBe('1');
});

test('an answer can be huge', async () => {
  inject({ kind: 'huge', bytes: 50 * 1024 * 1024 });
  const response = await list();
  expect(response.headers.get('content-length')).toBe(String(50 * 1024 * 1024));
  await response.body?.cancel();
});

test('the JSON of an answer can be changed', async () => {
  inject({ kind: 'edit', edit: (body) => ({ ...(body as object), tomorrow: true }) });
  expect(await (await list()).json()).toMatchObject({ tomorrow: true, projects: [{}, {}, {}, {}] });
});

test('the Date of an answer can be wrong', async () => {
  inject({ kind: 'date', offset: -86_400_000 });
  const date = Date.parse((await list()).headers.get('date') ?? '');
  expect(Math.abs(Date.now() - 86_400_000 - date)).toBeLessThan(60_000);
});

test('a late answer is still the answer', async () => {
  inject({ kind: 'delay', milliseconds: 10 });
  expect((await list()).status).toBe(200);
});

test('a dripping answer is complete in the end', async () => {
  inject({ kind: 'drip', bytes: 100, milliseconds: 1 });
  expect(await (await list()).json()).toHaveProperty('projects');
});

test.each<Fault>([{ kind: 'reset' }, { kind: 'garbage' }, { kind: 'truncate', bytes: 10 }])(
  '%j breaks the connection',
  async (fault) => {
    inject(fault);
    await expect(list().then((response) => response.text())).rejects.toThrow();
  },
);

test('a truncated answer begins well', async () => {
  inject({ kind: 'truncate', bytes: 10 });
  const response = await list();
  expect(response.status).toBe(200);
  const reader = response.body!.getReader();
  expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('{"projects');
  await expect(reader.read()).rejects.toThrow();
});

test('a hanging request ends when the cloud does, and is logged without a status', async () => {
  inject({ kind: 'hang' });
  const arrived = cloud.nextRequest({ action: 'KeystoneListProjects' });
  const hanging = list();
  await arrived;
  await cloud.close();
  await expect(hanging).rejects.toThrow();
  expect(cloud.requests).toMatchObject([{ status: undefined }]);
});

function inject(fault: Fault) {
  return cloud.inject({ action: 'KeystoneListProjects', fault });
}

function list(): Promise<Response> {
  return signedFetch(`${cloud.url}/v3/projects`, cloud.credentials);
}
