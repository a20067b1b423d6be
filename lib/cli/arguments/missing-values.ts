import { type Command, type Option } from 'commander';

/**
 * Ends with a usage error where another flag follows a flag that needs a value, as in
 * `--instance --json`: the parser would take it for the value. Call it when all commands are complete.
 * @param above flags of the commands above
 */
export function refuseFlagsAsValues(
  command: Command,
  above: readonly (string | undefined)[] = ['-h', '--help'],
): void {
  const flags = [...above, ...command.options.flatMap(({ short, long }) => [short, long])];
  for (const option of command.options.filter(({ required }) => required)) {
    refuse(command, option, new Set(flags));
  }
  for (const inner of command.commands) refuseFlagsAsValues(inner, flags);
}

function refuse(command: Command, option: Option, flags: ReadonlySet<string | undefined>): void {
  const { parseArg } = option;
  option.argParser((value, before: unknown) => {
    const [name = ''] = value.split('=');
    if (flags.has(name)) command.error(`error: option '${option.flags}' argument missing`);
    return parseArg === undefined ? value : parseArg(value, before);
  });
}
