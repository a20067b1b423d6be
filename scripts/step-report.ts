import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

/** Tells on standard output what is being done, a line for each step, and keeps what the steps themselves print. */
export class StepReport {
  /** Descriptor for what a step prints, or undefined where it is to be seen at once. */
  readonly output: number | undefined;

  /** @param log file for what the steps print; without one it goes to our own output */
  constructor(private readonly log: string | undefined) {
    if (log === undefined) return;
    mkdirSync(path.dirname(log), { recursive: true });
    this.output = openSync(log, 'w', 0o600);
  }

  /** Does a step, and tells how long it took. One that fails shows what it printed. */
  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    const begin = performance.now();
    const printed = this.printed().length;
    process.stdout.write(`  ${title.padEnd(50)}`);
    if (this.log === undefined) console.log();
    try {
      const result = await work();
      console.log(`${((performance.now() - begin) / 1000).toFixed(1).padStart(5)} s`);
      return result;
    } catch (error) {
      const interrupted = error instanceof Error && error.name === 'AbortError';
      console.log(interrupted ? 'interrupted' : 'failed');
      if (!interrupted) process.stdout.write(this.printed().subarray(printed));
      throw error;
    }
  }

  close(): void {
    if (this.output !== undefined) closeSync(this.output);
  }

  private printed(): Buffer {
    return this.log === undefined ? Buffer.alloc(0) : readFileSync(this.log);
  }
}
