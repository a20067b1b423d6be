/**
 * What a download has made, as opposed to what was there before. As long as the download is not complete, a hidden file
 * in the directory says so: the run that completes it may be another one.
 */
import { createHash, randomBytes } from 'node:crypto';
import { lstat, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type BackupAddress } from '../dds/find-reason';
import { isObject } from '../fields';
import { missingDirectories } from '../missing-directories';
import { systemCode } from '../system-code';
import { placeOf, prepareDirectory } from './files/directory';
import { about } from './files/file-error';
import { removeLeftovers } from './files/leftovers';

export interface Provenance {
  /** How many directories were made: 1 for the directory alone, 2 for its parent too. */
  readonly madeDirectories: number;
  /** Paths of files, and of folders of groups, that did not exist before. */
  readonly made: readonly string[];
}

/** A download that is not complete yet. */
export class UnfinishedDownload {
  private constructor(
    readonly provenance: Provenance,
    private readonly record: string,
  ) {}

  /**
   * Makes the directory, and records what is there before the download, or finds the record of an earlier run.
   * @param directory absolute
   * @param paths of the files to download
   * @throws CloudError if the directory cannot be written to
   */
  static async start(
    directory: string,
    backup: BackupAddress,
    paths: readonly string[],
  ): Promise<UnfinishedDownload> {
    return about(directory, async () => {
      const missing = await missingDirectories(directory);
      await prepareDirectory(directory);
      const record = join(directory, recordName(backup, paths));
      const earlier = await readRecord(record);
      const provenance = earlier ?? {
        madeDirectories: missing.length,
        made: await missingAmong(directory, paths),
      };
      if (earlier === undefined) await writeRecord(record, provenance);
      return new UnfinishedDownload(provenance, record);
    });
  }

  /** Removes the record, with drafts of it that killed runs have left: from now on the caller remembers. */
  async finish(): Promise<void> {
    await about(this.record, () => removeStartingWith(dirname(this.record), basename(this.record)));
  }
}

/** Removes files, with what unfinished downloads of them have left. What is gone already is not an error. */
export async function removeFiles(directory: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const place = placeOf(directory, path);
    await about(join(directory, path), async () => {
      const folder = await lstat(place.directory).catch(unlessMissing);
      if (folder === undefined || (place.directory !== directory && !folder.isDirectory())) return;
      await rm(join(directory, path), { force: true });
      await removeLeftovers(place);
    });
  }
}

/**
 * Removes directories as far as they are empty, and what unfinished downloads of the backup have recorded in them.
 * @param folders of groups, relative to the directory
 * @param levels how many directories to remove: 1 for the directory alone, 2 for its parent too
 */
export async function removeEmptyDirectories(
  directory: string,
  backup: BackupAddress,
  { folders, levels }: { folders: Iterable<string>; levels: number },
): Promise<void> {
  await about(directory, async () => {
    await removeStartingWith(directory, recordPrefix(backup));
    for (const folder of folders) await removeIfEmpty(join(directory, folder));
    let level = directory;
    for (let left = levels; left > 0 && (await removeIfEmpty(level)); left -= 1) {
      level = dirname(level);
    }
  });
}

async function removeStartingWith(directory: string, prefix: string): Promise<void> {
  const entries = (await readdir(directory).catch(unlessMissing)) ?? [];
  for (const entry of entries.filter((name) => name.startsWith(prefix))) {
    await rm(join(directory, entry), { force: true });
  }
}

/** Whether the directory is gone. */
async function removeIfEmpty(directory: string): Promise<boolean> {
  try {
    await rmdir(directory);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EBUSY'].includes(code)) throw error;
    return code === 'ENOENT';
  }
}

/** The files, and the folders of groups, that do not exist. */
async function missingAmong(directory: string, paths: readonly string[]): Promise<string[]> {
  const folders = paths.filter((path) => path.includes('/')).map((path) => dirname(path));
  const result: string[] = [];
  for (const path of new Set([...folders, ...paths])) {
    const found = await lstat(join(directory, path)).catch(unlessMissing);
    if (found === undefined) result.push(path);
  }
  return result;
}

function unlessMissing(error: unknown): undefined {
  if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return undefined;
  throw error;
}

/** No file of a backup can have such a name: it is reserved for unfinished downloads. */
function recordName(backup: BackupAddress, paths: readonly string[]): string {
  return `${recordPrefix(backup)}${shortHash(JSON.stringify(paths), 16)}.journal`;
}

function recordPrefix({ instanceId, backupId }: BackupAddress): string {
  return `.download-${shortHash(`${instanceId}/${backupId}`, 16)}.`;
}

function shortHash(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

async function writeRecord(path: string, provenance: Provenance): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, JSON.stringify(provenance), { flag: 'wx', mode: 0o600 });
  await rename(draft, path);
}

async function readRecord(path: string): Promise<Provenance | undefined> {
  const text = await readFile(path, 'utf8').catch(unlessMissing);
  if (text === undefined) return undefined;
  const found = parsed(text);
  return isObject(found) && isCount(found.madeDirectories) && isStrings(found.made)
    ? { madeDirectories: found.madeDirectories, made: found.made }
    : undefined;
}

/** Undefined for what is no JSON: the file may have been lost in a crash. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'string');
}
