import { CommandFailed } from './output/failure';

/**
 * Without a working directory relative paths mean nothing, and no thread starts.
 * @throws CommandFailed
 */
export function requireWorkingDirectory(): void {
  try {
    process.cwd();
  } catch (error) {
    const message = 'The working directory was removed. Change to another one, then run again.';
    throw new CommandFailed(message, { cause: error });
  }
}
