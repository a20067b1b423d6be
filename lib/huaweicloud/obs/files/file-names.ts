/** Names in answers are data: this decides which path in the directory each file gets, if any. */
import { CloudError } from '../../errors/cloud-error';
import { foreign } from '../../redaction/foreign-text';
import { type PlannedFile } from './download-observer';
import { isOwnName } from './part-names';

/** What the API says about a file. */
export type ListedFile = Omit<PlannedFile, 'name' | 'path'> & { readonly name: string | undefined };

/** Bytes; more is too much for every common file system. */
const LONGEST_NAME = 255;

/**
 * Where each file of a backup goes, in the order of the list: into the directory itself, or to
 * `<group name>/<name>` if several groups have a file of this name. Names are in Unicode NFC, however they
 * are listed, so that whoever keeps texts in that form finds the files again.
 * @throws CloudError if a name cannot be that of a file, or two files get the same path
 */
export function planFiles(files: readonly ListedFile[]): PlannedFile[] {
  const seen = new Map<string | undefined, number>();
  const composed = files.map((file) => ({
    ...file,
    name: file.name?.normalize('NFC'),
    groupName: file.groupName?.normalize('NFC'),
  }));
  for (const { name } of composed) seen.set(name, (seen.get(name) ?? 0) + 1);
  const planned = composed.map((file) => {
    const name = usable(file.name, 'name of a file');
    const shared = (seen.get(name) ?? 0) > 1 && file.groupName !== undefined;
    const path = shared ? `${usable(file.groupName, 'name of a group')}/${name}` : name;
    return { ...file, name, path };
  });
  const [pair] = sharedPaths(planned, (path) => path);
  if (pair !== undefined) {
    throw impossible(
      `Two files of this backup would both be "${foreign(pair[0])}" in the directory` +
        (pair[0] === pair[1] ? '.' : `, one of them as the folder of "${foreign(pair[1])}".`),
    );
  }
  return planned;
}

/** Two paths that a file system may take for the same, since it ignores case or Unicode form. */
export function alikePaths(files: readonly PlannedFile[]): [string, string] | undefined {
  return sharedPaths(files, (path) =>
    path.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC'),
  )[0];
}

export function alikeNames([one, other]: [string, string]): CloudError {
  return impossible(
    `The files "${foreign(one)}" and "${foreign(other)}" would be the same in this directory, since its file system ignores case or the Unicode form of names.`,
    'Choose a directory on another file system.',
  );
}

/** Pairs of files at the same path, and of files and folders. */
function sharedPaths(
  files: readonly PlannedFile[],
  fold: (path: string) => string,
): [string, string][] {
  const known = new Map<string, string>();
  const pairs: [string, string][] = [];
  for (const { path } of files) {
    const folded = fold(path);
    const other = known.get(folded);
    if (other !== undefined) pairs.push([other, path]);
    known.set(folded, path);
  }
  for (const { path } of files) {
    const slash = path.indexOf('/');
    const file = slash < 0 ? undefined : known.get(fold(path.slice(0, slash)));
    if (file !== undefined) pairs.push([file, path]);
  }
  return pairs;
}

function usable(name: string | undefined, what: string): string {
  if (name === undefined || name === '') {
    throw impossible(`The answer has a file without a ${what}.`);
  }
  const problem = problemOf(name);
  if (problem === undefined) return name;
  throw impossible(`"${foreign(name, 300)}" cannot be the ${what} here: it ${problem}.`);
}

/** The names of devices are refused everywhere: a directory may be shared with Windows. */
function problemOf(name: string): string | undefined {
  if (/[/\\]/.test(name)) return 'has a path separator in it';
  if (/^\.{1,2}$/.test(name)) return 'means a directory';
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)) return 'has invisible characters in it';
  if (process.platform === 'win32' && /[<>:"|?*]/.test(name))
    return 'has forbidden characters in it';
  if (/[. ]$/.test(name)) return 'ends with a dot or a space';
  if (isDevice(name)) return 'is the name of a device on Windows';
  if (Buffer.byteLength(name) > LONGEST_NAME) return `is longer than ${LONGEST_NAME} bytes`;
  if (isOwnName(name)) return 'is reserved for unfinished downloads';
  return undefined;
}

function isDevice(name: string): boolean {
  return /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])\s*(?:\.|$)/i.test(name);
}

function impossible(
  means: string,
  next = 'Ask Huawei Cloud support about this backup; the links themselves can still be used.',
): CloudError {
  return new CloudError({
    category: 'answer',
    summary: 'Files cannot be named',
    means,
    next,
  });
}
