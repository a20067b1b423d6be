import { once } from 'node:events';
import { type ClientHttp2Session, connect } from 'node:http2';
import { connect as connectSocket } from 'node:net';
import { startAndConnect } from '../fixture';

test('Shutdown is answered, and then the process ends', async () => {
  const { process, client } = await startAndConnect();
  const { done } = client.begin('/plugin.GRPCController/Shutdown', Uint8Array.of());
  await expect(done).resolves.toEqual(Buffer.alloc(0));
  expect(await process.ended).toEqual({ code: 0, signal: null });
});

test('Shutdown is answered even if the engine asks twice at once', async () => {
  const { process } = await startAndConnect();
  const socket = await process.socket();
  const session = connect('http://localhost', { createConnection: () => connectSocket(socket) });
  session.on('error', () => undefined); // the process may end before the second answer

  const [first] = [shutDown(session), shutDown(session)];

  const [trailers] = (await once(first, 'trailers')) as [Record<string, unknown>];
  expect(trailers['grpc-status']).toBe('0');
  expect(await process.ended).toEqual({ code: 0, signal: null });
  session.destroy();
});

/** Both requests of a turn reach the provider together, as they do not from a gRPC library. */
function shutDown(session: ClientHttp2Session) {
  const stream = session.request({
    ':method': 'POST',
    ':path': '/plugin.GRPCController/Shutdown',
    'content-type': 'application/grpc',
  });
  stream.on('error', () => undefined).resume();
  return stream.end(Buffer.alloc(5));
}

test('the stream for output stays open and silent until Shutdown', async () => {
  const { process, client } = await startAndConnect();
  const same = (bytes: Buffer) => bytes;
  const stream = client.makeServerStreamRequest(
    '/plugin.GRPCStdio/StreamStdio',
    same,
    same,
    Buffer.alloc(0),
  );
  const received: unknown[] = [];
  stream.on('data', (data) => received.push(data));
  const end = once(stream, 'status');
  await once(stream, 'metadata');

  await client.begin('/plugin.GRPCController/Shutdown', Uint8Array.of()).done;

  expect(await end).toMatchObject([{ code: 0 }]);
  expect(received).toEqual([]);
  await process.ended;
});
