import { INTERRUPTED } from './exit-codes';
import { type GlobalOptions } from './global-options';
import { interruptSignal } from './interrupts';
import { failureOf } from './output/failure';
import { Output } from './output/output';

/** What a command works with. */
export interface Context {
  readonly output: Output;
  /** Aborts when the command is interrupted. */
  readonly signal: AbortSignal;
}

/**
 * Runs a command, and reports what it throws.
 * @param command returns its exit code, undefined for success
 * @param messages what is said when the command is interrupted
 */
export async function run(
  options: GlobalOptions,
  command: (context: Context) => Promise<number | undefined>,
  messages: { readonly interrupted?: string } = {},
): Promise<number> {
  const output = new Output(options);
  let isTold = false;
  const tellInterrupted = () => {
    if (!isTold) output.problem(messages.interrupted ?? 'Interrupted.');
    isTold = true;
  };
  const signal = interruptSignal(tellInterrupted);
  try {
    return (await command({ output, signal })) ?? 0;
  } catch (error) {
    if (signal.aborted) {
      tellInterrupted();
      return INTERRUPTED;
    }
    const { text, exitCode } = failureOf(error, options);
    output.problem(`${output.styled('stderr', 'red', 'error:')} ${text}`);
    return exitCode;
  }
}
