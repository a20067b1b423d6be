import { spawnSync } from 'node:child_process';
import { Skipped } from './check';

/** Arguments with which npm does not wait for minutes where there is no network. */
export const npmPatience = [
  '--fetch-retries=1',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
  '--fetch-timeout=30000',
];

interface Options {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** Seconds. @default 120 */
  readonly longest?: number;
}

/** Runs a program and gives what it printed. Throws with that where it fails, and `Skipped` where it is not installed. */
export function printedBy(
  program: string,
  args: readonly string[],
  { longest = 120, ...options }: Options = {},
): string {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    ...options,
    encoding: 'utf8',
    timeout: longest * 1000,
    maxBuffer: 1e8,
  });
  if (error !== undefined) {
    if ('code' in error && error.code === 'ENOENT') {
      throw new Skipped(`there is no ${program} on the PATH`);
    }
    throw new Error(`${program} ${args.join(' ')}: ${error.message}`, { cause: error });
  }
  if (status !== 0) {
    const said = `${stdout}${stderr}`.trim().split('\n').slice(-30).join('\n');
    throw new Error(`${program} ${args.join(' ')} ended with ${String(status)}:\n${said}`);
  }
  return stdout;
}
