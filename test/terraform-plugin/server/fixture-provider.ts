import { readFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { ProviderDefinition } from '../../../lib/terraform-plugin/protocol/tfplugin6';
import { type CallContext } from '../../../lib/terraform-plugin/server/grpc/handlers';
import { createLogger } from '../../../lib/terraform-plugin/server/log/logger';
import { type Plugin } from '../../../lib/terraform-plugin/server/plugin-server';
import { leave } from '../../../lib/terraform-plugin/server/process/leave';
import { servePlugin } from '../../../lib/terraform-plugin/server/serve-plugin';

// A provider whose functions behave as their name says. `debug` as argument starts it for reattaching.

const log = createLogger({ module: 'fixture' });
const nothing = { result: { msgpack: Uint8Array.of(0xc0) } };

type Behaviour = (argument: Uint8Array, context: CallContext) => object | Promise<object>;

const behaviours: Readonly<Record<string, Behaviour>> = {
  echo: (argument) => ({ result: { msgpack: argument } }),
  throws: () => {
    throw new TypeError(
      'it broke at https://user:pass@obs.example/file?signature=secret\nsecond line',
    );
  },
  'throws what steers a terminal': () => {
    throw new Error('\u001b[2J\u202eFAKE');
  },
  'rejects late': async () => {
    await new Promise((resolve) => setImmediate(resolve));
    throw new Error('it broke late');
  },
  'throws in a callback': () =>
    new Promise(() => {
      setImmediate(() => {
        throw new Error('it broke in a callback');
      });
    }),
  'forgets a promise': () => {
    void Promise.reject(new Error('nobody waited for this'));
    return new Promise(() => undefined);
  },
  'forgets a promise after its answer': () => {
    setTimeout(() => void Promise.reject(new Error('too late to matter')));
    return nothing;
  },
  exits: () => process.exit(3),
  'exits in a callback': () =>
    new Promise(() => {
      setImmediate(() => process.exit(3));
    }),
  prints: async () => {
    console.log('a library says hello');
    console.error('{"@message": 1}');
    await new Promise((written) => process.stdout.write('1|6|unix|/elsewhere|grpc|\n', written));
    await new Promise((written) => process.stdout.write('more\n', 'utf8', written));
    return nothing;
  },
  'waits for the end of the call': async (_argument, { signal }) => {
    log.info('waiting');
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
    log.info('aborted', { reason: signal.reason as Error });
    return nothing;
  },
  'fails when the call ends': async (_argument, { signal }) => {
    log.info('waiting');
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
    throw new Error('it broke afterwards');
  },
  'is watched': (_argument, { beginWork }) => {
    beginWork?.();
    return nothing;
  },
  'computes for ever': (_argument, { beginWork }) => {
    beginWork?.();
    return new Promise(() => {
      setTimeout(() => {
        log.info('computing');
        const end = Date.now() + 60_000; // should the test fail, it must not burn the machine
        while (Date.now() < end);
      });
    });
  },
  'calls a function a thousand times': async (_argument, { beginWork }) => {
    beginWork?.();
    await nextTurn();
    await nextTurn();
    for (let time = 0; time < 1000; time += 1) sum(10_000);
    return { result: { msgpack: Uint8Array.of(isOptimized(sum) ? 1 : 0) } };
  },
  'calls a function until it is optimized': async (_argument, { beginWork }) => {
    beginWork?.();
    do {
      await nextTurn();
      sum(10_000);
    } while (!isOptimized(sum));
    return nothing;
  },
  'reads a file': async (path) => {
    log.info('reading');
    await readFile(Buffer.from(path).toString());
    return nothing;
  },
  'answers with nonsense': () => ({ result: { msgpack: 'not bytes' } }),
};

function sum(count: number): number {
  let total = 0;
  for (let number = 0; number < count; number += 1) total += number;
  return total;
}

/** Whether V8 has made code for a function with its optimizing compiler, TurboFan. */
function isOptimized(subject: (count: number) => number): boolean {
  setFlagsFromString('--allow-natives-syntax');
  const status = runInThisContext('(subject) => %GetOptimizationStatus(subject)') as (
    of: typeof subject,
  ) => number;
  return (status(subject) & 64) !== 0;
}

const plugin = {
  service: ProviderDefinition,
  handlers: {
    stopProvider: () => ({}),
    callFunction: ({ name, arguments: [argument] }, context) =>
      behaviours[name]?.(argument?.msgpack ?? Uint8Array.of(), context) ?? nothing,
  },
} satisfies Plugin<ProviderDefinition>;

void servePlugin<ProviderDefinition>({
  load: () => {
    if (process.env.FIXTURE_CANNOT_BE_LOADED) throw new Error('a chunk of it is missing');
    return plugin;
  },
  protocolVersion: 6,
  log,
  ...(process.argv[2] === 'debug' && { reattach: { source: 'example.com/test/fixture' } }),
}).then(leave);
