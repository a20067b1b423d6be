import { randomBytes } from 'node:crypto';
import { ObjectChanged } from '../../../../lib/huaweicloud/obs/object/object-changed';
import { failureOf, messageOf } from '../../cloud-of';
import { type Behaviour, expired, ObjectServer, rangeIn, refusing, reset } from './object-server';
import { bytesOf, expectSame, openObject } from './reading';

const SIZE = 300_000;
let server: ObjectServer;

beforeEach(async () => {
  server = await ObjectServer.start(randomBytes(SIZE));
});

afterEach(() => server.close());

/** Opens with honest answers, then reads everything while the script lasts. */
async function readDespite(...script: Behaviour[]): Promise<Buffer> {
  const object = await openObject(server);
  server.script.push(...script);
  return bytesOf(object);
}

test('what arrives as promised is fetched at once, without a pause at its end', async () => {
  const hour = 3_600_000;
  const object = await openObject(server, { limits: { base: hour, cap: hour } });
  expectSame(await bytesOf(object), server.content);
  expect(server.ranges).toEqual(['bytes=0-0', `bytes=0-${SIZE - 1}`]);
});

describe('opening an object', () => {
  test('finds size and validator with a ranged GET, never with HEAD', async () => {
    const object = await openObject(server);
    expect(object.identity).toMatchObject({ size: SIZE, etag: server.etag });
    expect(object.acceptsRanges).toBe(true);
    expect(server.requests.map(({ method }) => method)).toEqual(['GET']);
    expect(server.ranges).toEqual(['bytes=0-0']);
  });

  test('takes an empty object, which answers 416, for a file', async () => {
    server.content = Buffer.alloc(0);
    const object = await openObject(server);
    expect(object.identity).toMatchObject({ size: 0, etag: server.etag });
    expectSame(await bytesOf(object), Buffer.alloc(0));
    expect(server.ranges).toEqual(['bytes=0-0', undefined]);
  });

  test('works with a server that knows no ranges', async () => {
    server.otherwise = ({ response }) => server.whole(response);
    const object = await openObject(server);
    expect(object.identity.size).toBe(SIZE);
    expect(object.acceptsRanges).toBe(false);
    expectSame(await bytesOf(object, 1000, 2000), server.content.subarray(1000, 2000));
  });

  test.each<[string, Record<string, string>]>([
    ['without Content-Range', { 'content-range': '' }],
    ['with another unit', { 'content-range': 'lines 0-0/1' }],
    ['without the size', { 'content-range': 'bytes 0-0/*' }],
    ['of other bytes', { 'content-range': `bytes 5-5/${SIZE}` }],
  ])('a partial answer %s is not believed, but the whole object is', async (_, headers) => {
    server.script.push(({ response }) => server.part(response, 0, 1, headers));
    const object = await openObject(server);
    expect(object.identity.size).toBe(SIZE);
    expect(server.ranges).toEqual(['bytes=0-0', undefined]);
  });

  test('an object without any size cannot be downloaded', async () => {
    server.otherwise = ({ response }) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' }).end('x');
    };
    expect(await messageOf(() => openObject(server))).toMatchInlineSnapshot(`
     "- | Unexpected answer from OBS
     The answer for backup.tar cannot be used: it does not say how large the file is.

     Run again; if the problem persists, check that no proxy between this machine and OBS changes answers.

     HTTP 200, from OBS"
    `);
  });

  test('a link that has expired before it was used is renewed', async () => {
    server.script.push(expired);
    await openObject(server);
    expect(server.requests.map(({ url }) => /Expires=\d/.exec(url)?.[0])).toEqual([
      ...['Expires=1', 'Expires=2'],
    ]);
  });

  test.each([408, 429, 500, 502, 503, 504])('HTTP %d is retried', async (status) => {
    server.script.push(refusing(status, 'Busy', 'Please try again.'), reset);
    expect((await openObject(server)).identity.size).toBe(SIZE);
    expect(server.requests.length).toBe(3);
  });
});

describe('reading an object', () => {
  test('gives the bytes of a range, with If-Match and without credentials', async () => {
    const object = await openObject(server);
    expectSame(await bytesOf(object, 1000, 200_000), server.content.subarray(1000, 200_000));
    const { headers } = server.requests[1]!;
    expect(headers).toEqual({
      accept: '*/*',
      'accept-encoding': 'identity',
      connection: 'keep-alive',
      host: server.url.replace('http://', ''),
      'if-match': server.etag,
      range: 'bytes=1000-199999',
      'user-agent': 'test',
    });
  });

  test('sends no request for nothing, as at the very end', async () => {
    const object = await openObject(server);
    expectSame(await bytesOf(object, SIZE, SIZE), Buffer.alloc(0));
    expect(server.requests.length).toBe(1);
    await expect(bytesOf(object, SIZE, SIZE + 1)).rejects.toThrow(RangeError);
  });

  test('small parts share one connection', async () => {
    const object = await openObject(server);
    for (let from = 0; from < SIZE; from += 50_000) await bytesOf(object, from, from + 50_000);
    expect(server.connections).toBe(1);
  });

  test('goes on where a body was cut, each byte once', async () => {
    const script = [server.cut(100_000), server.cut(1), server.cut(0), reset];
    expectSame(await readDespite(...script), server.content);
    const rest = 'bytes=100001-299999';
    expect(server.ranges.slice(1)).toEqual([
      ...['bytes=0-299999', 'bytes=100000-299999', rest, rest, rest],
    ]);
  });

  test('goes on where an answer without a length has ended', async () => {
    const script = [endsAfter(100_000), endsAfter(0), endsAfter(1)];
    expectSame(await readDespite(...script), server.content);
    expect(server.ranges.slice(1)).toEqual([
      ...['bytes=0-299999', 'bytes=100000-299999', 'bytes=100000-299999', 'bytes=100001-299999'],
    ]);
  });

  test('gives up where such an answer ends again and again', async () => {
    const object = await openObject(server);
    server.otherwise = endsAfter(0);
    expect(await failureOf(() => bytesOf(object))).toMatchObject({
      category: 'connection',
      code: 'ERR_STREAM_PREMATURE_CLOSE',
      status: 206,
      transient: true,
      message: expect.stringContaining('The connection broke before backup.tar was complete.'),
    });
  });

  test('goes on with a new link where one has expired', async () => {
    const script = [server.cut(5), expired, server.cut(5), expired, server.cut(5), expired];
    expectSame(await readDespite(...script), server.content);
    expect(server.requests.at(-1)?.url).toContain('Expires=4');
  });

  test('attempts that bring bytes may be many', async () => {
    const script = Array.from({ length: 40 }, () => server.cut(1));
    expectSame(await readDespite(...script), server.content);
    expect(server.requests.length).toBe(42);
  });

  test('links that last for one byte each bring the whole object', async () => {
    const script = Array.from({ length: 30 }, () => [server.cut(1), expired]).flat();
    expectSame(await readDespite(...script), server.content);
  });
});

/** An answer whose head does not say how many bytes follow, with so many of them. */
function endsAfter(bytes: number): Behaviour {
  return ({ headers, response }) => {
    const { from, to } = rangeIn(headers) ?? { from: 0, to: SIZE };
    const range = `bytes ${from}-${to - 1}/${SIZE}`;
    response.writeHead(206, { etag: server.etag, 'content-range': range });
    response.end(server.content.subarray(from, from + bytes));
  };
}

describe('an object that was replaced', () => {
  test.each<[string, () => void]>([
    ['another ETag', () => (server.etag = '"another"')],
    ['another size', () => (server.content = randomBytes(SIZE + 1))],
    ['a smaller size than was read', () => (server.content = randomBytes(2))],
  ])('is noticed by %s', async (_, replace) => {
    const object = await openObject(server);
    server.script.push((asked) => {
      server.cut(5)(asked, server);
      replace();
    });
    const error = await failureOf(() => bytesOf(object));
    expect(error).toBeInstanceOf(ObjectChanged);
    expect(server.requests.length).toBe(3);
  });

  test('is noticed even if the server ignores If-Match and Range', async () => {
    const object = await openObject(server);
    server.otherwise = ({ response }) => server.whole(response);
    server.etag = '"another"';
    expect(await failureOf(() => bytesOf(object))).toBeInstanceOf(ObjectChanged);
  });

  test('has a message that says what to do', async () => {
    const object = await openObject(server);
    server.content = randomBytes(7);
    expect(await messageOf(() => bytesOf(object))).toMatchInlineSnapshot(`
     "- | The file was replaced in OBS
     backup.tar was replaced in OBS while it was being downloaded: it had 300000 bytes, and has 7 now.

     Run again to download the new version."
    `);
  });
});

describe('an object with a weak ETag', () => {
  beforeEach(() => {
    server.etag = 'W/"weak"';
    server.lastModified = 'Mon, 05 Jan 2026 02:00:00 GMT';
  });

  test('is read without If-Match, which would never hold', async () => {
    const object = await openObject(server);
    server.script.push(server.cut(5));
    expectSame(await bytesOf(object), server.content);
    expect(server.requests.map(({ headers }) => headers['if-match'])).toEqual(
      Array(3).fill(undefined),
    );
  });

  test.each<[string, () => void]>([
    ['another weak ETag', () => (server.etag = 'W/"another"')],
    ['a later date', () => (server.lastModified = 'Mon, 05 Jan 2026 02:00:01 GMT')],
  ])('is replaced if there is %s', async (_, replace) => {
    const object = await openObject(server);
    replace();
    expect(await failureOf(() => bytesOf(object))).toBeInstanceOf(ObjectChanged);
  });
});

test('an answer that has lost the ETag is no proof of another object, nor of the same', async () => {
  const object = await openObject(server);
  server.etag = undefined;
  server.otherwise = ({ response }) => server.whole(response);
  expect(await messageOf(() => bytesOf(object))).toMatchInlineSnapshot(`
   "- | Unexpected answer from OBS
   The answer for backup.tar cannot be used: it does not say which version of the file it holds.

   Run again; if the problem persists, check that no proxy between this machine and OBS changes answers.

   HTTP 200, from OBS"
  `);
});

test('an ETag that was missing when the object was found does not count as another one', async () => {
  const { etag } = server;
  server.etag = undefined;
  server.lastModified = 'Mon, 05 Jan 2026 02:00:00 GMT';
  const object = await openObject(server);
  server.etag = etag;
  expectSame(await bytesOf(object), server.content);
  server.lastModified = 'Mon, 05 Jan 2026 02:00:01 GMT';
  expect(await failureOf(() => bytesOf(object))).toBeInstanceOf(ObjectChanged);
});

test('an object without a validator is read, but has no key to be continued by', async () => {
  server.etag = undefined;
  const object = await openObject(server);
  server.script.push(server.cut(5));
  expectSame(await bytesOf(object), server.content);
  expect(object.key).toBeUndefined();
});

describe('a refusal', () => {
  const denied = refusing(403, 'AccessDenied', 'Access Denied');

  test('of a new link as of the old one is a matter of a policy', async () => {
    expect(await messageOf(() => readDespite(denied, denied))).toMatchInlineSnapshot(`
     "- | OBS refuses the download
     OBS refuses to serve backup.tar, even with a new link.

     A policy of the bucket or of a VPC endpoint, or a proxy, may deny this machine access to OBS: check them.

     AccessDenied "Access Denied": HTTP 403, request ID OBS-1, from OBS"
    `);
    expect(server.requests.length).toBe(3);
  });

  test('of links that have expired as soon as they are made ends after some attempts', async () => {
    server.otherwise = expired;
    expect(await messageOf(() => openObject(server))).toMatchInlineSnapshot(`
     "- | OBS refuses the download
     The links to backup.tar have already expired when OBS receives them.

     Run again; if the problem persists, give the request ID to Huawei Cloud support.

     AccessDenied "Request has expired.": HTTP 403, request ID OBS-1, from OBS"
    `);
    expect(server.requests.length).toBe(20);
  });

  test('is not forgotten over a busy server in between', async () => {
    const busy = refusing(503, 'SlowDown', 'Please reduce your request rate.');
    const error = await failureOf(() => readDespite(denied, busy, denied));
    expect(error).toMatchObject({ category: 'permission', code: 'AccessDenied' });
  });

  test('of an object that is gone is final', async () => {
    const gone = refusing(404, 'NoSuchKey', 'The specified key does not exist.');
    expect(await messageOf(() => readDespite(server.cut(5), gone))).toMatchInlineSnapshot(`
     "- | The file is not in OBS
     OBS cannot find backup.tar.

     Check that the backup still exists; it may have been deleted meanwhile.

     NoSuchKey "The specified key does not exist.": HTTP 404, request ID OBS-1, from OBS"
    `);
  });

  test('that sends the request elsewhere is not followed', async () => {
    const moved = refusing(307, 'TemporaryRedirect', 'Elsewhere.', { location: `${server.url}/x` });
    expect(await messageOf(() => readDespite(moved))).toMatchInlineSnapshot(`
     "- | Unexpected answer from OBS
     OBS answers the request for backup.tar with HTTP 307.

     Check that no proxy or login page answers in place of OBS.

     TemporaryRedirect "Elsewhere.": HTTP 307, request ID OBS-1, from OBS"
    `);
    expect(server.requests.length).toBe(2);
  });
});
