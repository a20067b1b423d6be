import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { source } from '../../lib/provider/source';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { findEngine } from '../engine';
import { provider, providerFolder } from './built';
import { peakOf, textOf } from './process-memory';
import { median, ratio, takingTurns } from './turns';

const RUNS = 15;

export async function plans(): Promise<void> {
  const engine = await findEngine();
  const cloud = await startSimulator();
  try {
    await planOfOne(cloud, engine);
  } finally {
    await cloud.close();
  }
}

/** A plan that reads one data source, against one with nothing but a built-in resource. */
async function planOfOne(cloud: Simulator, engine: string): Promise<void> {
  const withLinks = workspace(linksConfiguration(cloud));
  const without = workspace({ resource: { terraform_data: { nothing: {} } } });
  try {
    const times = await takingTurns(RUNS, {
      ours: () => timePlan(engine, withLinks, cloud),
      least: () => timePlan(engine, without, cloud),
    });
    const [ours, least] = [median(times.ours), median(times.least)];
    console.log(
      `terraform plan with one data source, against one with a terraform_data: ${ratio(ours, least)}`,
    );
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
    .filter((pid) => textOf(`/proc/${pid}/cmdline`).includes(provider))
    .map(peakOf);
  await plan;
  return `${Math.max(...peaks).toFixed(0)} MiB`;
}
