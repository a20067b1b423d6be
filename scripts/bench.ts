/**
 * `npm run bench`: what start-up, a plan, memory and size cost.
 *
 * Times are medians of alternating runs, as ratios to something that does as little as possible on the same machine at
 * the same time, for absolute times say more about the machine. Needs a build (`npm run build`) and an engine.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { source } from '../lib/provider/provider';
import { type Simulator, startSimulator } from '../lib/simulator/simulator';
import { findEngine } from './engine';

const RUNS = 15;
const root = path.join(__dirname, '..');
const providerFolder = path.join(root, 'build', 'provider');
const provider = path.join(providerFolder, 'terraform-provider-dds');

/** Spawn to the first line: our handshake, and a script that requires what no provider on Node can do without. */
async function startUp(): Promise<void> {
  const bare = `require('http2'); require('crypto').generateKeyPairSync('ec', { namedCurve: 'P-256' }); console.log(1)`;
  const [ours, least] = await alternate(
    () => timeToFirstLine(provider, []),
    () => timeToFirstLine(process.execPath, ['-e', bare]),
  );
  report('spawn to handshake, against a bare script with http2 and a key pair', ours, least);
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

/** A plan that reads one data source, against one with nothing but a built-in resource. */
async function plans(cloud: Simulator, engine: string): Promise<void> {
  const withLinks = workspace(linksConfiguration(cloud));
  const without = workspace({ resource: { terraform_data: { nothing: {} } } });
  try {
    const [ours, least] = await alternate(
      () => timePlan(engine, withLinks, cloud),
      () => timePlan(engine, without, cloud),
    );
    report('terraform plan with one data source, against one with a terraform_data', ours, least);
    console.log(
      `peak memory of a reading provider process: ${await peakMemory(engine, withLinks, cloud)}`,
    );
  } finally {
    for (const folder of [withLinks, without]) rmSync(folder, { recursive: true, force: true });
  }
}

function linksConfiguration({ endpoints, backups }: Simulator): object {
  return {
    terraform: { required_providers: { dds: { source } } },
    provider: { dds: { endpoints } },
    data: {
      dds_backup_download_links: {
        links: { instance_id: backups.cluster.instanceId, backup_id: backups.cluster.id },
      },
    },
  };
}

function workspace(configuration: object): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dds-bench-'));
  writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify(configuration));
  const overrides = `dev_overrides { "${source}" = "${providerFolder}" }`;
  writeFileSync(
    path.join(folder, 'cli.tfrc'),
    `provider_installation {\n  ${overrides}\n  direct {}\n}\n`,
  );
  return folder;
}

async function timePlan(engine: string, folder: string, cloud: Simulator): Promise<number> {
  const start = performance.now();
  const child = spawn(engine, ['plan', '-input=false'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...cloud.environment,
      CHECKPOINT_DISABLE: '1',
      TF_CLI_CONFIG_FILE: path.join(folder, 'cli.tfrc'),
    },
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the plan failed with exit code ${String(code)}`);
  return performance.now() - start;
}

/** Looks at the provider while it waits for the links. */
async function peakMemory(engine: string, folder: string, cloud: Simulator): Promise<string> {
  if (process.platform !== 'linux') return 'measured on Linux only';
  const asked = cloud.nextRequest({ action: 'ShowBackupDownloadLink' });
  const plan = timePlan(engine, folder, cloud);
  await asked;
  const peaks = readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => text(`/proc/${pid}/cmdline`).includes(provider))
    .map((pid) => Number(/VmHWM:\s+(\d+) kB/.exec(text(`/proc/${pid}/status`))?.[1] ?? 0));
  await plan;
  return `${(Math.max(...peaks) / 1024).toFixed(0)} MiB`;
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // the process is gone
  }
}

function sizes(): void {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
  });
  const [tarball] = JSON.parse(stdout) as [{ size: number; unpackedSize: number }];
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(0)} KiB`;
  console.log(`npm tarball: ${kilobytes(tarball.size)}`);
  console.log(
    `start-up chunk: ${kilobytes(statSync(path.join(providerFolder, 'provider.cjs')).size)}`,
  );
}

/** Medians of two measurements that take turns. */
async function alternate(
  first: () => Promise<number>,
  second: () => Promise<number>,
): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let run = -1; run < RUNS; run += 1) {
    const pair = [await first(), await second()] as const;
    if (run < 0) continue; // the first round warms the caches
    times[0].push(pair[0]);
    times[1].push(pair[1]);
  }
  return [median(times[0]), median(times[1])];
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

function report(what: string, ours: number, least: number): void {
  console.log(
    `${what}: ${(ours / least).toFixed(2)} (${ours.toFixed(0)} ms / ${least.toFixed(0)} ms, median of ${RUNS})`,
  );
}

async function main(): Promise<void> {
  const engine = await findEngine();
  await startUp();
  const cloud = await startSimulator();
  try {
    await plans(cloud, engine);
  } finally {
    await cloud.close();
  }
  sizes();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
