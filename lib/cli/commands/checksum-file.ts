import { access } from 'node:fs/promises';
import path from 'node:path';
import { CloudError } from '../../huaweicloud/cloud-error';
import { foreign } from '../../huaweicloud/foreign-text';
import { readLocalFile, UnreadableFile } from '../../huaweicloud/local-file';
import { systemCode } from '../../huaweicloud/system-code';
import { requireWritable, UnwritableFile, writeWhole } from '../output/written-file';
import { formatChecksums, InvalidChecksums, parseChecksums } from './checksum-list';

/** The file behind `--checksums`: it is compared with, or written if it does not exist. */
export class ChecksumFile {
  private constructor(
    private readonly file: string,
    /** SHA-256 by path; undefined if the file does not exist yet. */
    readonly expected: ReadonlyMap<string, string> | undefined,
  ) {}

  /** @throws CloudError if the file is not such a list, or if it could not be written */
  static async open(file: string): Promise<ChecksumFile> {
    try {
      if (!(await exists(file))) return new ChecksumFile(file, undefined);
      return new ChecksumFile(file, parseChecksums(await readLocalFile(file, {})));
    } catch (error) {
      if (isAboutList(error)) throw unusable(file, error.message);
      throw error;
    }
  }

  /**
   * The error for a list that has none of these files; probably it is that of another backup.
   * @param note gets a sentence if the list has only some of them
   */
  problemWith(
    files: readonly { readonly path: string }[],
    note: (text: string) => void,
  ): CloudError | undefined {
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

  /** Writes the list if it did not exist. Says whether it did. */
  async write(
    files: readonly { readonly path: string; readonly sha256: string }[],
  ): Promise<boolean> {
    if (this.expected !== undefined) return false;
    await writeWhole(this.file, formatChecksums(files));
    return true;
  }
}

/** @throws CloudError if the file does not exist and cannot be made */
async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') return true; // reading it says what is wrong
  }
  const folder = path.dirname(path.resolve(file));
  try {
    await access(folder);
  } catch (error) {
    throw unusable(file, `The directory ${foreign(folder)} cannot be used (${systemCode(error)}).`);
  }
  await requireWritable(file);
  return false;
}

function isAboutList(error: unknown): error is Error {
  return [InvalidChecksums, UnreadableFile, UnwritableFile].some((kind) => error instanceof kind);
}

function unusable(file: string, means: string): CloudError {
  return new CloudError({
    category: 'settings',
    setting: 'expectedSha256',
    summary: `The list of checksums ${foreign(file)} cannot be used`,
    means,
  });
}
