import dns from 'node:dns';
import { Client } from '../../../lib/huaweicloud/http/client';
import { type Log, silentLog } from '../../../lib/huaweicloud/http/log';
import { DEFAULT_RETRY_POLICY } from '../../../lib/huaweicloud/http/retry';
import { type Fault, faulty } from '../../../lib/simulator/faults';
import { cloudOf, failureOf, here, messageOf, patient } from '../cloud-of';
import { action, links, simulator } from './call-for-links';

afterEach(() => jest.restoreAllMocks());

/** A log that keeps what is written. */
function keptLog() {
  const lines: [string, string, Record<string, unknown> | undefined][] = [];
  const logAt = (level: string) => (message: string, fields?: Record<string, unknown>) => {
    lines.push([level, message, fields]);
  };
  return { lines, log: { trace: logAt('trace'), debug: logAt('debug'), warn: logAt('warn') } };
}

function answer(status: number, code: string): Fault {
  const body = JSON.stringify({ error_code: code, error_msg: 'm' });
  return { kind: 'answer', status, body };
}

describe('requests that fail with a transient error are retried', () => {
  test.each<[string, Fault]>([
    ['408', faulty.html(408)],
    ['429 without a word on when', { kind: 'answer', status: 429 }],
    ['500', faulty.html(500)],
    ['502', faulty.html(502)],
    ['503', faulty.html(503)],
    ['504', faulty.html(504)],
    ['DBS.200998', answer(400, 'DBS.200998')],
    ['DBS.280005', answer(500, 'DBS.280005')],
    ['DBS.280443', answer(429, 'DBS.280443')],
    ['DBS.201509', answer(500, 'DBS.201509')],
    ['a reset', { kind: 'reset' }],
    ['a truncated body', { kind: 'truncate', bytes: 20 }],
    ['silence', { kind: 'hang' }],
    ['a dripping body', { kind: 'drip', bytes: 1, milliseconds: 50 }],
  ])('%s', async (_, fault) => {
    const injected = simulator.inject({ action, fault });
    const { files } = await links({ maxRetries: 1, requestTimeout: '3s' });
    expect(files).toHaveLength(1);
    expect(injected.hits).toBe(1);
  });

  test('a retry waits as long as Retry-After says', async () => {
    const { lines, log } = keptLog();
    simulator.inject({ action, fault: faulty.throttle(1) });
    await links({ maxRetries: 5, log });
    const delays = lines.flatMap(([level, , fields]) =>
      level === 'warn' ? [Number(fields?.delayMilliseconds)] : [],
    );
    expect(delays).toHaveLength(1);
    expect(delays[0]).toBeGreaterThanOrEqual(1000);
    expect(delays[0]).toBeLessThan(2000);
  });

  test('requests are retried as often as allowed, then the last failure is reported', async () => {
    simulator.inject({ action, times: 9, fault: faulty.html(503) });
    expect((await failureOf(() => links({ maxRetries: 2 }))).status).toBe(503);
    expect(simulator.requestCount({ action })).toBe(3);
  });

  test('a request is not retried if the wait is longer than all attempts may take', async () => {
    simulator.inject({ action, fault: faulty.throttle(3600) });
    const { category } = await failureOf(() => links({ maxRetries: 5 }));
    expect(category).toBe('throttled');
    expect(simulator.requestCount({ action })).toBe(1);
  });

  test('an interrupted wait reports the last failure', async () => {
    simulator.inject({ action, times: 9, fault: faulty.throttle(60) });
    const interrupt = new AbortController();
    const log = { ...silentLog, warn: () => interrupt.abort() };
    const call = () => links({ maxRetries: 5, log, signal: interrupt.signal });
    expect(await messageOf(call)).toMatchInlineSnapshot(`
     "- | Interrupted
     The operation was cancelled while waiting for GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file.

     The last attempt failed: The rate limit of the API has been reached.

     Run again later, or send fewer requests at a time.

     APIGW.0308 "The throttling threshold has been reached: policy user over ratelimit,limit:200,time:1 second": HTTP 429, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('retries end with the time limit', async () => {
    simulator.inject({ action, times: 9, fault: faulty.throttle(60) });
    const timeout = new AbortController();
    const log = {
      ...silentLog,
      warn: () => timeout.abort(new DOMException('too late', 'TimeoutError')),
    };
    const call = () => links({ maxRetries: 5, log, signal: timeout.signal });
    expect((await failureOf(call)).summary).toBe('Out of time');
  });
});

describe('requests that fail for good are sent once', () => {
  test.each([
    [400, 'DBS.200001'],
    [401, 'APIGW.0301'],
    [403, 'DBS.280032'],
    [404, 'DBS.200002'],
    [409, 'DBS.999999'],
    [413, 'APIGW.0201'],
    [501, 'DBS.999999'],
  ])('%d %s', async (status, code) => {
    simulator.inject({ action, times: 9, fault: answer(status, code) });
    expect(await failureOf(() => links({ maxRetries: 5 }))).toMatchObject({ status, code });
    expect(simulator.requestCount({ action })).toBe(1);
  });

  test('a host that does not exist fails at once', async () => {
    nameServersSay('ENOTFOUND', Infinity);
    const { lines, log } = keptLog();
    const { code } = await failureOf(() => linksByName({ log }));
    expect(code).toBe('ENOTFOUND');
    expect(lines.filter(([level]) => level === 'warn')).toEqual([]);
  });
});

test('a host is looked up again if no name server has answered', async () => {
  nameServersSay('EAI_AGAIN', 1);
  const { lines, log } = keptLog();
  expect((await linksByName({ log })).files).toHaveLength(1);
  expect(lines.filter(([level]) => level === 'warn')).toMatchObject([
    ['warn', 'retrying the request', { code: 'EAI_AGAIN' }],
  ]);
});

/** The first look-ups fail; all others end at this machine. */
function nameServersSay(code: string, times: number): void {
  let asked = 0;
  const lookup = ((
    name: string,
    options: { all?: boolean },
    done: (...answer: unknown[]) => void,
  ) => {
    asked += 1;
    if (asked <= times) done(Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code }));
    else if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
    else done(null, '127.0.0.1', 4);
  }) as typeof dns.lookup;
  jest.spyOn(dns, 'lookup').mockImplementation(lookup);
}

/** Reads links from the simulator by a name. */
function linksByName({ log }: { log: Log }) {
  const { id: backupId, instanceId } = simulator.backups.replicaSet;
  const { projectId } = simulator;
  const endpoints = { dds: `http://dds.example.test:${new URL(simulator.url).port}` };
  return cloudOf(simulator, { maxRetries: 5, projectId, endpoints }, { log })
    .dds(here)
    .backupDownloadLinks({ instanceId, backupId }, patient);
}

describe('a failure that is not known to come from the network', () => {
  test('an unknown failure is called a bug, keeps its cause and is not retried', async () => {
    const { lines, log } = keptLog();
    const client = new Client({
      userAgent: 'line\nbreak',
      requestTimeout: 1000,
      retries: DEFAULT_RETRY_POLICY,
      log,
      network: { tls: () => Promise.reject(new Error('unused')), proxyFor: () => undefined },
    });
    const send = () => client.send({ method: 'GET', url: new URL(simulator.url) }, patient);
    const error = await failureOf(send);
    expect(error).toMatchObject({ category: 'bug', transient: false, code: 'ERR_INVALID_CHAR' });
    expect(error.detail).toContain('This is a bug. Please report it');
    expect(error.cause).toMatchObject({ code: 'ERR_INVALID_CHAR' });
    expect(lines).toContainEqual([
      'warn',
      'no answer',
      expect.objectContaining({ causes: [expect.stringContaining('ERR_INVALID_CHAR')] }),
    ]);
  });
});

describe('the log', () => {
  test('the log has a line for each retry, and no secret', async () => {
    const { lines, log } = keptLog();
    simulator.inject({ action, fault: { kind: 'reset' } });
    const { files } = await links({ maxRetries: 1, log });
    const written = JSON.stringify(lines);
    const { accessKey, secretKey } = simulator.credentials;
    expect(written).toContain('download-file');
    expect(written).not.toContain(accessKey);
    expect(written).not.toContain(secretKey);
    expect(written).not.toContain(files[0]?.downloadLink);
    const warnings = lines.filter(([level]) => level === 'warn');
    expect(warnings).toMatchObject([
      ['warn', 'retrying the request', { retry: 1, of: 1, code: 'ECONNRESET' }],
    ]);
  });
});
