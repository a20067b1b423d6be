/** The command `dds-backup`, which runs when this module is loaded. */
import { CommanderError } from 'commander';
import { commandLine } from './arguments/command-line';
import { unexpectedError } from './output/unexpected-error';

const USAGE_ERROR = 2;

/** Runs the command with these arguments, and ends the process. */
async function main(args: readonly string[]): Promise<never> {
  // Each write reports its own failure; without a listener it would end the process as well.
  process.stdout.on('error', () => undefined);
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
  process.exit(exitCode);
}

void main(process.argv.slice(2));

function endUnexpectedly(error: unknown): never {
  process.stderr.write(`error: ${unexpectedError(error)}\n`);
  process.exit(1);
}
