import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { Engine } from '../../lib/terraform-plugin/testing/engine';
import { ProviderProcess } from '../../lib/terraform-plugin/testing/provider-process';
import { providerExecutable } from '../shipped/shipped-package';

const AT_A_TIME = 10;
/** Megabytes; any provider grows by about twenty in its first thousands of reads. That lines are left out is a test of the log. */
const MOST_GROWTH = 40;

/**
 * Reads so many times with everything logged, while nobody ever reads standard error.
 * Resolves to what is wrong, undefined if nothing is.
 */
export async function unreadLog(reads: number): Promise<string | undefined> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dds-unread-'));
  const pipe = path.join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  // Both ends, so that writing to it is possible without a reader.
  const held = openSync(pipe, constants.O_RDWR);
  const cloud = await startSimulator();
  const provider = await ProviderProcess.start(withErrorsTo(pipe, folder), cloud.environment);
  try {
    return await growthOf(cloud, provider, reads);
  } finally {
    await provider.end();
    await cloud.close();
    closeSync(held);
    rmSync(folder, { recursive: true });
  }
}

/** A provider whose standard error is a pipe. */
function withErrorsTo(pipe: string, folder: string): string {
  const script = path.join(folder, 'provider');
  writeFileSync(script, `#!/bin/sh\nexec '${providerExecutable}' 2> '${pipe}'\n`);
  chmodSync(script, 0o755);
  return script;
}

async function growthOf(
  cloud: Simulator,
  provider: ProviderProcess,
  reads: number,
): Promise<string | undefined> {
  const engine = new Engine(provider.call, 'dds_backup_download_links');
  await engine.configure({ endpoints: cloud.endpoints });
  const { id, instanceId } = cloud.backups.cluster;
  const readTimes = async (times: number) => {
    for (let done = 0; done < times; done += AT_A_TIME) {
      const together = Array.from({ length: AT_A_TIME }, () =>
        engine.read({ instance_id: instanceId, backup_id: id }),
      );
      const problems = (await Promise.all(together)).flatMap(({ diagnostics }) => diagnostics);
      if (problems.length > 0) throw new Error(problems.join('\n'));
    }
  };
  await readTimes(reads / 4);
  const before = megabytesOf(provider.pid);
  await readTimes((reads * 3) / 4);
  const growth = megabytesOf(provider.pid) - before;
  return growth > MOST_GROWTH ? `it has grown by ${growth.toFixed(0)} MB` : undefined;
}

/** https://docs.kernel.org/filesystems/proc.html */
function megabytesOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
