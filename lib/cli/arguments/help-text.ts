/** How help texts fit the terminal, or 80 columns where there is none. */
import { type AddHelpTextContext, Help, type HelpConfiguration } from 'commander';

/** Columns that a description needs to stand beside what it describes. */
const NARROWEST = 30;
const INDENTATION = ' '.repeat(6);

/** For all commands. In a narrow terminal a description stands below what it describes. */
export const helpLayout: HelpConfiguration = {
  showGlobalOptions: true,
  minWidthToWrap: 20,
  formatItem(term: string, termWidth: number, description: string, help: Help) {
    const width = help.helpWidth ?? WIDTH;
    if (width - termWidth - 4 >= NARROWEST) {
      return Help.prototype.formatItem.call(help, term, termWidth, description, help);
    }
    const wrapped = help.boxWrap(description, width - INDENTATION.length);
    return `  ${term}\n${wrapped.replaceAll(/^/gm, INDENTATION)}`;
  },
};

const WIDTH = 80;

/** Text for the end of a help text. */
export type HelpText = (context: AddHelpTextContext) => string;

/** Paragraphs, as wide as the terminal. */
export function paragraphs(text: string): HelpText {
  return (context) => `\n${wrapped(text, '', context)}`;
}

/** Examples, each with what it is for; their lines have 80 columns at most, since nobody can wrap them. */
export function examples(
  ...lines: readonly (readonly [purpose: string, line: string])[]
): HelpText {
  return (context) => {
    const shown = lines.map(([purpose, line]) => `${wrapped(purpose, '  # ', context)}\n  ${line}`);
    return ['', 'Examples:', ...shown].join('\n');
  };
}

function wrapped(text: string, start: string, { command, error }: AddHelpTextContext): string {
  const { columns } = error ? process.stderr : process.stdout;
  const width = (columns || WIDTH) - start.length;
  return command
    .createHelp()
    .boxWrap(text, width)
    .replaceAll(/^(?=.)/gm, start);
}
