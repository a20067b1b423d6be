import { CloudError, settingError } from '../../cloud-error';
import { foreign } from '../../foreign-text';
import { type PlannedFile } from './download-observer';
import { type Shard, shardOf } from './shards';

/** Names that a message lists. */
const MOST_LISTED = 20;
const MOST_SHARDS = 100_000;

/** Which of the files of a backup to download. */
export interface Choice {
  /** A name chooses the file of this name in every group. @default all files */
  readonly fileNames?: readonly string[] | undefined;
  /** Dealt over the whole list, whatever the names. @default all files */
  readonly shard?: Shard | undefined;
}

/**
 * The chosen files, in the order of the list; none is possible for a shard.
 * @throws CloudError if a name is that of no file
 */
export function chooseFiles<T extends PlannedFile>(files: readonly T[], choice: Choice): T[] {
  const { fileNames, shard } = choice;
  const unknown = fileNames?.find((name) => !files.some((file) => file.name === name));
  if (unknown !== undefined) throw unknownName(unknown, files);
  const dealt = shard === undefined ? [...files] : shardOf(files, shard);
  return dealt.filter(({ name }) => fileNames?.includes(name) ?? true);
}

function unknownName(name: string, files: readonly PlannedFile[]): CloudError {
  const names = [...new Set(files.map((file) => file.name))];
  const listed = names.slice(0, MOST_LISTED).map((each) => foreign(each));
  const more = names.length > MOST_LISTED ? ` and ${names.length - MOST_LISTED} more` : '';
  return new CloudError({
    category: 'settings',
    setting: 'fileNames',
    summary: 'No such file',
    means: `The backup has no file "${foreign(name)}".`,
    next:
      names.length === 0
        ? 'The backup has no files at all.'
        : `Its files are: ${listed.join(', ')}${more}.`,
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
