import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudError } from '../../errors/cloud-error';
import { named } from '../../errors/setting-names';
import { systemCode } from '../../errors/system-code';
import { foreign } from '../../redaction/foreign-text';
import { about, fileError, fileProblem } from './file-error';
import { type FollowingHashes } from './following-hash';
import { type Inode, inodeOf } from './inode';
import { type Place } from './part-names';

/** A regular file that has the final name already. */
export interface FinalFile {
  readonly inode: Inode;
  /** Bytes. */
  readonly size: number;
}

export function finalPath({ directory, name }: Place): string {
  return join(directory, name);
}

/**
 * What has the final name already, undefined if nothing has it.
 * @throws CloudError if it is no regular file
 */
export async function findFinalFile(place: Place): Promise<FinalFile | undefined> {
  const path = finalPath(place);
  return about(path, async () => {
    const found = await lstat(path, { bigint: true }).catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error;
    });
    if (found === undefined) return undefined;
    if (found.isSymbolicLink()) throw fileError(path, { code: 'ELOOP' });
    if (found.isDirectory()) throw fileError(path, { code: 'EISDIR' });
    if (!found.isFile()) {
      throw fileProblem(path, 'It is a device or a pipe.', 'Remove it, then run again.');
    }
    return { inode: inodeOf(found), size: Number(found.size) };
  });
}

/** The error for a file that stands where another one should go. */
export function isInTheWay(place: Place, { size }: FinalFile, wanted: number): CloudError {
  return new CloudError({
    category: 'file',
    summary: 'File exists already',
    means: `${foreign(finalPath(place))} exists and has ${size} bytes, but the file of the backup has ${wanted}.`,
    next: `Move it away, choose another directory, or set ${named('overwrite')} to replace it.`,
    setting: 'overwrite',
    code: 'EEXIST',
  });
}

/** The SHA-256 of a complete file, in hexadecimal digits. */
export async function hashFinalFile(
  place: Place,
  size: number,
  hashes: FollowingHashes,
): Promise<string> {
  const path = finalPath(place);
  return about(path, async () => {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const hash = hashes.follow(file.fd);
      return await hash.end(size).finally(() => hash.drop());
    } finally {
      await file.close();
    }
  });
}
