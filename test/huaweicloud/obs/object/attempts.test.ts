import { randomBytes } from 'node:crypto';
import { type Log, silentLog } from '../../../../lib/huaweicloud/http/log';
import { afterTest } from '../../../after-test';
import { failureOf, messageOf } from '../../cloud-of';
import { type Behaviour, expired, ObjectServer, refusing, reset } from './object-server';
import { bytesOf, expectSame, numberedLinks, openObject } from './reading';

const SIZE = 300_000;
let server: ObjectServer;

beforeEach(async () => {
  server = await ObjectServer.start(randomBytes(SIZE));
});

afterEach(() => server.close());

const busy = refusing(503, 'SlowDown', 'Please reduce your request rate.');

describe('attempts without progress', () => {
  test.each<[string, number, Behaviour]>([
    // A connection that was kept may have been closed meanwhile, which does not count.
    ['connections that break', 11, reset],
    ['answers that break off at once', 10, (asked) => server.cut(0)(asked, server)],
    ['a busy server', 10, busy],
    ['answers that cannot be used', 10, ({ response }) => server.part(response, SIZE - 1, SIZE)],
  ])('are bounded: %s', async (_, requests, behaviour) => {
    const object = await openObject(server);
    server.otherwise = behaviour;
    const error = await failureOf(() => bytesOf(object));
    expect(error.transient).toBe(true);
    expect(server.requests.length - 1).toBe(requests);
  });

  test('do not include new links that have expired, too, as long as others do not', async () => {
    const object = await openObject(server);
    server.script.push(...Array.from({ length: 9 }, () => [expired, server.cut(0)]).flat());
    expectSame(await bytesOf(object), server.content);
  });

  test('are bounded when an object is opened, too', async () => {
    server.otherwise = reset;
    await failureOf(() => openObject(server));
    expect(server.requests.length).toBe(10);
  });

  test('are counted anew after a byte', async () => {
    const object = await openObject(server);
    const inVain: Behaviour[] = Array.from({ length: 9 }, () => server.cut(0));
    server.script.push(...inVain, server.cut(1), ...inVain, server.cut(1), ...inVain);
    expectSame(await bytesOf(object), server.content);
  });

  test('end with the words of the last one', async () => {
    server.otherwise = busy;
    expect(await messageOf(() => openObject(server))).toMatchInlineSnapshot(`
     "- | OBS is busy
     OBS accepts no more requests for backup.tar at the moment.

     Run again later, or with fewer connections at a time.

     SlowDown "Please reduce your request rate.": HTTP 503, request ID OBS-1, from OBS"
    `);
  });

  test('are logged with the reason', async () => {
    const lines: unknown[] = [];
    const log: Log = { ...silentLog, warn: (message, fields) => lines.push([message, fields]) };
    server.script.push(busy);
    await openObject(server, { log });
    const [delayMilliseconds, status] = [expect.any(Number), 503];
    const attempt = { file: 'backup.tar', attempt: 2, of: 10, delayMilliseconds };
    const reason = { reason: 'OBS is busy', code: 'SlowDown', status };
    expect(lines).toEqual([['retrying the download', { ...attempt, ...reason }]]);
  });

  test('have pauses that double up to a limit, each shortened by chance', async () => {
    const random = jest.spyOn(Math, 'random').mockReturnValue(0.5);
    afterTest(() => random.mockRestore());
    const pauses: unknown[] = [];
    const log: Log = { ...silentLog, warn: (_, fields) => pauses.push(fields?.delayMilliseconds) };
    server.otherwise = reset;
    await failureOf(() => openObject(server, { log, limits: { base: 8, cap: 20, attempts: 5 } }));
    expect(pauses).toEqual([4, 8, 10, 10]);
  });

  test('keep the pause that OBS asks for, but no longer than a minute', async () => {
    const pauses: unknown[] = [];
    const abort = new AbortController();
    const log: Log = {
      ...silentLog,
      warn: (_, fields) => {
        pauses.push(fields?.delayMilliseconds);
        abort.abort();
      },
    };
    server.otherwise = refusing(503, 'SlowDown', 'Later.', { 'retry-after': '86400' });
    await failureOf(() => openObject(server, { log, signal: abort.signal }));
    expect(pauses).toEqual([60_000]);
  });
});

test('bytes that are skipped do not keep a hopeless download alive', async () => {
  const object = await openObject(server, { limits: { slowTime: 100, slowRate: SIZE } });
  server.otherwise = ({ response }) => {
    response.writeHead(200, { etag: server.etag, 'content-length': SIZE });
    const drip = setInterval(() => response.write('.'), 5);
    response.on('close', () => clearInterval(drip));
  };
  const error = await failureOf(() => bytesOf(object, SIZE / 2));
  expect(error.code).toBe('TOO_SLOW');
  expect(server.requests.length).toBe(2);
});

describe('a connection that stalls', () => {
  const limits = { stall: 300 };

  test('before the answer is given up, and the download goes on', async () => {
    server.script.push(() => undefined);
    expect((await openObject(server, { limits })).identity.size).toBe(SIZE);
  });

  test('in the middle of a body is given up, and the download goes on', async () => {
    const object = await openObject(server, { limits });
    server.script.push(server.stall(1000), server.stall(0));
    expectSame(await bytesOf(object), server.content);
    expect(server.ranges).toContain('bytes=1000-299999');
  });

  test('in the middle of a refusal does not keep its status back', async () => {
    server.script.push(({ response }) => {
      response.writeHead(503).write('<Error><Code>SlowDown</Code>');
    });
    expect((await openObject(server, { limits })).identity.size).toBe(SIZE);
  });

  test('or nearly so in the middle of a refusal does not, either', async () => {
    server.script.push(({ response }) => {
      response.writeHead(503, { 'content-length': 8000 });
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect((await openObject(server, { limits: { stall: 100 } })).identity.size).toBe(SIZE);
  });

  test('again and again ends with a clear error', async () => {
    server.otherwise = () => undefined;
    const failing = openObject(server, { limits: { stall: 50, attempts: 2 } });
    expect(await messageOf(() => failing)).toMatchInlineSnapshot(`
     "- | OBS does not answer
     127.0.0.1:PORT has sent nothing for 0.05 s. (ETIMEDOUT)

     Check the network and any proxy in between."
    `);
  });

  test('is not one whose bytes nobody takes', async () => {
    server.content = randomBytes(5_000_000);
    const object = await openObject(server, { limits: { stall: 1000 } });
    let bytes = 0;
    for await (const chunk of object.read(0, object.identity.size, new AbortController().signal)) {
      if (bytes === 0) await new Promise((resolve) => setTimeout(resolve, 1500));
      bytes += chunk.length;
    }
    expect(bytes).toBe(server.content.length);
    expect(server.requests.length).toBe(2);
  });
});

describe('an abort ends a download at once', () => {
  const abort = () => {
    const controller = new AbortController();
    return { controller, signal: controller.signal };
  };

  test('before it starts', async () => {
    const { controller, signal } = abort();
    controller.abort();
    const error = await failureOf(() => openObject(server, { signal }));
    expect(error.category).toBe('cancelled');
  });

  test('while there is no answer', async () => {
    const { controller, signal } = abort();
    server.otherwise = () => controller.abort();
    const error = await failureOf(() => openObject(server, { signal }));
    expect(error.category).toBe('cancelled');
  });

  test.each([1000, 5_000_000])('in the middle of %d bytes', async (size) => {
    server.content = randomBytes(size);
    const { controller, signal } = abort();
    const object = await openObject(server);
    server.otherwise = server.stall(size / 2);
    const reading = async () => {
      for await (const chunk of object.read(0, size, signal)) {
        expect(chunk.length).toBeGreaterThan(0);
        controller.abort();
      }
    };
    expect((await failureOf(reading)).category).toBe('cancelled');
    expect(server.requests.length).toBe(2);
  });

  test('between two attempts', async () => {
    const { controller, signal } = abort();
    const log: Log = { ...silentLog, warn: () => controller.abort() };
    server.otherwise = reset;
    const limits = { base: 1_000_000, cap: 1_000_000 };
    const error = await failureOf(() => openObject(server, { signal, log, limits }));
    expect(error.category).toBe('cancelled');
    expect(error.detail).toContain('The last attempt failed');
    expect(server.requests.length).toBe(1);
  });

  test('while a link is renewed', async () => {
    const { controller, signal } = abort();
    server.otherwise = expired;
    const links = {
      ...numberedLinks(server),
      renewed: (_: string, during: AbortSignal) => {
        controller.abort();
        return Promise.reject(during.reason as Error);
      },
    };
    await expect(openObject(server, { signal, links })).rejects.toThrow();
    expect(server.requests.length).toBe(1);
  });
});

test('a server that is away for a moment is waited for, once it has been reached', async () => {
  const object = await openObject(server, { limits: { base: 1, cap: 1, attempts: 3 } });
  await server.close();
  const error = await failureOf(() => bytesOf(object));
  expect(error).toMatchObject({ category: 'connection', code: 'ECONNREFUSED' });
  expect(error.detail).toContain('The address of OBS comes with the download link.');
});
