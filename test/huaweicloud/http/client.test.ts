import { type Log } from '../../../lib/huaweicloud/http/log';
import { faulty } from '../../../lib/simulator/faults';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { cloudOf, failureOf, here, messageOf, patient } from '../cloud-of';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.close());

const action = 'ShowBackupDownloadLink';

function links({ maxRetries = 0, log }: { maxRetries?: number; log?: Log } = {}) {
  const { id, instanceId } = simulator.backups.replicaSet;
  const { projectId } = simulator;
  return cloudOf(simulator, { maxRetries, projectId }, log === undefined ? {} : { log })
    .dds(here)
    .backupDownloadLinks(instanceId, id, patient);
}

describe('answers that cannot be used end clearly', () => {
  test('an HTML page instead of JSON', async () => {
    simulator.inject({ action, fault: faulty.html(200) });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer is an HTML page instead of a JSON object.

     Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

     HTTP 200, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('half a JSON', async () => {
    simulator.inject({ action, fault: faulty.malformedJson() });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer is broken or incomplete JSON instead of a JSON object.

     Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

     HTTP 200, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('an empty success', async () => {
    simulator.inject({ action, fault: faulty.empty() });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer is empty instead of a JSON object.

     Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

     HTTP 200, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('an HTML page of a gateway', async () => {
    simulator.inject({ action, fault: faulty.html(502) });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Huawei Cloud is unavailable
     The service cannot answer at the moment.

     Run again in a few minutes; if it stays, give the request id to Huawei Cloud support.

     "502": HTTP 502, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('a redirect, which is not followed', async () => {
    const headers = { location: 'http://127.0.0.1:1/elsewhere?token=secret' };
    simulator.inject({ action, fault: { kind: 'answer', status: 302, headers } });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Wrong endpoint
     The address sends the request elsewhere (http://127.0.0.1:PORT/elsewhere); redirects are not followed, so that no credentials go astray.

     Set endpoints or auth_url to the final address, and check that no proxy or login page is in between.

     HTTP 302, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('an answer that breaks off', async () => {
    simulator.inject({ action, fault: { kind: 'truncate', bytes: 20 } });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "endpoints | Huawei Cloud cannot be reached
     The connection to 127.0.0.1:PORT broke before the answer was complete. (UND_ERR_SOCKET)

     Run again; if it stays, check the network and any proxy in between."
    `);
  });

  test('an answer that is far too big', async () => {
    simulator.inject({ action, fault: { kind: 'huge', bytes: 50 * 1024 * 1024 } });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer is larger than 32 MB and was not read to its end.

     Check that the address is one of Huawei Cloud (region, endpoints).

     GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('garbage on the wire', async () => {
    simulator.inject({ action, fault: { kind: 'garbage' } });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "endpoints | Huawei Cloud cannot be reached
     127.0.0.1:PORT answers something that is not HTTP. (HTTPParserError)

     Check region, and the arguments endpoints, auth_url and cloud where they are set."
    `);
  });

  test('an unknown code with an unknown status', async () => {
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

describe('requests', () => {
  test('a failure that passes is repeated', async () => {
    const fault = simulator.inject({ action, fault: faulty.html(503) });
    expect((await links({ maxRetries: 1 })).files).toHaveLength(1);
    expect(fault.hits).toBe(1);
  });

  test('a refused signature is sent once', async () => {
    const body = '{"error_code":"APIGW.0301","error_msg":"verify aksk signature fail"}';
    simulator.inject({ action, times: 9, fault: { kind: 'answer', status: 401, body } });
    expect((await failureOf(() => links({ maxRetries: 5 }))).status).toBe(401);
    expect(simulator.requestCount({ action })).toBe(1);
  });

  test('nothing secret is logged, and each retry leaves a line', async () => {
    const lines: [string, string, unknown][] = [];
    const logAt = (level: string) => (message: string, fields?: unknown) => {
      lines.push([level, message, fields]);
    };
    const log = { trace: logAt('trace'), debug: logAt('debug'), warn: logAt('warn') };
    simulator.inject({ action, fault: { kind: 'reset' } });
    const { files } = await links({ maxRetries: 1, log });
    const written = JSON.stringify(lines);
    const { accessKey, secretKey } = simulator.credentials;
    expect(written).not.toContain(accessKey);
    expect(written).not.toContain(secretKey);
    expect(written).not.toContain(files[0]?.downloadLink);
    const warnings = lines.filter(([level]) => level === 'warn');
    expect(warnings).toMatchObject([
      ['warn', 'the request is repeated', { retry: 1, of: 1, code: 'ECONNRESET' }],
    ]);
  });
});
