import { foldsNames, placeOf, prepareDirectory, requireWritable } from './directory';
import { type PlannedFile } from './download-observer';
import { alikeNames, alikePaths } from './file-names';
import { findFinalFile } from './final-file';
import { isSame } from './inode';

/**
 * Makes the directory unless it exists. One that takes no files will do if all of them are there.
 * @param files those to download
 * @param all of the backup: their names must differ, whichever are downloaded
 * @throws CloudError
 */
export async function requireUsable(
  directory: string,
  files: readonly PlannedFile[],
  all: readonly PlannedFile[],
): Promise<void> {
  await prepareDirectory(directory);
  const alike = alikePaths(all);
  try {
    await requireWritable(directory);
  } catch (error) {
    const found = await Promise.all(files.map(({ path }) => fileAt(directory, path)));
    if (found.includes(undefined)) throw error;
    if (alike !== undefined && (await areOne(directory, alike))) throw alikeNames(alike);
    return;
  }
  if (alike !== undefined && (await foldsNames(directory))) throw alikeNames(alike);
}

async function areOne(directory: string, [left, right]: [string, string]): Promise<boolean> {
  const [one, other] = [await fileAt(directory, left), await fileAt(directory, right)];
  return one !== undefined && other !== undefined && isSame(one.inode, other.inode);
}

/** What is no file is as good as missing. */
function fileAt(directory: string, path: string) {
  return findFinalFile(placeOf(directory, path)).catch(() => undefined);
}
