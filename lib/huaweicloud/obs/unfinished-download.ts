/**
 * What a download has made, as opposed to what was there before. As long as the download is not complete, a hidden file
 * in the directory says so: the run that completes it may be another one.
 */
import { createHash, randomBytes } from 'node:crypto';
import { lstat, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type BackupAddress } from '../dds/find-reason';
import { unlessMissing } from '../errors/system-code';
import { isObject } from '../http/fields';
import { placeOf, prepareDirectory, requireWritable } from './files/directory';
import { about, removalError } from './files/file-error';
import { removeLeftovers } from './files/leftovers';
import { missingDirectories } from './files/missing-directories';
import { makeDirectoryWith } from './files/new-directory';

export interface Provenance {
  /** How many directories were made: 1 for the directory alone, 2 for its parent too. */
  readonly madeDirectories: number;
  /** Paths of files, and of folders of groups, that did not exist before. */
  readonly made: readonly string[];
}

/** Which download it is that has made something. */
export interface DownloadIdentity extends BackupAddress {
  /**
   * Distinguishes the download from others of the same backup in the same directory, in all of its runs.
   * @default - one whose first run is not complete yet: it is known by its files
   */
  readonly object?: string | undefined;
}

/** A download that is not complete yet. */
export class UnfinishedDownload {
  private constructor(
    readonly provenance: Provenance,
    private readonly records: readonly string[],
  ) {}

  /**
   * Makes the directory, and records what is missing before the download, or finds the record of an earlier run.
   * @param directory absolute
   * @param paths of the files to download
   * @throws CloudError if the directory cannot be written to
   */
  static async start(
    directory: string,
    download: DownloadIdentity,
    paths: readonly string[],
  ): Promise<UnfinishedDownload> {
    return about(directory, async () => {
      const name = recordName(download, paths);
      await makeDirectory(directory, name, paths);
      await prepareDirectory(directory);
      const record = join(directory, name);
      const earlier = await readRecord(record);
      const others = download.object === undefined ? await alike(directory, download, paths) : [];
      const provenance = earlier ?? {
        madeDirectories: Math.max(0, ...others.map((other) => other.madeDirectories)),
        made: await madeAmong(directory, paths, others),
      };
      // Where all is there already, nothing is written: the directory may be read-only.
      if (earlier === undefined && provenance.made.length > 0) {
        await requireWritable(directory);
        await writeRecord(record, provenance);
      }
      const within = others.filter(({ made }) => made.every(isAmong(paths)));
      return new UnfinishedDownload(provenance, [record, ...within.map((other) => other.record)]);
    });
  }

  /** Removes the records, with drafts of them that killed runs have left: from now on the caller remembers. */
  async finish(): Promise<void> {
    for (const record of this.records) {
      await about(record, () => removeStartingWith(dirname(record), basename(record)));
    }
  }
}

/**
 * Removes what unfinished runs of a download have left in a directory: files, parts of files, and records.
 * @param directory absolute
 * @param mayGo false for paths that have become those of another download
 * @returns what they have recorded
 */
export async function removeUnfinished(
  directory: string,
  download: DownloadIdentity,
  mayGo: (path: string) => boolean = () => true,
): Promise<Provenance> {
  const removal = async () => {
    const records = await startingWith(directory, recordPrefix(download));
    const found = await Promise.all(records.map((name) => readRecord(join(directory, name))));
    const made = new Set(found.flatMap((provenance) => provenance?.made ?? []));
    for (const path of [...made].filter(mayGo)) await removeDownloaded(directory, path);
    for (const name of records) await rm(join(directory, name), { force: true });
    const counts = found.map((provenance) => provenance?.madeDirectories ?? 0);
    return { madeDirectories: Math.max(0, ...counts), made: [...made] };
  };
  return about(directory, removal, removalError);
}

/** Removes a file, unless it is a directory, with what unfinished downloads of it have left; it may be gone already. */
export async function removeDownloaded(directory: string, path: string): Promise<void> {
  const place = placeOf(directory, path);
  const folder = await lstat(place.directory).catch(unlessMissing);
  if (folder === undefined || (place.directory !== directory && !folder.isDirectory())) return;
  const target = join(directory, path);
  const found = await lstat(target).catch(unlessMissing);
  if (found?.isFile() === true) await rm(target, { force: true });
  await removeLeftovers(place);
}

/** Records of first runs for other choices of files that have some in common with this one. */
async function alike(directory: string, download: DownloadIdentity, paths: readonly string[]) {
  const found: (Provenance & { readonly record: string })[] = [];
  for (const name of await startingWith(directory, recordPrefix(download))) {
    const record = join(directory, name);
    const provenance = name === recordName(download, paths) ? undefined : await readRecord(record);
    if (provenance?.made.some(isAmong(paths))) found.push({ ...provenance, record });
  }
  return found;
}

/** The files, and the folders of groups, that do not exist, or that one of these runs has made. */
async function madeAmong(
  directory: string,
  paths: readonly string[],
  others: readonly Provenance[],
): Promise<string[]> {
  const made = others.flatMap((other) => other.made).filter(isAmong(paths));
  return [...new Set([...(await missingAmong(directory, paths)), ...made])];
}

function isAmong(paths: readonly string[]): (path: string) => boolean {
  const all = new Set([...foldersOf(paths), ...paths]);
  return (path) => all.has(path);
}

/** Makes a directory that does not exist. A run that is killed leaves it with its record, or not at all. */
async function makeDirectory(
  directory: string,
  record: string,
  paths: readonly string[],
): Promise<void> {
  // Another run may make a part of the path meanwhile, so that less of it is missing in the next turn.
  for (let turns = 0; turns < MOST_TURNS; turns += 1) {
    const [outermost, ...others] = await missingDirectories(directory);
    if (outermost === undefined) return;
    const provenance = {
      madeDirectories: 1 + others.length,
      made: [...foldersOf(paths), ...paths],
    };
    const file = { name: record, content: JSON.stringify(provenance) };
    if (await makeDirectoryWith(file, [outermost, ...others])) return;
  }
}

const MOST_TURNS = 10;

async function startingWith(directory: string, prefix: string): Promise<string[]> {
  const entries = (await readdir(directory).catch(unlessMissing)) ?? [];
  return entries.filter((name) => name.startsWith(prefix));
}

async function removeStartingWith(directory: string, prefix: string): Promise<void> {
  for (const entry of await startingWith(directory, prefix)) {
    await rm(join(directory, entry), { force: true });
  }
}

/** The files, and the folders of groups, that do not exist. */
async function missingAmong(directory: string, paths: readonly string[]): Promise<string[]> {
  const result: string[] = [];
  for (const path of [...foldersOf(paths), ...paths]) {
    const found = await lstat(join(directory, path)).catch(unlessMissing);
    if (found === undefined) result.push(path);
  }
  return result;
}

/** The folders of groups among paths of files. */
export function foldersOf(paths: readonly string[]): Set<string> {
  return new Set(paths.filter((path) => path.includes('/')).map((path) => dirname(path)));
}

/** No file of a backup can have such a name: it is reserved for unfinished downloads. */
function recordName(download: DownloadIdentity, paths: readonly string[]): string {
  return `${recordPrefix(download)}${shortHash(JSON.stringify(paths))}.journal`;
}

function recordPrefix({ instanceId, backupId, object }: DownloadIdentity): string {
  const whose = object === undefined ? 'new' : shortHash(object);
  return `.download-${shortHash(`${instanceId}/${backupId}`)}.${whose}.`;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
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
  return isObject(found) && isCount(found.madeDirectories) && arePaths(found.made)
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

/** What is recorded may be removed, so no record may lead out of the directory. */
function arePaths(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((path) => typeof path === 'string' && isInside(path));
}

function isInside(path: string): boolean {
  const steps = path.split(/[/\\]/);
  return steps.length <= 2 && !steps.some((step) => ['', '.', '..'].includes(step));
}
