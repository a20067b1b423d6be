import { Readable } from 'node:stream';
import {
  frameMessage,
  readMessage,
} from '../../../../lib/terraform-plugin/server/grpc/grpc-message';

const read = (chunks: readonly Buffer[], limit = 100) => readMessage(Readable.from(chunks), limit);
const hello = frameMessage(Buffer.from('hello'));

test('a frame is read however it is cut into pieces', async () => {
  expect(hello.toString('hex')).toBe('000000000568656c6c6f');
  expect((await read([hello])).toString()).toBe('hello');
  expect((await read(Array.from(hello, (byte) => Buffer.of(byte)))).toString()).toBe('hello');
  expect(await read([frameMessage(Buffer.alloc(0))])).toHaveLength(0);
});

test('a message of the largest size is accepted, a larger one is refused before it has arrived', async () => {
  expect(await read([frameMessage(Buffer.alloc(100))])).toHaveLength(100);
  const onlyHead = frameMessage(Buffer.alloc(101)).subarray(0, 5);
  const neverEnding = Readable.from(
    (async function* () {
      yield onlyHead;
      await new Promise(() => undefined);
    })(),
  );
  await expect(readMessage(neverEnding, 100)).rejects.toMatchObject({
    code: 8,
    message: 'the request has 101 bytes, more than the 100 that are accepted',
  });
  neverEnding.destroy();
});

test('a compressed message is refused as unimplemented', async () => {
  const compressed = Buffer.from(hello);
  compressed[0] = 1;
  await expect(read([compressed])).rejects.toMatchObject({ code: 12 });
});

test.each([
  ['nothing', [], 'the message ends after 0 bytes'],
  ['half a head', [hello.subarray(0, 3)], 'the message ends after 3 bytes'],
  ['half a message', [hello.subarray(0, 7)], 'the message ends after 7 bytes'],
  ['two messages', [hello, hello], 'more than one message'],
])('%s in place of a message is an error', async (_what, chunks, reason) => {
  await expect(read(chunks)).rejects.toMatchObject({
    code: 13,
    message: `not a unary gRPC request: ${reason}`,
  });
});
