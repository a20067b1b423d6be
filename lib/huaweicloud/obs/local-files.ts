import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudError } from '../errors/cloud-error';
import { systemCode } from '../errors/system-code';
import { foreign } from '../redaction/foreign-text';
import { interrupted } from '../waiting/interrupted';
import { placeOf } from './files/directory';
import { hashFinalFile } from './files/final-file';
import { FollowingHashes } from './files/following-hash';

/** A regular file at the path of a file of a backup. */
export interface LocalFile {
  readonly sizeBytes: number;
  /** In lower-case hexadecimal digits; undefined if it was not computed. */
  readonly sha256: string | undefined;
}

/** Looks at files that a download has brought. */
export class LocalFiles {
  private readonly hashes = new FollowingHashes();

  /** @param directory absolute */
  constructor(
    private readonly directory: string,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', this.stop, { once: true });
  }

  /**
   * What is at a path now, undefined if that is no regular file, or reached through a symbolic link.
   * @param path relative to the directory, as {@link PlannedFile.path}
   * @throws CloudError if it cannot be read
   */
  async find(path: string, { hash }: { hash: boolean }): Promise<LocalFile | undefined> {
    this.requireTime(path);
    try {
      const sizeBytes = await sizeOf(this.directory, path);
      if (sizeBytes === undefined) return undefined;
      if (!hash) return { sizeBytes, sha256: undefined };
      const place = placeOf(this.directory, path);
      return { sizeBytes, sha256: await hashFinalFile(place, sizeBytes, this.hashes) };
    } catch (error) {
      this.requireTime(path);
      throw unreadable(path, error);
    }
  }

  async close(): Promise<void> {
    this.signal.removeEventListener('abort', this.stop);
    await this.hashes.close();
  }

  private readonly stop = () => void this.hashes.close();

  private requireTime(path: string): void {
    if (this.signal.aborted) throw interrupted(this.signal, `the check of ${foreign(path)}`);
  }
}

async function sizeOf(directory: string, path: string): Promise<number | undefined> {
  const { directory: folder } = placeOf(directory, path);
  try {
    if (folder !== directory && !(await lstat(folder)).isDirectory()) return undefined;
    const found = await lstat(join(directory, path));
    return found.isFile() ? found.size : undefined;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return undefined;
    throw error;
  }
}

function unreadable(path: string, error: unknown): CloudError {
  const code = error instanceof CloudError ? error.code : systemCode(error);
  return new CloudError({
    category: 'file',
    summary: 'File cannot be read',
    means: `${foreign(path)} cannot be read (${code ?? 'no reason is given'}), so it is unknown whether it is complete.`,
    next: 'Check the permissions of the file and of its directory.',
    code,
    cause: error,
  });
}
