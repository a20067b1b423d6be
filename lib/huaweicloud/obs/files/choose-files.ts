import { CloudError, settingError } from '../../errors/cloud-error';
import { nearestWords } from '../../errors/nearest-word';
import { named } from '../../errors/setting-names';
import { foreign } from '../../redaction/foreign-text';
import { type PlannedFile } from './download-observer';
import { MOST_SHARDS, type Shard, shardOf } from './shards';

/** Names that a message lists. */
const MOST_LISTED = 20;

/** Which of the files of a backup to download. */
export interface Choice {
  /**
   * A name chooses the file of this name in every group, `group/name` that of one group.
   * @default all files
   */
  readonly fileNames?: readonly string[] | undefined;
  /** Dealt over the whole list, whatever the names. @default all files */
  readonly shard?: Shard | undefined;
}

/**
 * The chosen files, in the order of the list; none is possible for a shard.
 * @throws CloudError if a name is that of no file
 */
export function chooseFiles(files: readonly PlannedFile[], choice: Choice): PlannedFile[] {
  const { shard } = choice;
  const fileNames = choice.fileNames?.map((name) => name.normalize('NFC'));
  const unknown = fileNames?.find((name) => !files.some((file) => isCalled(name, file)));
  if (unknown !== undefined) {
    throw noSuchFile(unknown, files);
  }
  const dealt = shard === undefined ? [...files] : shardOf(files, shard);
  return dealt.filter((file) => fileNames?.some((name) => isCalled(name, file)) ?? true);
}

/** Whether it is a file's name, with or without its group; no name of a file has a slash in it. */
export function isCalled(name: string, file: Pick<PlannedFile, 'name' | 'groupName'>): boolean {
  const { name: own, groupName } = file;
  return name === own || (groupName !== undefined && name === `${groupName}/${own}`);
}

/**
 * The only file.
 * @throws CloudError if there are several, or none
 */
export function requireOne(files: readonly PlannedFile[]): PlannedFile {
  const [first] = files;
  if (first !== undefined && files.length === 1) return first;
  throw wrongChoice('One file is needed', `There are ${files.length} files, not only one.`, files);
}

/** @throws CloudError if the files are not those that were announced before */
export function requireSameFiles(
  files: readonly PlannedFile[],
  announced: readonly PlannedFile[],
): void {
  const described = (file: PlannedFile) => `${file.path} ${file.size} ${file.groupName}`;
  const before = new Set(announced.map(described));
  const other = files.find((file) => !before.has(described(file)));
  if (other === undefined && files.length === announced.length) return;
  const now = new Set(files.map(described));
  const changed = other ?? announced.find((file) => !now.has(described(file)));
  throw new CloudError({
    category: 'state',
    code: 'FILES_CHANGED',
    summary: 'Files of the backup have changed',
    means: `The list of files is no longer the one that was announced: ${foreign(changed?.path ?? 'a file')} is different. Nothing was downloaded.`,
    next: 'Run again with the list as it is now.',
  });
}

function noSuchFile(unknown: string, files: readonly PlannedFile[]): CloudError {
  const names = new Set(files.map(({ name }) => name));
  const [nearest] = nearestWords(unknown, [...names]);
  const suggestion = nearest === undefined ? '' : ` Did you mean "${foreign(nearest)}"?`;
  const means = `The backup has no file "${foreign(unknown)}".${suggestion}`;
  return wrongChoice('No such file', means, files);
}

function wrongChoice(summary: string, means: string, files: readonly PlannedFile[]): CloudError {
  if (files.length === 0) return noFiles();
  const paths = files.map(({ path }) => foreign(path));
  const more = paths.length > MOST_LISTED ? ` and ${paths.length - MOST_LISTED} more` : '';
  const listed = `${paths.slice(0, MOST_LISTED).join(', ')}${more}`;
  return new CloudError({
    category: 'settings',
    setting: 'fileNames',
    summary,
    means,
    next: `Set ${named('fileNames')} to one of: ${listed}.`,
  });
}

/** The error for a completed backup whose list of files is empty. */
export function noFiles(): CloudError {
  return new CloudError({
    category: 'state',
    code: 'NO_FILES',
    summary: 'The backup has no files',
    means: 'There is nothing to download.',
    next: 'Choose another backup.',
  });
}

/** @throws CloudError if there is no such shard */
export function requireShard(shard: Shard): void {
  const { index, count } = shard;
  const isPossible = Number.isInteger(index) && Number.isInteger(count) && index >= 0;
  if (isPossible && index < count && count <= MOST_SHARDS) return;
  throw settingError(
    'shard',
    'Invalid shard',
    `Shard ${index} of ${count} does not exist: of N shards (at most ${MOST_SHARDS}) the first is 0 and the last N-1.`,
  );
}
