/** Makes docs/dds-backup.md, the manual of the command, from its help: `npm run generate`. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command } from 'commander';
import { commandLine } from '../../lib/cli/arguments/command-line';

const WIDTH = 100;

const INTRODUCTION = `<!-- Made by \`npm run generate\` from lib/cli/arguments. -->

# The command dds-backup

What \`dds-backup --help\` and the help of each subcommand say. The options of the first section belong to every subcommand.
How to install it, and what it is for: [README](../README.md#without-terraform-dds-backup);
[From a backup to a database](restoring.md); [On several machines](kubernetes.md);
[The provider in plain HCL](plain-hcl.md#without-npm).`;

/** The page. */
export function commandManual(): string {
  const sections = everyCommand(commandLine()).map(
    ([name, command]) => `## ${name}\n\n\`\`\`\n${helpOf(command).trim()}\n\`\`\``,
  );
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}

/** A command and those below it, by their whole names, without what only shows their help. */
function everyCommand(command: Command, above = ''): [string, Command][] {
  const name = `${above}${command.name()}`;
  const below = command.commands
    .filter((inner) => inner.name() !== 'help')
    .flatMap((inner) => everyCommand(inner, `${name} `));
  return [[name, command], ...below];
}

function helpOf(command: Command): string {
  let help = '';
  command.configureHelp({ showGlobalOptions: false, helpWidth: WIDTH });
  command.configureOutput({ writeOut: (text) => (help += text), getOutHasColors: () => false });
  command.outputHelp();
  return help;
}

async function main(): Promise<void> {
  await writeFile(path.join(__dirname, '../../docs/dds-backup.md'), commandManual());
}

if (require.main === module) void main();
