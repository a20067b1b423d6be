import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterTest } from '../after-test';
import { library } from '../shipped/shipped-package';

/** The command as `npm install` puts it. */
export const commandFile = path.join(library, 'build', 'cli', 'dds-backup.cjs');

export interface Ran {
  /** Of the process; the name of the signal that ended it, if one did. */
  readonly exitCode: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Besides PATH. @default none */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** @default the command itself */
  readonly program?: string;
}

/** Runs the shipped command to its end. */
export async function ddsBackup(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return startedCommand(args, options).ended;
}

/** Starts the shipped command; it ends with the test. */
export function startedCommand(args: readonly string[], options: RunOptions = {}) {
  const { env, cwd, program = commandFile } = options;
  const child = spawn(program, args, {
    cwd,
    env: { PATH: process.env.PATH, HW_METADATA_DISABLED: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
    });
  }
  const ended = new Promise<Ran>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => resolve({ exitCode: exitCode ?? signal, ...written }));
  });
  afterTest(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, written, ended };
}
