import { type Command } from 'commander';

/**
 * The value of a flag that must be given; without it the command ends with a usage error. A required
 * option of the parser is checked before mistyped flags, and so hides which flag was mistyped.
 */
export function required<T>(command: Command, flag: string, value: T | undefined): T {
  return value ?? command.error(`error: missing ${flag}`);
}
