import { createHash, randomBytes } from 'node:crypto';
import { silentLog } from '../../../../lib/huaweicloud/http/log';
import { ObjectChanged } from '../../../../lib/huaweicloud/obs/object/object-changed';
import { RemoteObject } from '../../../../lib/huaweicloud/obs/object/remote-object';
import { failureOf, patient } from '../../cloud-of';
import { expired, numberedLinks, ObjectServer, QUICK, refuse, storeOf } from './object-server';

const SIZE = 300_000;
let server: ObjectServer;

beforeEach(async () => {
  server = await ObjectServer.start(randomBytes(SIZE));
});

afterEach(() => server.close());

function open(limits = QUICK, signal = patient): Promise<RemoteObject> {
  const links = numberedLinks(server);
  return RemoteObject.open(
    { store: storeOf(limits, silentLog), links, name: 'backup.tar' },
    signal,
  );
}

async function bytesOf(object: RemoteObject, from = 0, to = object.identity.size): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of object.read(from, to, patient)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Jest compares buffers byte by byte, which takes seconds. */
function expectSame(bytes: Buffer, expected: Buffer): void {
  expect([bytes.length, sha256(bytes)]).toEqual([expected.length, sha256(expected)]);
}

/** Opens with honest answers, then reads everything while the script lasts. */
async function readDespite(...script: ObjectServer['script']): Promise<Buffer> {
  const object = await open();
  server.script.push(...script);
  return bytesOf(object);
}

describe('opening', () => {
  test('finds size and validator with a ranged GET, never with HEAD', async () => {
    const object = await open();
    expect(object.identity).toMatchObject({ size: SIZE, etag: server.etag });
    expect(object.acceptsRanges).toBe(true);
    expect(server.requests.map(({ method }) => method)).toEqual(['GET']);
    expect(server.ranges).toEqual(['bytes=0-0']);
  });
  test('an empty object answers 416, and is a file', async () => {
    server.content = Buffer.alloc(0);
    const object = await open();
    expect(object.identity).toMatchObject({ size: 0, etag: server.etag });
    expectSame(await bytesOf(object), Buffer.alloc(0));
    expect(server.ranges).toEqual(['bytes=0-0', undefined]);
  });
});

describe('reading', () => {
  test('gives the bytes of a range, with If-Match and without credentials', async () => {
    const object = await open();
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
  test('goes on where a body was cut', async () => {
    const script = [server.cut(100_000), server.cut(1), server.cut(0)];
    expectSame(await readDespite(...script), server.content);
    expect(server.ranges.slice(1)).toEqual([
      ...['bytes=0-299999', 'bytes=100000-299999', 'bytes=100001-299999', 'bytes=100001-299999'],
    ]);
  });
  test('renews a link that has expired midway', async () => {
    expectSame(await readDespite(server.cut(5), expired), server.content);
    expect(server.requests.at(-1)?.link).toContain('Expires=2');
  });
  test('ends if the object was replaced', async () => {
    const object = await open();
    server.script.push(server.cut(5));
    const error = failureOf(() => bytesOf(object));
    server.etag = '"another"';
    expect(await error).toBeInstanceOf(ObjectChanged);
  });
  test('ends if a new link is refused like the old one, with the words of OBS', async () => {
    const denied = ({ response }: { response: Parameters<typeof refuse>[0] }) =>
      refuse(response, 403, 'AccessDenied', 'Access &quot;Denied&quot;');
    const error = await failureOf(() => readDespite(denied, denied));
    expect(error).toMatchObject({
      category: 'permission',
      code: 'AccessDenied',
      requestId: 'OBS-1',
    });
    expect(error.detail).toContain('AccessDenied "Access "Denied"": HTTP 403, request id OBS-1');
  });
});
