import { existsSync, rmSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { begin, finished, frame, type RawProvider } from './raw-provider';

/** What a broken or malicious client does to a provider. */
export interface Abuse {
  readonly name: string;
  /** Of the provider. */
  readonly env?: NodeJS.ProcessEnv;
  /** Returns what came of it. */
  commit(provider: RawProvider): Promise<unknown>;
  /** What must come of it. */
  readonly expected: unknown;
  /** Whether the provider still serves others afterwards. @default true */
  readonly livesOn?: boolean;
}

const MEGABYTE = 1024 * 1024;
const CONTROLLER = { path: '/plugin.GRPCController/Shutdown' };

/** One call of a method that reads its message, and its status. */
const call =
  (bytes: Uint8Array, options = {}) =>
  async (provider: RawProvider) =>
    (await finished(begin(await provider.session(), 'ValidateProviderConfig', bytes, options)))
      .status;

const messages: readonly Abuse[] = [
  { name: 'a request without a message', commit: call(Uint8Array.of()), expected: 13 },
  { name: 'half the head of a message', commit: call(Uint8Array.of(0, 0, 0)), expected: 13 },
  {
    name: 'a message that ends early',
    commit: call(frame(Buffer.alloc(10), { announced: 100 })),
    expected: 13,
  },
  {
    name: 'more than one message',
    commit: call(Buffer.concat([frame(), frame()])),
    expected: 13,
  },
  {
    name: 'a message that is no protobuf',
    commit: call(frame(Buffer.alloc(99, 0xff))),
    expected: 13,
  },
  { name: 'a compressed message', commit: call(frame(Uint8Array.of(), { flag: 1 })), expected: 12 },
  { name: 'an unknown flag', commit: call(frame(Uint8Array.of(), { flag: 0xfe })), expected: 12 },
  {
    name: 'a message that is larger than 256 MB',
    commit: call(frame(Uint8Array.of(), { announced: 256 * MEGABYTE + 1 }), { ends: false }),
    expected: 8,
  },
  {
    name: 'a message of 4 GB',
    commit: call(frame(Uint8Array.of(), { announced: 2 ** 32 - 1 }), { ends: false }),
    expected: 8,
  },
  {
    name: '256 MB announced a hundred times, and never sent',
    commit: async (provider) => {
      const before = await provider.memory();
      const session = await provider.session();
      for (let count = 0; count < 100; count += 1) {
        begin(session, 'GetProviderSchema', frame(Uint8Array.of(), { announced: 256 * MEGABYTE }), {
          ends: false,
        });
      }
      await pause(500);
      return (await provider.memory()) - before < 100;
    },
    expected: true,
  },
  { name: 'an unknown method', commit: call(frame(), { path: '/x/y' }), expected: 12 },
  {
    name: 'an unknown path',
    commit: call(frame(), { path: `/${'x/'.repeat(5000)}` }),
    expected: 12,
  },
  {
    name: 'headers of 60 KB',
    commit: call(frame(), { headers: { x: 'x'.repeat(60_000) } }),
    expected: 0,
  },
];

const floods: readonly Abuse[] = [
  {
    name: 'a thousand calls at the same time',
    commit: async (provider) => {
      const session = await provider.session();
      const calls = Array.from({ length: 1000 }, () =>
        finished(begin(session, 'ValidateProviderConfig', frame())),
      );
      return new Set((await Promise.all(calls)).map(({ status }) => status)).size;
    },
    expected: 1,
  },
  {
    name: 'a thousand calls that are cancelled',
    commit: async (provider) => {
      const session = await provider.session();
      const calls = Array.from({ length: 1000 }, () => begin(session, 'ReadDataSource', frame()));
      const ends = calls.map(finished);
      for (const stream of calls) stream.close(8);
      await Promise.all(ends);
      return (await finished(begin(session, 'GetProviderSchema', frame()))).status;
    },
    expected: 0,
  },
  {
    name: 'a hundred connections',
    commit: async (provider) => {
      const sessions = await Promise.all(Array.from({ length: 100 }, () => provider.session()));
      const calls = sessions.map((one) => finished(begin(one, 'GetProviderSchema', frame())));
      const statuses = await Promise.all(calls);
      for (const session of sessions) session.destroy();
      return new Set(statuses.map(({ status }) => status));
    },
    expected: new Set([0]),
  },
];

const connections: readonly Abuse[] = [
  {
    name: 'a connection without TLS',
    commit: async (provider) => isClosed(connectSocket(provider.socket), 'GET / HTTP/1.1\r\n\r\n'),
    expected: true,
  },
  {
    name: 'HTTP/1.1 over TLS',
    commit: async (provider) => isClosed(await provider.tls('http/1.1'), 'GET / HTTP/1.1\r\n\r\n'),
    expected: true,
  },
  {
    name: 'what is not HTTP/2 over TLS',
    commit: async (provider) => isClosed(await provider.tls(), 'x'.repeat(100_000)),
    expected: true,
  },
  {
    name: 'fifty connections that say nothing',
    commit: (provider) => {
      const sockets = Array.from({ length: 50 }, () => connectSocket(provider.socket));
      for (const socket of sockets) socket.on('error', () => undefined);
      return Promise.resolve(sockets.length);
    },
    expected: 50,
  },
];

const process: readonly Abuse[] = [
  {
    name: 'Shutdown twice',
    commit: async (provider) => {
      const session = await provider.session();
      const calls = [
        begin(session, '', frame(), CONTROLLER),
        begin(session, '', frame(), CONTROLLER),
      ];
      const [first] = await Promise.all(calls.map(finished));
      return [first?.status, await provider.ended(2000)];
    },
    expected: [0, { code: 0, signal: null }],
    livesOn: false,
  },
  {
    name: 'SIGINT twice',
    commit: async (provider) => {
      provider.process.kill('SIGINT');
      await pause(100);
      provider.process.kill('SIGINT');
      return provider.ended(500);
    },
    expected: undefined,
  },
  {
    name: 'SIGTERM during a call that is not complete',
    commit: async (provider) => {
      const session = await provider.session();
      const open = finished(
        begin(session, 'GetProviderSchema', frame().subarray(0, 2), { ends: false }),
      );
      await pause(100);
      provider.process.kill('SIGTERM');
      return [(await open).status, await provider.ended(2000)];
    },
    expected: [14, { code: 0, signal: null }],
    livesOn: false,
  },
  {
    name: 'the folder of the socket is removed',
    commit: async (provider) => {
      const session = await provider.session();
      rmSync(provider.socketFolder, { recursive: true });
      const { status } = await finished(begin(session, 'GetProviderSchema', frame()));
      await finished(begin(session, '', frame(), CONTROLLER));
      return [status, await provider.ended(2000)];
    },
    expected: [0, { code: 0, signal: null }],
    livesOn: false,
  },
  {
    name: 'standard output and error are closed, with everything logged',
    env: { TF_LOG: 'TRACE' },
    commit: async (provider) => {
      provider.process.stdout?.destroy();
      provider.process.stderr?.destroy();
      const session = await provider.session();
      const { status } = await finished(begin(session, 'GetProviderSchema', frame()));
      await finished(begin(session, '', frame(), CONTROLLER));
      return [status, await provider.ended(2000), existsSync(provider.socketFolder)];
    },
    expected: [0, { code: 0, signal: null }, false],
    livesOn: false,
  },
  {
    name: 'nobody reads standard error for a while, with everything logged',
    env: { TF_LOG: 'TRACE' },
    commit: async (provider) => {
      const session = await provider.session();
      const calls = Array.from({ length: 500 }, () =>
        finished(begin(session, 'ReadDataSource', frame(Buffer.alloc(99, 0xff)))),
      );
      await pause(1000);
      provider.process.stderr?.resume();
      return new Set((await Promise.all(calls)).map(({ status }) => status));
    },
    expected: new Set([13]),
  },
];

export const abuses = [...messages, ...floods, ...connections, ...process];

/** Whether the other side hangs up in time after it got this. */
async function isClosed(socket: ReturnType<typeof connectSocket>, text: string): Promise<boolean> {
  socket.on('error', () => undefined).resume();
  socket.write(text);
  const closed = new Promise<true>((resolve) => {
    if (socket.destroyed) resolve(true);
    else socket.once('close', () => resolve(true));
  });
  const isTrue = await Promise.race([closed, pause(3000, false, { ref: false })]);
  socket.destroy();
  return isTrue;
}
