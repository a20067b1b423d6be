import { spawn } from 'node:child_process';
import { provider } from './built';
import { median, ratio, takingTurns } from './turns';

const RUNS = 15;

/** Spawn to the first line: our handshake, and a script that requires what no provider on Node can do without. */
export async function startUp(): Promise<void> {
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

function timeToFirstLine(program: string, args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
      PLUGIN_PROTOCOL_VERSIONS: '6',
    },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', () => {
      const elapsed = performance.now() - start;
      child.once('close', () => resolve(elapsed));
      child.kill('SIGTERM');
    });
  });
}
