import { type Command } from 'commander';
import { suggestion } from './option-values';

/** Adds `help [command...]`, which shows what the command shows with `--help`, however deep it is. */
export function addHelp(parent: Command): void {
  const help = parent
    .helpCommand(false)
    .command('help')
    .argument('[command...]')
    .description('Show the help of a command.')
    .usage('[command...]')
    .action((names: readonly string[]) => {
      let shown = parent;
      for (const name of names) shown = commandBelow(shown, name) ?? unknown(help, shown, name);
      shown.help();
    });
}

function commandBelow(command: Command, name: string): Command | undefined {
  return command.commands.find((inner) => inner.name() === name);
}

/** Ends with a usage error, as for a command that is unknown without `help`. */
function unknown(help: Command, above: Command, name: string): never {
  const known = above.commands.map((inner) => inner.name());
  help.error(`error: unknown command '${name}'${suggestion(name, known)}`);
}
