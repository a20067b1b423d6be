import { type Fault, faulty } from '../../lib/simulator/faults';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { unresolvableHost } from '../unresolvable-host';
import { DeployedStack } from './deployed-stack';
import { outcomesOf } from './plan-outcomes';
import { readLinks } from './recorded-engine';
import { BackupDownloadLinks } from 'cdktf-huaweicloud-dds';

let cloud: Simulator;

beforeEach(async () => {
  cloud = await startSimulator();
});

afterEach(() => cloud.close());

/** Spoils so many answers with links; default one. */
function spoil(fault: Fault, times = 1) {
  return cloud.inject({ action: 'ShowBackupDownloadLink', fault, times });
}

const status = (code: number): Fault => ({ kind: 'answer', status: code });
const hang: Fault = { kind: 'hang' };

/** A request that gets no answer takes so long, others as long as they need. */
const noLonger = (request_timeout: string, { kind }: Fault): Record<string, string> =>
  kind === 'hang' || kind === 'drip' ? { request_timeout } : {};

/** How long a repetition waits that nobody asked for (ms): the first one at most. */
const OWN_DELAY = 500;

describe('what passes is repeated, and then read', () => {
  test.each<[string, Fault, string]>([
    ['500', status(500), ''],
    ['502', status(502), ''],
    ['503', status(503), ''],
    ['504', status(504), ''],
    ['408', status(408), ''],
    ['429 without any hint', status(429), ''],
    ['a page of a gateway', faulty.html(502), ''],
    ['a reset connection', { kind: 'reset' }, ''],
    ['a body that is cut', { kind: 'truncate', bytes: 20 }, ''],
    ['a server that hangs', hang, ''],
    ['a body that drips', { kind: 'drip', bytes: 1, milliseconds: 20 }, ''],
  ])('%s', async (_, fault) => {
    spoil(fault);
    const { asked, repeats, said } = await readLinks(cloud, noLonger('3s', fault));
    expect({ asked, said, why: repeats.map(({ why }) => why) }).toMatchSnapshot();
    expect(repeats).toHaveLength(1);
    expect(repeats[0]?.delay).toBeLessThanOrEqual(OWN_DELAY);
  });

  test.each<[string, Fault]>([
    ['by Retry-After', faulty.throttle(1)],
    ['by the window in its message', faulty.throttle()],
  ])('a throttle that asks for a second %s costs little more', async (_, fault) => {
    spoil(fault);
    const { asked, repeats, said } = await readLinks(cloud);
    expect({ asked, said }).toEqual({ asked: 2, said: 'read' });
    expect(repeats).toEqual([
      { why: 'Too many requests, 429, APIGW.0308', delay: expect.any(Number) },
    ]);
    expect(repeats[0]?.delay).toBeGreaterThanOrEqual(1000);
    expect(repeats[0]?.delay).toBeLessThanOrEqual(1250);
  });

  test('a slow answer is waited for, once', async () => {
    spoil({ kind: 'delay', milliseconds: 100 });
    expect(await readLinks(cloud)).toEqual({ asked: 1, repeats: [], said: 'read' });
  });

  test('and so is one that drips but ends in time', async () => {
    spoil({ kind: 'drip', bytes: 100, milliseconds: 5 });
    expect(await readLinks(cloud)).toEqual({ asked: 1, repeats: [], said: 'read' });
  });

  test('a wrong date on a good answer does no harm', async () => {
    spoil({ kind: 'date', offset: 3_600_000 });
    expect(await readLinks(cloud)).toEqual({ asked: 1, repeats: [], said: 'read' });
  });

  test('the look-up of the project is repeated likewise', async () => {
    cloud.inject({ action: 'KeystoneListProjects', fault: status(503) });
    const { asked, said } = await readLinks(cloud, { project_id: null });
    expect({ asked, said }).toEqual({ asked: 1, said: 'read' });
    expect(cloud.requestCount({ action: 'KeystoneListProjects' })).toBe(2);
  });
});

describe('what stays is told', () => {
  test.each<[string, Fault]>([
    ['500', status(500)],
    ['502', status(502)],
    ['503', status(503)],
    ['504', status(504)],
    ['429', status(429)],
    ['a page of a gateway', faulty.html(502)],
    ['a reset connection', { kind: 'reset' }],
    ['a body that is cut', { kind: 'truncate', bytes: 20 }],
    ['a server that hangs', hang],
    ['a body that drips', { kind: 'drip', bytes: 1, milliseconds: 20 }],
  ])('after the last try: %s', async (_, fault) => {
    spoil(fault, Infinity);
    const { asked, said } = await readLinks(cloud, { ...noLonger('1s', fault), max_retries: 1n });
    expect(asked).toBe(2);
    expect(said).toMatchSnapshot();
  });

  test.each<[string, Fault]>([
    ['a success that is a page', faulty.html(200)],
    ['a success that is broken JSON', faulty.malformedJson()],
    ['a success without a body', faulty.empty()],
    ['50 MB', { kind: 'huge', bytes: 50 * 1024 * 1024 }],
    [
      'a redirect',
      {
        kind: 'answer',
        status: 302,
        headers: { location: 'http://127.0.0.1:1/login?Signature=secret' },
      },
    ],
    ['401', status(401)],
    ['403', status(403)],
    ['404', status(404)],
    ['409', status(409)],
  ])('at once, as it does not pass: %s', async (_, fault) => {
    spoil(fault, Infinity);
    const { asked, repeats, said } = await readLinks(cloud);
    expect({ asked, repeats }).toEqual({ asked: 1, repeats: [] });
    expect(said).toMatchSnapshot();
  });

  test('on a fresh connection, too: something that is not HTTP', async () => {
    spoil({ kind: 'garbage' }, Infinity);
    const { asked, repeats, said } = await readLinks(cloud);
    expect({ asked, repeats }).toEqual({ asked: 2, repeats: [] });
    expect(said).toMatchSnapshot();
  });

  test('a host without address', async () => {
    const endpoints = { dds: unresolvableHost };
    const reading = await readLinks(cloud, { endpoints });
    expect({
      ...reading,
      said: reading.said.replace(unresolvableHost, 'UNRESOLVABLE-HOST'),
    }).toMatchInlineSnapshot(`
     {
       "asked": 0,
       "repeats": [],
       "said": "error: Huawei Cloud cannot be reached; UNRESOLVABLE-HOST:443 cannot be found: its name cannot be resolved. (ENOTFOUND)

     Check region, and endpoints, auth_url and cloud if they are set. Also check that this machine is online. Some regions have no IAM host of their own: there, set auth_url to https://iam.myhuaweicloud.com/v3.",
     }
    `);
  });

  test('a refused connection', async () => {
    const endpoints = { dds: 'http://127.0.0.1:1' };
    const { asked, repeats, said } = await readLinks(cloud, { endpoints, max_retries: 1n });
    expect({ asked, why: repeats.map(({ why }) => why), said }).toMatchInlineSnapshot(`
     {
       "asked": 0,
       "said": "error: Huawei Cloud cannot be reached; 127.0.0.1:PORT refuses the connection: nothing listens there. (ECONNREFUSED)

     Check region, and endpoints, auth_url and cloud if they are set.",
       "why": [
         "Huawei Cloud cannot be reached, ECONNREFUSED",
       ],
     }
    `);
  });

  test('the time for the whole read is over', async () => {
    spoil(hang, Infinity);
    const { asked, said } = await readLinks(cloud, {}, undefined, { timeouts: { read: '2s' } });
    expect(asked).toBe(1);
    expect(said).toMatchInlineSnapshot(`
     "error: No answer within 2s; Waited 2s for "read". Try again, or allow more with timeouts { read = "…" }.

     The time limit of this operation was reached while waiting for GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file. @ timeouts.read"
    `);
  });

  test('the time for the whole read is over before a throttle is', async () => {
    spoil(faulty.throttle(60), Infinity);
    const { asked, said } = await readLinks(cloud, {}, undefined, { timeouts: { read: '2s' } });
    expect(asked).toBe(1);
    expect(said).toMatchInlineSnapshot(`
     "error: No answer within 2s; Waited 2s for "read". Try again, or allow more with timeouts { read = "…" }.

     The time limit of this operation was reached while waiting for GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file.

     The last attempt failed: The rate limit of the API has been reached.

     Run again later, or send fewer requests at a time.

     APIGW.0308 "The throttling threshold has been reached: policy user over ratelimit,limit:200,time:1 second": HTTP 429, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file @ timeouts.read"
    `);
  });
});

describe('through a real engine', () => {
  async function planned(settings: { requestTimeout?: string; maxRetries?: number } = {}) {
    const stack = await DeployedStack.of(
      cloud,
      (scope) => {
        const { instanceId, id: backupId } = cloud.backups.single;
        new BackupDownloadLinks(scope, 'links', { instanceId, backupId });
      },
      settings,
    );
    const run = await stack.run(['plan', '-json'], {
      env: { TF_LOG: undefined, TF_LOG_PATH: undefined, TF_LOG_PROVIDER: 'WARN' },
    });
    stack.remove();
    const repeat = run.output.split('\n').find((line) => line.includes('retrying the request'));
    const delay = /delayMilliseconds=(\d+)/.exec(repeat ?? '')?.[1];
    return { ...outcomesOf(run), delay: delay === undefined ? undefined : Number(delay) };
  }

  test('a throttle is one line in the log, and a second', async () => {
    spoil(faulty.throttle(1));
    const { links, delay } = (await planned()) as { links: string; delay: number };
    expect(links).toBe('read');
    expect(delay).toBeGreaterThanOrEqual(1000);
    expect(delay).toBeLessThanOrEqual(1250);
    expect(cloud.requestCount({ action: 'ShowBackupDownloadLink' })).toBe(2);
  });

  test('a silent server ends when its time is over', async () => {
    spoil(hang, Infinity);
    expect(await planned({ requestTimeout: '300ms', maxRetries: 0 })).toMatchInlineSnapshot(`
     {
       "delay": undefined,
       "links": "Huawei Cloud does not answer
     127.0.0.1:PORT gave no complete answer within 0.3 s. (ETIMEDOUT)

     Check the network and any proxy in between; request_timeout sets how long one request may take.",
     }
    `);
  });
});
