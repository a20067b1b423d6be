import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, lstat, mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCode } from '../../errors/system-code';
import { about, fileError, fileProblem } from './file-error';
import { missingDirectories } from './missing-directories';
import { type Place } from './part-names';
import { refusedName } from './refused-name';

/**
 * Makes the directory unless it exists. It may be a symbolic link: the user has chosen it. Whether
 * files can be written to one that exists is another question: complete ones need not be.
 * @param directory absolute
 * @throws CloudError
 */
export async function prepareDirectory(directory: string): Promise<void> {
  await about(directory, () => makeDirectories(directory).catch(explainMissing(directory)));
}

async function makeDirectories(directory: string): Promise<void> {
  for (const missing of await missingDirectories(directory)) {
    await makeFolder(missing);
    await syncDirectory(dirname(missing));
  }
  if (!(await stat(directory)).isDirectory()) throw fileError(directory, { code: 'ENOTDIR' });
}

/** @throws CloudError if files cannot be written to the directory */
export async function requireWritable(directory: string): Promise<void> {
  await about(directory, () => access(directory, constants.W_OK | constants.X_OK));
}

/** Here nothing was removed: the parent takes no entries, or a symbolic link leads nowhere. */
function explainMissing(directory: string): (error: unknown) => never {
  return (error) => {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw fileProblem(
      directory,
      'The directory cannot be made there, or a symbolic link on the way leads nowhere. (ENOENT)',
      'Choose another directory.',
      { code: 'ENOENT', cause: error },
    );
  };
}

/** The place of a file, whether or not its folder exists. */
export function placeOf(directory: string, path: string): Place {
  const slash = path.indexOf('/');
  if (slash < 0) return { directory, name: path };
  return { directory: join(directory, path.slice(0, slash)), name: path.slice(slash + 1) };
}

/**
 * The place of a file, and the folder of its group, which is made unless it exists.
 * @throws CloudError if the folder is a symbolic link, or no directory
 */
export async function placeIn(directory: string, path: string): Promise<Place> {
  const place = placeOf(directory, path);
  const { directory: folder } = place;
  if (folder === directory) return place;
  await about(folder, async () => {
    const isNew = await makeFolder(folder).catch(async (error: unknown) => {
      throw (await refusedName(folder, error)) ?? error;
    });
    if (isNew) await syncDirectory(directory);
  });
  await requireRealFolder(directory, path);
  return place;
}

/** @throws CloudError if the folder of a group has become a symbolic link, or is no directory */
export async function requireRealFolder(directory: string, path: string): Promise<void> {
  const { directory: folder } = placeOf(directory, path);
  if (folder === directory) return;
  const found = await about(folder, () => lstat(folder));
  if (found.isSymbolicLink()) throw fileError(folder, { code: 'ELOOP' });
  if (!found.isDirectory()) throw fileError(folder, { code: 'ENOTDIR' });
}

/** Whether it was made: it may have been there, or another run may have made it meanwhile. */
async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    return false;
  }
}

/** Makes the entries of a directory durable, where the system can. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems cannot.
    if (!['EINVAL', 'ENOTSUP', 'EPERM', 'ENOSYS'].includes(systemCode(error))) throw error;
  } finally {
    await handle.close();
  }
}

/** Whether the file system takes names for the same that differ in case or in Unicode form. */
export async function foldsNames(directory: string): Promise<boolean> {
  const start = join(directory, `.${randomBytes(8).toString('hex')}`);
  return about(directory, async () => {
    if (await isAlso(`${start}A`, `${start}a`)) return true;
    // A file system that refuses such names has no two of them that are the same.
    return isAlso(`${start}\u00c4`, `${start}\u00e4`, `${start}A\u0308`).catch(() => false);
  });
}

/** Whether a file, which is made and removed again, can be found at other paths as well. */
async function isAlso(path: string, ...others: readonly string[]): Promise<boolean> {
  await writeFile(path, '', { flag: 'wx', mode: 0o600 });
  try {
    return (await Promise.all(others.map(exists))).includes(true);
  } finally {
    // A file server that repeats the request may answer that there is no such file any more.
    await rm(path, { force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
