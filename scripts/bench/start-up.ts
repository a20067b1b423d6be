import { spawn } from 'node:child_process';
import path from 'node:path';
import { ProviderProcess } from '../../lib/terraform-plugin/testing';
import { bin } from '../../package.json';
import { provider, root } from './built';
import { nodes } from './nodes';
import { amountRow, ratioRow, type Row } from './row';
import { median, takingTurns } from './turns';

const MOST = { handshake: 1.12, end: 15 };
const RUNS = 30;
/** A download that says what it does, before anything answers. */
const DOWNLOAD =
  'download --latest --instance 00000000000000000000000000000000in02 --region here --project-id none'
    .split(' ')
    .concat('--endpoint', 'dds=http://127.0.0.1:9');
const command = path.join(root, bin['dds-backup']);

/** Spawn to the first line, of the provider and of the command; and how fast the provider ends. */
export async function startUp(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { major, env } of nodes()) rows.push(await handshake(major, env));
  return [...rows, await end(), ...(await firstOutput())];
}

/** Our handshake, and a script that requires what no provider on Node can do without. */
async function handshake(major: string, env: NodeJS.ProcessEnv): Promise<Row> {
  const bare = `require('http2'); require('crypto').generateKeyPairSync('ec', { namedCurve: 'P-256' }); console.log(1)`;
  const times = await takingTurns(RUNS, {
    ours: () => timeToFirstLine(provider, [], env),
    least: () => timeToFirstLine('node', ['-e', bare], env),
  });
  return ratioRow(
    `spawn to handshake, Node ${major}, against a bare script with http2 and a key pair`,
    median(times.ours),
    median(times.least),
    MOST.handshake,
  );
}

/** From the engine's last call until the process is gone. */
async function end(): Promise<Row> {
  const { times } = await takingTurns(RUNS, {
    times: async () => {
      const process = await ProviderProcess.start(provider, { TF_LOG: 'off' });
      await process.call('getMetadata', {});
      const start = performance.now();
      await process.shutDown();
      return performance.now() - start;
    },
  });
  return amountRow(
    "the engine's last call until the provider is gone",
    median(times),
    'ms',
    MOST.end,
  );
}

/** Of the command, and of Node itself. */
async function firstOutput(): Promise<Row[]> {
  const start = (args: readonly string[]) => () => timeToFirstLine(process.execPath, args);
  const times = await takingTurns(RUNS, {
    help: start([command, '--help']),
    mistyped: start([command, 'lst']),
    download: start([command, ...DOWNLOAD]),
    least: start(['-e', 'console.log(1)']),
  });
  const least = median(times.least);
  const row = (words: string, own: readonly number[]) =>
    ratioRow(`spawn to the first output of ${words}, against Node`, median(own), least);
  return [
    row('`dds-backup --help`', times.help),
    row('`dds-backup` with a mistyped command', times.mistyped),
    row('`dds-backup download`', times.download),
  ];
}

function timeToFirstLine(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const start = performance.now();
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...env,
      TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
      PLUGIN_PROTOCOL_VERSIONS: '6',
      HW_ACCESS_KEY: 'key',
      HW_SECRET_KEY: 'secret',
      HW_METADATA_DISABLED: 'true',
    },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    const first = () => {
      const elapsed = performance.now() - start;
      child.once('close', () => resolve(elapsed));
      child.kill('SIGTERM');
    };
    for (const stream of [child.stdout, child.stderr]) stream.once('data', first);
  });
}
