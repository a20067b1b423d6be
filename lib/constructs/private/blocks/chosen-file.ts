import { Fn, Token } from 'cdktf';
import { requiredString } from '../checks/strings';
import { message, propName } from '../spelling';
import { quotable } from '../template';
import { type FileSource } from './file-source';

/** Within a loop over the files: the name of a file in a backup, by which messages list it. */
export const FULL_NAME = 'join("/", compact([file.group_name, file.name]))';

/** Index of the only file of the name, with or without its group. The run fails if there is none, or more than one. */
export function indexOfFileNamed(source: FileSource, name: string): string {
  return indexOfFile(
    source,
    'named',
    name,
    (wanted) => `contains([file.name, ${FULL_NAME}], ${wanted})`,
  );
}

/** Index of the only file of the group. The run fails if there is none, or more than one. */
export function indexOfFileInGroup(source: FileSource, groupName: string): string {
  return indexOfFile(
    source,
    message`inGroup`,
    groupName,
    (wanted) => `file.group_name == ${wanted}`,
  );
}

function indexOfFile(
  source: FileSource,
  method: string,
  value: string,
  isChosen: (wanted: string) => string,
): string {
  const text = requiredString(source.construct, `the argument of files.${method}`, value);
  const condition = isChosen(expression(text));
  const found = `length([for file in self.files : file.name if ${condition}])`;
  const call = `files.${method}('${text}')`;
  source.require({
    condition: `\${${found} == 1}`,
    errorMessage: source.ephemeral
      ? `${call} is for one file, but none or several of the files match. ${ask()}`
      : `${call} is for one file, but \${${found}} of the files match. The backup has: \${${FILES}}.`,
  });
  return `index([for file in ${source.address('files')} : ${condition}], true)`;
}

/**
 * Makes the run fail, and list the files, unless there is exactly one.
 *
 * @param property what is asked for
 * @param instead what to ask for if there are several
 */
export function requireOnlyFile(source: FileSource, property: string, instead: string): void {
  source.require({
    condition: '${length(self.files) == 1}',
    errorMessage: source.ephemeral
      ? `${propName(property)} is for a backup with one file, but this one has none or several. ${ask()}`
      : `${propName(property)} is for a backup with one file, but this one has \${length(self.files)}: \${${FILES}}. Choose one with ${instead}.`,
  });
}

const FILES = `join(", ", [for file in self.files : ${FULL_NAME}])`;

/** The engine shows no part of an ephemeral value, not even in an error. */
const ask = () =>
  message`An output of BackupDownloadLinks shows the names; choose one with files.named(name) or files.inGroup(name).`;

/** A template as part of an expression. A token is one already. */
function expression(template: string): string {
  if (!Token.isUnresolved(template)) return `"${quotable(template)}"`;
  return Fn.join('', [quotable(template)]);
}
