/** The command `dds-backup`, which runs when this module is loaded. */
import { CommanderError } from 'commander';
import { commandLine } from './arguments/command-line';
import { FAILED, USAGE_ERROR } from './exit-codes';
import { isClosedPipe, UnwritableOutput } from './output/output';
import { unexpectedError } from './output/unexpected-error';

let outputFailure: Error | undefined;

/** Runs the command with these arguments, and ends the process. */
async function main(args: readonly string[]): Promise<never> {
  // Without a listener a failure would end the process at once.
  process.stdout.on('error', (error: Error) => (outputFailure ??= error));
  process.stderr.on('error', () => undefined);
  process.on('uncaughtException', endUnexpectedly);
  try {
    await commandLine().parseAsync(args, { from: 'user' });
    return await end(Number(process.exitCode ?? 0));
  } catch (error) {
    if (!(error instanceof CommanderError)) return endUnexpectedly(error);
    return end(error.exitCode === 0 ? 0 : USAGE_ERROR);
  }
}

/** Ends the process when all output has been handed over. */
async function end(exitCode: number): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise((resolve) => stream.write('', resolve));
  }
  // Results report their own failure; help and version are written by the parser.
  if (exitCode === 0 && outputFailure !== undefined && !isClosedPipe(outputFailure)) {
    process.stderr.write(`error: ${new UnwritableOutput(outputFailure).message}\n`);
    process.exit(FAILED);
  }
  process.exit(exitCode);
}

void main(process.argv.slice(2));

function endUnexpectedly(error: unknown): never {
  process.stderr.write(`error: ${unexpectedError(error)}\n`);
  process.exit(FAILED);
}
