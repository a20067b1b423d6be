import { realpathSync } from 'node:fs';
import { access, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { CloudError } from '../../huaweicloud/errors/cloud-error';
import { systemCode } from '../../huaweicloud/errors/system-code';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import { readLocalFile, UnreadableFile } from '../../huaweicloud/settings/local-file';
import { appendLines, requireWritable, UnwritableFile, writeWhole } from '../output/written-file';
import { formatChecksums, InvalidChecksums, parseChecksums } from './checksum-list';

/** How often a list that grows is written before it counts as lost: some network file systems lose what two machines append at once. */
const MOST_APPENDS = 5;

/**
 * The file behind `--checksums`: it is compared with, or written if it does not exist. The one that
 * several shards share grows by the files of each.
 */
export class ChecksumFile {
  private constructor(
    private readonly file: string,
    /** Its path without symbolic links. */
    private readonly place: string,
    private readonly grows: boolean,
    /** SHA-256 by path; undefined if the file does not exist yet. */
    readonly expected: ReadonlyMap<string, string> | undefined,
  ) {}

  /**
   * @param grows whether files that the list lacks are added to it
   * @throws CloudError if the file is not such a list, or if it could not be written
   */
  static async open(file: string, { grows }: { grows: boolean }): Promise<ChecksumFile> {
    const expected = (await exists(file)) ? await checksumsIn(file) : undefined;
    return new ChecksumFile(file, await placeOf(file), grows, expected);
  }

  /**
   * The error for a list that has none of these files; probably it is that of another backup.
   * @param note gets a sentence if the list has only some of them
   */
  problemWith(
    files: readonly { readonly path: string }[],
    note: (text: string) => void,
  ): CloudError | undefined {
    if (this.grows) return undefined;
    const missing = files.filter(({ path }) => this.expected?.has(path) === false);
    const [first] = missing;
    if (first === undefined) return undefined;
    const list = foreign(this.file);
    if (missing.length === files.length) {
      const means = `It lists none of the files to download, such as ${foreign(first.path)}.`;
      return unusable(this.file, means);
    }
    note(
      `${list} does not list ${missing.length} of ${files.length} files, such as ${foreign(first.path)}: their checksums are not compared.`,
    );
    return undefined;
  }

  /** The error for a list that would take the place of one of these files, or of a folder for them. */
  collisionWith(
    directory: string,
    files: readonly { readonly path: string }[],
  ): CloudError | undefined {
    const real = realpathSync(directory);
    const isInWay = (file: string) => `${file}${path.sep}`.startsWith(`${this.place}${path.sep}`);
    const found = files.find((file) => isInWay(path.join(real, file.path)));
    return (
      found &&
      misplaced(this.file, `The file ${foreign(found.path)} of the backup needs this path.`)
    );
  }

  /** The error for a file with another checksum than the list says. */
  difference({ path, sha256 }: { path: string; sha256: string }): CloudError | undefined {
    const expected = this.expected?.get(path);
    return expected === undefined || expected === sha256
      ? undefined
      : new CloudError({
          category: 'file',
          summary: 'SHA-256 differs',
          means: `The SHA-256 of ${foreign(path)} is ${sha256}, but ${foreign(this.file)} says ${expected}. Do not use what was written.`,
        });
  }

  /** Writes the list if it did not exist, or adds to it if it grows. Says whether it did. */
  async write(files: readonly CheckedFile[]): Promise<boolean> {
    if (this.grows) return this.add(files);
    if (this.expected !== undefined) return false;
    await writeWhole(this.file, formatChecksums(files));
    return true;
  }

  /** Lines are appended, since others may be adding theirs at the same time. */
  private async add(files: readonly CheckedFile[]): Promise<boolean> {
    let missing = files.filter(({ path }) => this.expected?.has(path) !== true);
    if (missing.length === 0) return false;
    for (let appends = 0; missing.length > 0; appends += 1) {
      if (appends === MOST_APPENDS) {
        throw unusable(this.file, 'What was added to it is not there. Use a list for each shard.');
      }
      await appendLines(this.file, formatChecksums(missing));
      const listed = await checksumsIn(this.file);
      missing = missing.filter(({ path }) => !listed.has(path));
    }
    return true;
  }
}

interface CheckedFile {
  readonly path: string;
  readonly sha256: string;
}

/** @throws CloudError if the file is not such a list */
async function checksumsIn(file: string): Promise<ReadonlyMap<string, string>> {
  try {
    return parseChecksums(await readLocalFile(file, {}));
  } catch (error) {
    if (error instanceof InvalidChecksums || error instanceof UnreadableFile) {
      throw unusable(file, error.message);
    }
    throw error;
  }
}

/** @throws CloudError if the file does not exist and cannot be made */
async function exists(file: string): Promise<boolean> {
  const code = await codeOfAccess(file);
  if (code === 'ENOTDIR') throw misplaced(file, 'One of the directories in its path is a file.');
  if (code !== 'ENOENT') return true; // reading it says what is wrong, if anything is
  const folder = path.dirname(path.resolve(file));
  if ((await codeOfAccess(folder)) !== undefined) {
    throw misplaced(file, `The directory ${foreign(folder)} does not exist.`, 'Make it');
  }
  if (await isLink(file)) {
    // What is appended would go to wherever the link leads, perhaps into a file of the backup.
    const means = 'It is a symbolic link to a file that does not exist.';
    throw misplaced(file, means, 'Remove the link');
  }
  try {
    await requireWritable(file);
  } catch (error) {
    if (!(error instanceof UnwritableFile)) throw error;
    throw misplaced(file, error.message, 'Make its directory writable');
  }
  return false;
}

function isLink(file: string): Promise<boolean> {
  return readlink(file).then(
    () => true,
    () => false,
  );
}

/** The path without symbolic links of a file that may not exist yet, in a directory that does. */
async function placeOf(file: string): Promise<string> {
  const folder = path.dirname(path.resolve(file));
  return realpath(file).catch(async () => path.join(await realpath(folder), path.basename(file)));
}

/** Undefined if it is there. */
function codeOfAccess(file: string): Promise<string | undefined> {
  return access(file).then(() => undefined, systemCode);
}

/** @param remedy what else would help than another place */
function misplaced(file: string, means: string, remedy?: string): CloudError {
  const next =
    remedy === undefined
      ? 'Choose another place for the list.'
      : `${remedy}, or choose another place for the list.`;
  return unusable(file, means, next);
}

function unusable(file: string, means: string, next?: string): CloudError {
  return new CloudError({
    category: 'settings',
    setting: 'expectedSha256',
    summary: `The list of checksums ${foreign(file)} cannot be used`,
    means,
    next,
  });
}
