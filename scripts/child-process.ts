import { spawn } from 'node:child_process';

interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Interrupts the program as Ctrl-C would, and kills it when it does not end within `grace`. */
  readonly signal: AbortSignal;
  /** Descriptor of the file that takes what the program prints. @default - our own output and error */
  readonly output?: number;
  /** Milliseconds. @default 15000 */
  readonly grace?: number;
}

/**
 * Runs a program in a process group of its own.
 * Rejects when it fails, and when it was interrupted, but not before it has ended.
 */
export async function run(
  program: string,
  args: readonly string[],
  { cwd, env, signal, output, grace = 15_000 }: RunOptions,
): Promise<void> {
  signal.throwIfAborted();
  const printed = output ?? 'inherit';
  const child = spawn(program, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', printed, printed],
  });
  const kill = (name: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, name);
  };
  let timer: NodeJS.Timeout | undefined;
  const interrupt = () => {
    kill('SIGINT');
    timer = setTimeout(() => kill('SIGKILL'), grace);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    signal.throwIfAborted();
    if (code !== 0)
      throw new Error(`${args.slice(1, 3).join(' ')} failed with exit code ${code ?? 'unknown'}`);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
  }
}
