import { Fn, Token } from 'cdktf';
import { requiredText } from '../checks/texts';
import { quotable } from '../template';
import { type LinkSource } from './link-source';

/** Index of the only file whose attribute has the value; the run fails where there is none, or more than one. */
export function indexOfFile(
  source: LinkSource,
  attribute: 'name' | 'group_name',
  value: string,
): string {
  const method = attribute === 'name' ? 'named' : 'inGroup';
  const text = requiredText(source.construct, `the text for files.${method}`, value);
  const wanted = expression(text);
  const found = `length([for file in self.files : file.name if file.${attribute} == ${wanted}])`;
  const call = `files.${method}('${text}')`;
  source.require({
    condition: `\${${found} == 1}`,
    errorMessage: source.ephemeral
      ? `${call} is for one file, but the backup has none like that, or several. ${ASK}`
      : `${call} is for one file, but \${${found}} of the files are like that. The backup has: \${${FILES}}.`,
  });
  return `index(${source.address(`files[*].${attribute}`)}, ${wanted})`;
}

/** Lets a run fail where there are several files, or none, and name them. */
export function requireOnlyFile(source: LinkSource): void {
  source.require({
    condition: '${length(self.files) == 1}',
    errorMessage: source.ephemeral
      ? `downloadLink is for a backup with one file, but this one has several, or none. ${ASK}`
      : `downloadLink is for a backup with one file, but this one has \${length(self.files)}: \${${FILES}}. Choose one with files.named(name).downloadLink.`,
  });
}

const FILES =
  'join(", ", [for file in self.files : join("/", compact([file.group_name, file.name]))])';

/** The engine shows nothing of an ephemeral value, not even in an error. */
const ASK =
  'An output of BackupDownloadLinks shows the names; choose one with files.named(name) or files.inGroup(name).';

/** A template as part of an expression, which a token is already. */
function expression(template: string): string {
  if (!Token.isUnresolved(template)) return `"${quotable(template)}"`;
  return Fn.join('', [quotable(template)]);
}
