/** The removal of what a download has made. */
import { rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCode } from '../errors/system-code';
import { about, removalError } from './files/file-error';
import { removeDownloaded } from './unfinished-download';

/** Removes files, with what unfinished downloads of them have left. What is gone already is not an error. */
export async function removeFiles(directory: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const place = join(directory, path);
    await about(place, () => removeDownloaded(directory, path), removalError);
  }
}

/**
 * Removes directories as far as they are empty.
 * @param folders of groups, relative to the directory
 * @param levels how many directories to remove: 1 for the directory alone, 2 for its parent too
 */
export async function removeEmptyDirectories(
  directory: string,
  { folders, levels }: { folders: Iterable<string>; levels: number },
): Promise<void> {
  const inTurn = async () => {
    for (const folder of folders) await removeIfEmpty(join(directory, folder));
    let level = directory;
    for (let left = levels; left > 0 && (await removeIfEmpty(level)); left -= 1) {
      level = dirname(level);
    }
  };
  await about(directory, inTurn, removalError);
}

/** Whether it has removed the directory. Where that was gone, its parent may be another one than the download has made. */
async function removeIfEmpty(directory: string): Promise<boolean> {
  try {
    await rmdir(directory);
    return true;
  } catch (error) {
    const isExpected = ['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EBUSY'];
    if (!isExpected.includes(systemCode(error))) throw error;
    return false;
  }
}
