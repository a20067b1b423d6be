import { spawn } from 'node:child_process';
import path from 'node:path';
import { bin } from '../../package.json';
import { provider, root } from './built';
import { median, ratio, takingTurns } from './turns';

const RUNS = 15;
/** A download that says what it does, before anything answers. */
const DOWNLOAD =
  'download --latest --instance 00000000000000000000000000000000in02 --region here --project-id none'
    .split(' ')
    .concat('--endpoint', 'dds=http://127.0.0.1:9');
const command = path.join(root, bin['dds-backup']);

/** Spawn to the first line, of the provider and of the command. */
export async function startUp(): Promise<void> {
  await handshake();
  await firstOutput();
}

/** Our handshake, and a script that requires what no provider on Node can do without. */
async function handshake(): Promise<void> {
  const bare = `require('http2'); require('crypto').generateKeyPairSync('ec', { namedCurve: 'P-256' }); console.log(1)`;
  const times = await takingTurns(RUNS, {
    ours: () => timeToFirstLine(provider, []),
    least: () => timeToFirstLine(process.execPath, ['-e', bare]),
  });
  const [ours, least] = [median(times.ours), median(times.least)];
  console.log(
    `spawn to handshake, against a bare script with http2 and a key pair: ${ratio(ours, least)}`,
  );
}

/** Of the command, and of Node itself. */
async function firstOutput(): Promise<void> {
  const start = (args: readonly string[]) => () => timeToFirstLine(process.execPath, args);
  const times = await takingTurns(RUNS, {
    help: start([command, '--help']),
    mistyped: start([command, 'lst']),
    download: start([command, ...DOWNLOAD]),
    least: start(['-e', 'console.log(1)']),
  });
  const least = median(times.least);
  for (const [words, own] of [
    ['dds-backup --help', times.help],
    ['dds-backup with a mistyped command', times.mistyped],
    ['dds-backup download', times.download],
  ] as const) {
    console.log(
      `spawn to the first output of ${words}, against Node: ${ratio(median(own), least)}`,
    );
  }
}

function timeToFirstLine(program: string, args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
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
