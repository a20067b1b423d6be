import { Client } from '../../../lib/huaweicloud/http/client';
import { type Log, silentLog } from '../../../lib/huaweicloud/http/log';
import { DEFAULT_RETRY_POLICY } from '../../../lib/huaweicloud/http/retry';
import { type Fault, faulty } from '../../../lib/simulator/faults';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { cloudOf, failureOf, here, messageOf, patient } from '../cloud-of';

let simulator: Simulator;

/** Steers a terminal, holds a password, and is long. */
const HOSTILE = `x\r\n\u001b[2J\u202e{"password":"pass word"}${'y'.repeat(1_000_000)}`;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.close());

const action = 'ShowBackupDownloadLink';

interface Call {
  maxRetries?: number;
  requestTimeout?: string;
  log?: Log;
  signal?: AbortSignal;
}

function links({ maxRetries = 0, requestTimeout, log = silentLog, signal = patient }: Call = {}) {
  const { id, instanceId } = simulator.backups.replicaSet;
  const { projectId } = simulator;
  return cloudOf(simulator, { maxRetries, projectId, requestTimeout }, { log })
    .dds(here)
    .backupDownloadLinks({ instanceId, backupId: id }, signal);
}

describe('answers that cannot be used', () => {
  test('an HTML page instead of JSON is an error', async () => {
    simulator.inject({ action, fault: faulty.html(200) });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer is an HTML page instead of a JSON object.

     Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

     HTTP 200, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('incomplete JSON is an error', async () => {
    simulator.inject({ action, fault: faulty.malformedJson() });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer is JSON that is malformed, incomplete or too complex instead of a JSON object.

     Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

     HTTP 200, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('an empty success is an error', async () => {
    simulator.inject({ action, fault: faulty.empty() });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer is empty instead of a JSON object.

     Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

     HTTP 200, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('the title of an HTML error page is shown', async () => {
    simulator.inject({ action, fault: faulty.html(502) });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Huawei Cloud is unavailable
     The service is not available at the moment.

     Run again in a few minutes; if the problem persists, give the request id to Huawei Cloud support.

     "502": HTTP 502, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('a redirect is an error, and not followed', async () => {
    const headers = { location: 'http://127.0.0.1:1/elsewhere?token=secret' };
    simulator.inject({ action, fault: { kind: 'answer', status: 302, headers } });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Wrong endpoint
     The address redirects the request to http://127.0.0.1:PORT/elsewhere. Redirects are not followed, because they could send credentials to another host.

     Set endpoints or authUrl to the final address, and check that no proxy or login page is in between.

     HTTP 302, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('an answer that breaks off is an error', async () => {
    simulator.inject({ action, fault: { kind: 'truncate', bytes: 20 } });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "endpoints | Huawei Cloud cannot be reached
     The connection to 127.0.0.1:PORT broke before the answer was complete. (ECONNRESET)

     Run again; if the problem persists, check the network and any proxy in between."
    `);
  });

  test('an answer that is far too large is an error', async () => {
    simulator.inject({ action, fault: { kind: 'huge', bytes: 50 * 1024 * 1024 } });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer is larger than 8 MB and was not read to the end.

     Check that the address is one of Huawei Cloud (region, endpoints).

     GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('an answer that is not HTTP is an error', async () => {
    simulator.inject({ action, times: 2, fault: { kind: 'garbage' } });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "endpoints | Huawei Cloud cannot be reached
     127.0.0.1:PORT does not answer with HTTP. (HPE_INVALID_CONSTANT)

     Check region, and endpoints, authUrl and cloud if they are set."
    `);
  });

  test.each([304, 300])(
    'a %d without a location is an error, but not a redirect',
    async (status) => {
      simulator.inject({ action, fault: { kind: 'answer', status } });
      expect(await messageOf(() => links())).toContain(
        'Unexpected answer\nThe address answers with a status that has no meaning here.',
      );
    },
  );

  test('an answer with too many values is an error', async () => {
    const body = `{"files":[${'{},'.repeat(200_000)}{}]}`;
    simulator.inject({ action, fault: { kind: 'answer', status: 200, body } });
    expect(await messageOf(() => links())).toContain(
      'The answer is JSON that is malformed, incomplete or too complex instead of a JSON object.',
    );
  });

  test('an unknown code with an unknown status is an error with both', async () => {
    const body = '{"error_code":"DBS.999999","error_msg":"New."}';
    simulator.inject({ action, fault: { kind: 'answer', status: 418, body } });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Request refused
     The cloud refused the request.

     Give the code and the request id to Huawei Cloud support.

     DBS.999999 "New.": HTTP 418, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });
});

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

test('a byte order mark before the answer does not matter', async () => {
  const body = `\ufeff${JSON.stringify({ bucket: 'b', files: [{ name: 'f' }] })}`;
  simulator.inject({ action, fault: { kind: 'answer', status: 200, body } });
  expect(await links()).toMatchObject({ bucket: 'b', files: [{ name: 'f' }] });
});

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

describe('refusals', () => {
  test('a code in an answer with a good status is a refusal', async () => {
    const body = '{"error_code":"DBS.201014","error_msg":"Backup does not exist."}';
    simulator.inject({ action, times: 9, fault: { kind: 'answer', status: 200, body } });
    expect(await failureOf(() => links({ maxRetries: 2 }))).toMatchObject({
      code: 'DBS.201014',
      status: 200,
    });
    expect(simulator.requestCount({ action })).toBe(1);
  });

  test.each([
    ['code', { error_code: HOSTILE, error_msg: 'm' }],
    ['message', { error_code: 'C', error_msg: HOSTILE }],
    ['code of the older shape', { errCode: HOSTILE, externalMessage: HOSTILE }],
    ['code of Keystone', { error: { code: HOSTILE, message: HOSTILE, title: HOSTILE } }],
    ['request id', { error_code: 'C', error_msg: 'm', request_id: HOSTILE }],
    ['encoded reason', { error_code: 'C', encoded_authorization_message: HOSTILE }],
  ])('the %s is made safe to show', async (_, body) => {
    simulator.inject({
      action,
      fault: { kind: 'answer', status: 400, body: JSON.stringify(body) },
    });
    const { message, code, requestId } = await failureOf(() => links());
    for (const text of [message, code ?? '', requestId ?? '']) {
      expect(text.replaceAll('\n\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(text).not.toContain('pass word');
      expect(text.length).toBeLessThan(20_000);
    }
  });

  test('the target of a redirect is shown without user, query and fragment', async () => {
    const location = 'https://user:pass@127.0.0.1:1/x\u009b2J?token=a#b=c';
    simulator.inject({ action, fault: { kind: 'answer', status: 302, headers: { location } } });
    const { detail } = await failureOf(() => links());
    expect(detail).toContain('redirects the request to https://127.0.0.1:1/x\\u009b2J. Redirects');
  });

  test('an encoded reason is shown whole, so that it can be decoded', async () => {
    const body = JSON.stringify({
      error_code: 'PAP5.0014',
      error_msg: 'denied',
      encoded_authorization_message: 'XYZ',
    });
    simulator.inject({ action, fault: { kind: 'answer', status: 403, body } });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | No permission
     The user or agency is not allowed to download backups.

     Grant dds:backup:download in IAM for this project. If it is granted, check that the download policy of the project is open.

     PAP5.0014 "denied": HTTP 403, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file

     The reason in a form that the STS API DecodeAuthorizationMessage can read: XYZ"
    `);
  });

  test('a secret in a long message is hidden before the message is cut', async () => {
    const { secretKey } = simulator.credentials;
    const error_msg = `${'x'.repeat(480)} ${secretKey} ${'y'.repeat(1000)}`;
    const body = JSON.stringify({ error_code: 'C', error_msg });
    simulator.inject({ action, fault: { kind: 'answer', status: 400, body } });
    const { detail } = await failureOf(() => links());
    expect(detail).toContain('x *** y');
    expect(detail).toContain('y…');
    expect(detail).not.toContain(secretKey.slice(0, 10));
  });
});

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
    const { files } = await links({ maxRetries: 1, requestTimeout: '1500ms' });
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

     APIGW.0308 "The throttling threshold has been reached: policy user over ratelimit,limit:200,time:1 second": HTTP 429, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
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

  test('a host that cannot be resolved fails at once', async () => {
    const { lines, log } = keptLog();
    const settings = { maxRetries: 5, projectId: 'p', endpoints: { dds: 'dds.nowhere.invalid' } };
    const dds = cloudOf(simulator, settings, { log }).dds(here);
    const { code } = await failureOf(() =>
      dds.backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient),
    );
    expect(code).toMatch(/ENOTFOUND|EAI_AGAIN/);
    expect(lines.filter(([level]) => level === 'warn')).toEqual([]);
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
