import { createHash, randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { ReadBuffers } from '../../../../lib/huaweicloud/connection/read-buffers';
import { CloudError } from '../../../../lib/huaweicloud/errors/cloud-error';
import { BackupLinks } from '../../../../lib/huaweicloud/obs/backup-links';
import { ObjectBody } from '../../../../lib/huaweicloud/obs/object/object-body';
import { RemoteObject } from '../../../../lib/huaweicloud/obs/object/remote-object';
import { Deadline } from '../../../../lib/huaweicloud/waiting/deadline';
import { type Simulator, startSimulator } from '../../../../lib/simulator/simulator';
import { createCertificate } from '../../../../lib/terraform-plugin/server/grpc/certificate';
import { cloudOf, here, patient } from '../../cloud-of';
import { ObjectServer } from './object-server';
import { bytesOf, expectSame, openObject, sha256 } from './reading';

/** @param share how many bytes may be received ahead of whoever reads */
function bodyOptions({ share, count = () => undefined }: { share: number; count?: () => void }) {
  return {
    deadline: new Deadline(60_000, patient),
    share: { bytes: share, end: () => undefined },
    buffers: new ReadBuffers(),
    translate: () => new CloudError({ category: 'bug', summary: 'broken', means: 'Broken.' }),
    count,
  };
}

async function chunksOf(body: ObjectBody): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let chunk = await body.next(); chunk; chunk = await body.next()) chunks.push(chunk);
  body.close();
  return Buffer.concat(chunks);
}

/** Large enough to be read past the parser of node:http. */
const SIZE = 10_000_001;

describe('a large body', () => {
  let server: ObjectServer;

  beforeEach(async () => {
    server = await ObjectServer.start(randomBytes(SIZE));
  });

  afterEach(() => server.close());

  test('arrives byte by byte as it was sent', async () => {
    expectSame(await bytesOf(await openObject(server)), server.content);
  });

  test('takes little memory if whoever reads gives it back', async () => {
    const object = await openObject(server);
    const digest = createHash('sha256');
    const memory = new Set<ArrayBufferLike>();
    for await (const chunk of object.read(0, SIZE, patient)) {
      digest.update(chunk);
      memory.add(chunk.buffer);
      object.reuse(chunk);
    }
    expect(digest.digest('hex')).toBe(sha256(server.content));
    const bytes = [...memory].reduce((sum, { byteLength }) => sum + byteLength, 0);
    expect(bytes).toBeLessThan(SIZE / 2);
  });

  test('may come together with its head, or long after it', async () => {
    const object = await openObject(server);
    server.script.push(({ response }) => {
      response.writeHead(200, { etag: server.etag, 'content-length': SIZE });
      response.flushHeaders();
      setTimeout(() => response.end(server.content), 50);
    });
    expectSame(await bytesOf(object), server.content);
  });

  test('may bring more with its head than may be received ahead', async () => {
    const request = get(server.url);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const body = new ObjectBody(response, bodyOptions({ share: 1 }));
    expectSame(await chunksOf(body), server.content);
  });

  test('is whole if several pieces of it arrive before anybody reads', async () => {
    const pieces = ['first, ', 'second, ', 'third'];
    const arrived = new EventEmitter();
    const sendTo = async (response: ServerResponse) => {
      for (const piece of pieces) {
        response.write(piece);
        await once(arrived, 'piece');
      }
      response.end();
    };
    server.script.push(({ response }) => void sendTo(response));
    const [response] = (await once(get(server.url), 'response')) as [IncomingMessage];
    const count = jest.fn(() => void arrived.emit('piece'));
    const body = new ObjectBody(response, bodyOptions({ share: 1_000_000, count }));
    await once(response, 'end');
    expect(count).toHaveBeenCalledTimes(pieces.length);
    expect((await chunksOf(body)).toString()).toBe(pieces.join(''));
  });

  test('of unknown length is read through the parser', async () => {
    const object = await openObject(server);
    server.script.push(({ response }) => {
      response.writeHead(200, { etag: server.etag }).write(server.content);
      response.end();
    });
    expectSame(await bytesOf(object), server.content);
    expect(server.requests.length).toBe(2);
  });

  test('may break anywhere', async () => {
    const object = await openObject(server);
    const cuts = [1, 65_536, 1_000_000, 1_500_000, 2_000_000];
    server.script.push(...cuts.map((cut) => server.cut(cut)));
    expectSame(await bytesOf(object), server.content);
  });

  test('leaves the rest of the connection alone', async () => {
    const object = await openObject(server);
    server.script.push(({ response }) => {
      response.writeHead(200, { etag: server.etag, 'content-length': SIZE });
      response.socket?.write(Buffer.concat([server.content, Buffer.from('more than announced')]));
    });
    const bytes = await bytesOf(object);
    expect(bytes.length).toBe(SIZE);
  });

  test('is not decoded, whatever its Content-Encoding', async () => {
    server.content = gzipSync(server.content);
    server.script.push(({ response }) => server.part(response, 0, 1, encoding));
    const encoding = { 'content-encoding': 'gzip' };
    const object = await openObject(server);
    server.otherwise = ({ response }) => server.whole(response, encoding);
    expectSame(await bytesOf(object), server.content);
    expect(server.requests.map(({ headers }) => headers['accept-encoding'])).toEqual([
      ...['identity', 'identity'],
    ]);
  });

  test('that nobody reads any more is given up', async () => {
    const object = await openObject(server);
    for await (const chunk of object.read(0, SIZE, patient)) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expectSame(await bytesOf(object, 0, 10), server.content.subarray(0, 10));
    expect(server.connections).toBe(2);
  });
});

describe('over TLS', () => {
  const authority = createCertificate();
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({ tls: authority, fileBytes: SIZE });
  });

  afterEach(() => simulator.close());

  test('a large body is the same', async () => {
    const { id: backupId, instanceId, files } = simulator.backups.replicaSet;
    const cloud = cloudOf(simulator, { cacertFile: authority.cert });
    const links = await BackupLinks.open(cloud.dds(here), { instanceId, backupId }, patient);
    const options = {
      store: await cloud.objectStore(),
      links: links.of(links.list.files[0]!),
      name: 'x',
    };
    const object = await RemoteObject.open(options, patient);
    expectSame(await bytesOf(object), simulator.contentOf(files[0]!));
  });
});
