import { commandFile, type Ran, startedCommand } from './command';
import { scratchDirectory } from './scratch';

export interface Terminal {
  /** @default - it does not know its size */
  readonly columns?: number;
  /** Besides PATH, and a TERM that can do everything. @default none */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the shipped command on a terminal, which gets its standard output and error alike. */
export function onTerminal(args: readonly string[], { columns, env }: Terminal = {}): Promise<Ran> {
  const line = [commandFile, ...args].map((word) => `'${word}'`).join(' ');
  const sized = columns === undefined ? line : `stty cols ${columns} rows 20; ${line}`;
  return startedCommand(['-qec', sized, '/dev/null'], {
    program: 'script',
    cwd: scratchDirectory(),
    env: { TERM: 'xterm', ...env },
  }).ended;
}
