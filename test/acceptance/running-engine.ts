import { type ChildProcessByStdio, execFile } from 'node:child_process';
import { once } from 'node:events';
import { type Readable } from 'node:stream';
import { promisify } from 'node:util';

/** What a run of the engine said, without colours. */
export interface Run {
  readonly exitCode: number | null;
  readonly output: string;
}

/** An engine in a process group of its own, which its providers belong to as well. */
export class RunningEngine {
  /** Settles when the engine has ended and all it said was read. */
  readonly ended: Promise<Run>;
  private said = '';

  constructor(private readonly child: ChildProcessByStdio<null, Readable, Readable>) {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        this.said += chunk;
      });
    }
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode) => resolve({ exitCode, output: this.said }));
    });
  }

  /** Of the engine, and of its process group; undefined when it could not be started. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The numbers of its provider processes. */
  async providers(): Promise<number[]> {
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,pgid=,args=']);
    const lines = stdout.split('\n').map((line) => line.trim().split(/\s+/));
    const own = lines.filter(
      ([, group, ...args]) =>
        Number(group) === this.pid && args.join(' ').includes('terraform-provider-dds'),
    );
    return own.map(([pid]) => Number(pid));
  }

  /** Presses Ctrl-C, which a terminal sends to the whole group. */
  interrupt(): void {
    if (this.pid !== undefined && this.child.exitCode === null) process.kill(-this.pid, 'SIGINT');
  }

  /** Ends the engine, and nothing but the engine, without letting it clean up. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Ends what is left of the engine and its providers. */
  async end(): Promise<void> {
    if (this.pid === undefined) return;
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // nobody of the group is alive
    }
    await this.ended;
  }

  /** Settles when the engine has said the text, or has ended. */
  async hasSaid(text: string): Promise<void> {
    let next: unknown;
    while (!this.said.includes(text) && next !== 'end') {
      next = await Promise.race([once(this.child.stdout, 'data'), this.ended.then(() => 'end')]);
    }
  }
}
