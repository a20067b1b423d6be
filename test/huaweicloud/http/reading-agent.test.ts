import { createServer, request, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { ReadBuffers } from '../../../lib/huaweicloud/http/read-buffers';
import { ReadingAgent } from '../../../lib/huaweicloud/http/reading-agent';

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

test('memory that was given back is taken again; what is not known is left alone', async () => {
  const { heard } = await answer();
  const [memory] = heard;
  buffers.giveBack(Buffer.from(memory!));
  buffers.giveBack(Buffer.from(memory!));
  buffers.giveBack(Buffer.from('of somebody else'));
  const taken = [buffers.take(), buffers.take()].map(({ buffer }) => buffer);
  expect(taken[0]).toBe(memory);
  expect(taken[1]).not.toBe(memory);
});
