/** Answers that cannot be used, and what is read in spite of its form. */
import { faulty } from '../../../lib/simulator/faults';
import { messageOf } from '../cloud-of';
import { action, links, simulator } from './call-for-links';

describe('answers that cannot be used', () => {
  test('an HTML page instead of JSON is an error', async () => {
    simulator.inject({ action, fault: faulty.html(200) });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer is an HTML page instead of a JSON object.

     Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

     HTTP 200, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('incomplete JSON is an error', async () => {
    simulator.inject({ action, fault: faulty.malformedJson() });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer is JSON that is malformed, incomplete or too complex instead of a JSON object.

     Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

     HTTP 200, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('an empty success is an error', async () => {
    simulator.inject({ action, fault: faulty.empty() });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer is empty instead of a JSON object.

     Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

     HTTP 200, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test.each([
    [' \r\n', 'empty'],
    ['[{}]', 'a JSON list'],
    ['"text"', 'a single JSON value'],
    ['null', 'a single JSON value'],
    ['\n<HTML lang="en">', 'an HTML page'],
    ['<!DOCTYPE html>', 'an HTML page'],
    ['<?xml version="1.0"?>', 'an HTML page'],
    ['\n[{', 'JSON that is malformed, incomplete or too complex'],
    ['Hello <html>', 'some other text'],
    ['OK [{}]', 'some other text'],
  ])('%j is described as %s', async (body, what) => {
    simulator.inject({ action, fault: { kind: 'answer', status: 200, body } });
    expect(await messageOf(() => links())).toContain(`The answer is ${what} instead of`);
  });

  test('the title of an HTML error page is shown', async () => {
    simulator.inject({ action, fault: faulty.html(502) });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "- | Huawei Cloud is unavailable
     The service is not available at the moment.

     Run again in a few minutes; if the problem persists, give the request ID to Huawei Cloud support.

     "502": HTTP 502, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('a redirect is an error, and not followed', async () => {
    const headers = { location: 'http://127.0.0.1:1/elsewhere?token=secret' };
    simulator.inject({ action, fault: { kind: 'answer', status: 302, headers } });
    expect(await messageOf(() => links())).toMatchInlineSnapshot(`
     "endpoints | Wrong endpoint
     The address redirects the request to http://127.0.0.1:PORT/elsewhere. Redirects are not followed, because they could send credentials to another host.

     Set endpoints or authUrl to the final address, and check that no proxy or login page is in between.

     HTTP 302, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
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
});

test('a byte order mark before the answer does not matter', async () => {
  const body = `\ufeff${JSON.stringify({ bucket: 'b', files: [{ name: 'f' }] })}`;
  simulator.inject({ action, fault: { kind: 'answer', status: 200, body } });
  expect(await links()).toMatchObject({ bucket: 'b', files: [{ name: 'f' }] });
});
