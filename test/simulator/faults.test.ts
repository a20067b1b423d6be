import { faulty, type Fault } from '../../lib/simulator/faults';
import { startSimulator, type Simulator } from '../../lib/simulator/simulator';
import { signedFetch } from './signed-fetch';

let cloud: Simulator;

beforeEach(async () => {
  cloud = await startSimulator();
});

afterEach(() => cloud.close());

test('a fault hits one request by default', async () => {
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

test('a throttle names its window and, if it is given, how long to wait', async () => {
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

test('an answer can be held until a test lets it go', async () => {
  let letGo: () => void = () => undefined;
  inject({ kind: 'hold', until: new Promise<void>((resolve) => (letGo = resolve)) });
  const arrived = cloud.nextRequest({ action: 'KeystoneListProjects' });
  const held = list();
  await arrived;
  expect(cloud.requests).toMatchObject([{ status: undefined }]);
  letGo();
  expect((await held).status).toBe(200);
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

test('a function can choose the fault of each request', async () => {
  const fault = cloud.inject({
    times: Infinity,
    fault: ({ path }) => (path.endsWith('/projects') ? { kind: 'answer', status: 500 } : undefined),
  });
  expect((await list()).status).toBe(500);
  expect((await fetch(await freshLink())).status).toBe(200);
  expect(fault.hits).toBe(1);
});

describe('faults of the object store', () => {
  test('a body can stop in the middle while the connection stays open', async () => {
    injectIntoObjects({ kind: 'stall', bytes: 10 });
    const response = await fetch(await freshLink());
    const reader = response.body!.getReader();
    expect((await reader.read()).value).toHaveLength(10);
    const rest = reader.read();
    await cloud.close();
    await expect(rest).rejects.toThrow();
  });

  test('a range can be ignored', async () => {
    injectIntoObjects({ kind: 'whole' });
    const response = await range('bytes=10-19');
    expect(response.status).toBe(200);
    expect(content().equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
  });

  test('a range can be another one than was requested', async () => {
    injectIntoObjects({ kind: 'shift', from: -5, to: 3 });
    const response = await range('bytes=10-19');
    expect(response.headers.get('content-range')).toMatch(/^bytes 5-22\//);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(content().subarray(5, 23));
  });

  test('a range without an end can be another one as well', async () => {
    injectIntoObjects({ kind: 'shift', from: -5, to: 0 });
    const { headers } = await range('bytes=10-');
    expect(headers.get('content-range')).toMatch(/^bytes 5-/);
  });

  test('the size of the whole object can be wrong', async () => {
    injectIntoObjects({ kind: 'total', bytes: 99 });
    expect((await range('bytes=10-19')).headers.get('content-range')).toBe('bytes 10-19/99');
  });

  // Which of the two it was is up to the client's event loop: a reset that comes together with data reads as an end.
  test.each(['reset', 'truncate'] as const)('a body can break off by a %s', async (kind) => {
    injectIntoObjects({ kind, bytes: 10 });
    const response = await fetch(await freshLink());
    expect(response.status).toBe(200);
    const reader = response.body!.getReader();
    expect(Buffer.from((await reader.read()).value ?? [])).toEqual(content().subarray(0, 10));
    await expect(reader.read()).rejects.toThrow();
  });

  test('refusals of the object store are XML', async () => {
    injectIntoObjects(faulty.slowDown(1));
    injectIntoObjects(faulty.internalError());
    injectIntoObjects(faulty.accessDenied());
    const link = await freshLink();
    const answers = [await fetch(link), await fetch(link), await fetch(link)];
    expect(answers.map(({ status }) => status)).toEqual([503, 500, 403]);
    expect(answers.map(({ headers }) => headers.get('retry-after'))).toEqual(['1', null, null]);
    expect(await answers[0]!.text()).toContain('<Error><Code>SlowDown</Code><Message>');
  });

  test('a function can replace the object before it is served', async () => {
    const file = cloud.backups.single.files[0]!;
    const before = content();
    cloud.inject({
      action: 'GetObject',
      fault: () => {
        file.revision += 1;
        return undefined;
      },
    });
    const response = await fetch(await freshLink());
    expect(before.equals(Buffer.from(await response.arrayBuffer()))).toBe(false);
  });

  test('headers of an answer can be other ones, or missing', async () => {
    injectIntoObjects({ kind: 'headers', headers: { 'content-range': null, etag: 'W/"1"' } });
    const { status, headers } = await range('bytes=10-19');
    expect([status, headers.get('content-range'), headers.get('etag')]).toEqual([
      206,
      null,
      'W/"1"',
    ]);
  });
});

function injectIntoObjects(fault: Fault) {
  cloud.inject({ action: 'GetObject', fault });
}

async function range(header: string): Promise<Response> {
  return fetch(await freshLink(), { headers: { range: header } });
}

async function freshLink(): Promise<string> {
  const { id, instanceId } = cloud.backups.single;
  const url = `${cloud.url}/v3/${cloud.projectId}/backups/download-file?instance_id=${instanceId}&backup_id=${id}`;
  const answer = await (await signedFetch(url, cloud.credentials)).json();
  return (answer as { files: [{ download_link: string }] }).files[0].download_link;
}

function content(): Buffer {
  return cloud.contentOf(cloud.backups.single.files[0]!);
}

function inject(fault: Fault) {
  return cloud.inject({ action: 'KeystoneListProjects', fault });
}

function list(): Promise<Response> {
  return signedFetch(`${cloud.url}/v3/projects`, cloud.credentials);
}
