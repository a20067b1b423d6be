import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { TerraformProject } from '../../lib/terraform-plugin/testing';
import { findEngine } from '../../scripts/engine';
import { providerFolder } from '../shipped/shipped-package';

/** Milliseconds that a provider may outlive its engine. */
const GRACE = 2000;

/**
 * Kills an engine (SIGKILL) at so many moments of a plan and an apply, from its start to its end.
 * Resolves to what each kill has left behind after two seconds, empty where nothing was.
 */
export async function killedEngines(moments: number): Promise<string[]> {
  const cloud = await startSimulator();
  const engine = await findEngine();
  const project = projectOf(cloud, engine);
  try {
    const orphans: string[] = [];
    for (const command of [['plan'], ['apply', '-auto-approve']] as [string, ...string[]][]) {
      const start = performance.now();
      const { exitCode, output } = await project.run(...command);
      if (exitCode !== 0) throw new Error(output);
      const whole = performance.now() - start;
      for (let moment = 0; moment < moments; moment += 1) {
        orphans.push(
          ...(await leftBy({ project, engine, cloud }, command, (whole * moment) / moments)),
        );
      }
    }
    return orphans;
  } finally {
    project.remove();
    await cloud.close();
  }
}

interface Killing {
  readonly project: TerraformProject;
  readonly engine: string;
  readonly cloud: Simulator;
}

function projectOf(cloud: Simulator, engine: string): TerraformProject {
  const { instanceId, id } = cloud.backups.replicaSet;
  return new TerraformProject({
    engine,
    providers: { 'terraform.internal/huaweicloud/dds': providerFolder },
    env: { ...cloud.environment, HW_METADATA_DISABLED: 'true' },
    configuration: `
      terraform {
        required_providers {
          dds = { source = "terraform.internal/huaweicloud/dds" }
        }
      }
      provider "dds" {
        endpoints = { dds = "${cloud.url}", iam = "${cloud.url}", sts = "${cloud.url}" }
      }
      data "dds_backup_download_links" "links" {
        instance_id = "${instanceId}"
        backup_id   = "${id}"
      }
      resource "dds_backup_download" "files" {
        instance_id = "${instanceId}"
        backup_id   = "${id}"
        directory   = "files"
      }`,
  });
}

async function leftBy(
  { project, engine: name, cloud }: Killing,
  command: readonly string[],
  delay: number,
): Promise<string[]> {
  const engine = spawn(name, [...command, '-lock=false'], {
    cwd: project.folder,
    env: {
      ...process.env,
      ...cloud.environment,
      TF_CLI_CONFIG_FILE: path.join(project.folder, 'terraform.rc'),
    },
    detached: true,
    stdio: 'ignore',
  });
  await pause(delay);
  engine.kill('SIGKILL');
  const end = Date.now() + GRACE;
  let left = groupOf(engine.pid ?? 0);
  for (; left.length > 0 && Date.now() < end; left = groupOf(engine.pid ?? 0)) await pause(20);
  return left.map((line) => `${command.join(' ')}, killed after ${delay.toFixed(0)} ms: ${line}`);
}

/** The processes of a group that are alive: https://docs.kernel.org/filesystems/proc.html */
function groupOf(group: number): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const [, rest = ''] = readFileSync(path.join('/proc', pid, 'stat'), 'utf8').split(/\) /);
      const [state, , of] = rest.split(' ');
      if (Number(of) !== group || state === 'Z') return [];
      return [readFileSync(path.join('/proc', pid, 'cmdline'), 'utf8').replaceAll('\0', ' ')];
    } catch {
      return []; // no process, or one that has ended
    }
  });
}
