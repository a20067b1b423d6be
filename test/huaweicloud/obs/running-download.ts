import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { type BackupDownloadRequest } from '../../../lib/huaweicloud/obs/backup-download';
import { type Simulator } from '../../../lib/simulator/simulator';
import { type BackupName } from './download-fixture';
import { type DownloadJob, type DownloadResult } from './download-process';

/** Makes the program that downloads, which then starts quickly. */
export async function buildDownloadProgram(directory: string): Promise<string> {
  const outfile = join(directory, 'download.cjs');
  await build({
    entryPoints: [join(__dirname, 'download-process.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
  return outfile;
}

export interface DownloadOptions {
  readonly program: string;
  readonly simulator: Simulator;
  readonly backup: BackupName;
  readonly request: Omit<BackupDownloadRequest, 'instanceId' | 'backupId'>;
  /** Of the shell, in front of the program. */
  readonly prefix?: string;
}

/** A download in a process of its own. */
export class RunningDownload {
  private readonly process: ChildProcess;
  private readonly output: Promise<string>;
  private readonly errors: Promise<string>;
  private readonly exit: Promise<unknown>;

  constructor({ program, simulator, backup, request, prefix = '' }: DownloadOptions) {
    const { id: backupId, instanceId } = simulator.backups[backup];
    const job: DownloadJob = {
      settings: { endpoints: simulator.endpoints },
      request: { instanceId, backupId, ...request },
    };
    const command = `${prefix} exec "$0" "$@"`;
    this.process = spawn('sh', ['-c', command, process.execPath, program, JSON.stringify(job)], {
      env: { PATH: process.env.PATH, ...simulator.environment, HW_METADATA_DISABLED: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.output = text(this.process.stdout!);
    this.errors = text(this.process.stderr!);
    this.exit = once(this.process, 'exit');
  }

  /** As soon as bytes have been written, or the process has ended. */
  firstBytes(): Promise<void> {
    return this.hasShown('.');
  }

  /** As soon as there is something to be told, or the process has ended. */
  firstNotice(): Promise<void> {
    return this.hasShown('!');
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exit;
  }

  /** What it printed; undefined if it was killed. */
  async result(): Promise<DownloadResult | undefined> {
    await this.exit;
    if (this.process.signalCode !== null) return undefined;
    if (this.process.exitCode !== 0) throw new Error(await this.errors);
    return JSON.parse(await this.output) as DownloadResult;
  }

  private async hasShown(sign: string): Promise<void> {
    const exited = this.exit.then(() => [sign]);
    for (let shown = ''; !shown.includes(sign);) {
      const [data] = (await Promise.race([once(this.process.stderr!, 'data'), exited])) as [
        unknown,
      ];
      shown += String(data);
    }
  }
}
