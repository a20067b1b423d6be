import { once } from 'node:events';
import { startAndConnect } from './fixture';

test('Shutdown is answered, and then the process ends', async () => {
  const { process, client } = await startAndConnect();
  const { done } = client.begin('/plugin.GRPCController/Shutdown', Uint8Array.of());
  await expect(done).resolves.toEqual(Buffer.alloc(0));
  expect(await process.ended).toEqual({ code: 0, signal: null });
});

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
