import { createServer, request, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { ReadBuffers } from '../../../lib/huaweicloud/connection/read-buffers';
import { ReadingAgent } from '../../../lib/huaweicloud/connection/reading-agent';

const CONTENT = Buffer.from('backup '.repeat(20_000));

let server: Server;
let agent: ReadingAgent;
const buffers = new ReadBuffers();

beforeEach(async () => {
  server = createServer((_, response) => response.end(CONTENT));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  agent = new ReadingAgent(buffers, { keepAlive: true });
});

afterEach(() => {
  agent.destroy();
  server.close();
});

async function answer(): Promise<{ content: Buffer; reused: boolean; heard: ArrayBufferLike[] }> {
  const { port } = server.address() as AddressInfo;
  const asked = request({ host: '127.0.0.1', port, agent });
  const heard: ArrayBufferLike[] = [];
  asked.on('socket', (socket) => {
    socket.on('data', (chunk: Buffer) => heard.push(chunk.buffer));
  });
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    asked.on('error', reject).on('response', (response) => {
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', resolve);
    });
    asked.end();
  });
  return { content: Buffer.concat(chunks), reused: asked.reusedSocket, heard };
}

test('node:http reads answers from the given memory, on connections that are kept', async () => {
  const first = await answer();
  const second = await answer();
  expect([first.content.equals(CONTENT), second.content.equals(CONTENT)]).toEqual([true, true]);
  expect([first.reused, second.reused]).toEqual([false, true]);
});

test('what is not kept is read over', async () => {
  const { heard } = await answer();
  expect(new Set(heard)).toEqual(new Set([heard[0]]));
});

test('what is kept stays until it is given back, and the next bytes come behind it', () => {
  const own = buffers.forConnection();
  const receive = (text: string) => {
    const length = own.next().write(text);
    const bytes = own.received(length);
    buffers.keep(bytes);
    return bytes;
  };
  const [first, second] = [receive('first'), receive('second')];
  buffers.giveBack(Buffer.from('of somebody else'));
  expect(buffers.joined(first, second)?.toString()).toBe('firstsecond');
  expect(buffers.joined(second, first)).toBeUndefined();
  expect(buffers.joined(Buffer.from('first'), second)).toBeUndefined();
  buffers.giveBack(first);
  expect(receive('third').byteOffset).toBe('firstsecond'.length);
  expect(second.toString()).toBe('second');
  own.end();
});

test('a buffer of which more than half is kept makes room for another, and is used again later', () => {
  const own = buffers.forConnection();
  const receive = () => {
    const bytes = own.received(Math.ceil(own.next().length * 0.6));
    buffers.keep(bytes);
    return bytes;
  };
  const [first, second] = [receive(), receive()];
  expect(second.buffer).not.toBe(first.buffer);
  buffers.giveBack(first.subarray(10));
  buffers.giveBack(first);
  expect(receive().buffer).toBe(first.buffer);
  expect(receive().buffer).not.toBe(second.buffer);
  own.end();
});

test('a connection that ends leaves its memory to the next one', () => {
  // With a few more, the size of their memory stays the same.
  const others = [buffers.forConnection(), buffers.forConnection()];
  const [one, other] = [buffers.forConnection(), buffers.forConnection()];
  const memory = [one.next().buffer, other.next().buffer];
  one.end();
  other.end();
  const next = [buffers.forConnection(), buffers.forConnection()];
  expect(new Set(next.map((own) => own.next().buffer))).toEqual(new Set(memory));
  for (const own of [...others, ...next]) own.end();
});
