import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Exchange, openExchange } from '../../../lib/huaweicloud/connection/exchange';

const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';

let server: Server;
let sockets: Socket[];
let exchange: Exchange;
/** What the server does with a request, by the number of the request on its connection. */
let behave: (socket: Socket, onConnection: number) => void;

beforeEach(async () => {
  sockets = [];
  server = createServer((socket) => {
    sockets.push(socket);
    let requests = 0;
    socket.on('data', () => behave(socket, (requests += 1)));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  exchange = openExchange({
    tls: () => Promise.reject(new Error('no TLS here')),
    proxyFor: () => undefined,
  });
});

afterEach(async () => {
  sockets.forEach((socket) => socket.destroy());
  await new Promise((resolve) => server.close(resolve));
});

async function ask(signal = new AbortController().signal): Promise<string> {
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const { body } = await exchange({ method: 'GET', url, headers: {}, signal });
  return text(body);
}

test('requests one after the other share a connection', async () => {
  behave = (socket) => socket.write(ok);
  await ask();
  expect(await ask()).toBe('{}');
  expect(sockets.length).toBe(1);
});

test.each<[string, (socket: Socket) => void]>([
  ['was closed meanwhile', (socket) => socket.destroy()],
  ['holds the rest of an earlier answer', (socket) => socket.write('rest of an earlier answer')],
])('a kept connection that %s is replaced by a fresh one', async (_, spoil) => {
  behave = (socket, onConnection) => (onConnection === 1 ? void socket.write(ok) : spoil(socket));
  await ask();
  expect(await ask()).toBe('{}');
  expect(sockets.length).toBe(2);
});

test('a request is sent again on a fresh connection after one answer that is not HTTP, not after two', async () => {
  behave = (socket) => socket.write(sockets.length === 1 ? 'garbage' : ok);
  expect(await ask()).toBe('{}');
  behave = (socket) => socket.write('garbage');
  await expect(ask()).rejects.toMatchObject({ code: 'HPE_INVALID_CONSTANT' });
  expect(sockets.length).toBe(3);
});

test('a fresh connection that breaks is left to the caller', async () => {
  behave = (socket) => socket.destroy();
  await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(sockets.length).toBe(1);
});

describe('a connection', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  });

  afterEach(() => jest.useRealTimers());

  test('that is not accepted within ten seconds is an error', async () => {
    const failure = expect(ask()).rejects.toMatchObject({
      code: 'ETIMEDOUT',
      message: expect.stringMatching(
        /^127\.0\.0\.1:\d+ has accepted no connection within 10000 ms$/,
      ),
    });
    // The request is on its way, but nothing can be accepted before the event loop goes on.
    for (let turns = 0; turns < 20; turns += 1) {
      await new Promise((resolve) => process.nextTick(resolve));
    }
    jest.advanceTimersByTime(10_000);
    await failure;
  });

  test('that is accepted, or was kept, may take as long as the caller likes', async () => {
    behave = (socket) => {
      jest.advanceTimersByTime(20_000);
      socket.write(ok);
    };
    expect(await ask()).toBe('{}');
    expect(await ask()).toBe('{}');
    expect(sockets.length).toBe(1);
  });
});

test('an abort ends the wait for the answer, without another attempt', async () => {
  const abort = new AbortController();
  behave = () => abort.abort();
  await expect(ask(abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
  expect(sockets.length).toBe(1);
});

test('nothing is sent for a caller that has given up already', async () => {
  let requests = 0;
  behave = (socket) => {
    requests += 1;
    socket.write(ok);
  };
  await expect(ask(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  expect(await ask()).toBe('{}');
  expect(requests).toBe(1);
});

test('a head of more than 128 KB is refused', async () => {
  behave = (socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(200_000)}\r\n\r\n`);
  await expect(ask()).rejects.toMatchObject({ code: 'HPE_HEADER_OVERFLOW' });
});
