import { randomBytes } from 'node:crypto';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { foreign } from '../../huaweicloud/foreign-text';
import { systemCode } from '../../huaweicloud/system-code';

/** A file or directory that cannot be written, as a sentence with its path. */
export class UnwritableFile extends Error {}

/**
 * Writes a file, in place of another one. Whoever reads it meanwhile sees all of the old or all of
 * the new one.
 * @throws UnwritableFile
 */
export async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  const temporary = path.join(
    path.dirname(file),
    `.${path.basename(file)}.${randomBytes(6).toString('hex')}`,
  );
  try {
    const handle = await open(temporary, 'wx', 0o644);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw unwritable(file, error);
  }
}

/**
 * Makes a directory, with those above it.
 * @throws UnwritableFile
 */
export async function makeDirectory(directory: string): Promise<void> {
  // Not with `recursive`: where a parent exists but takes no entries, as in /proc, it never ends.
  const missing: string[] = [];
  for (let at = path.resolve(directory); !(await exists(at)); at = path.dirname(at)) {
    missing.unshift(at);
  }
  for (const folder of missing) {
    await mkdir(folder).catch((error: unknown) => {
      // Another run has made it meanwhile.
      if (systemCode(error) !== 'EEXIST') throw unwritable(directory, error);
    });
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch (error) {
    // A file in place of a directory: making one below it says so.
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(systemCode(error));
    return !isMissing || path.dirname(file) === file;
  }
}

function unwritable(file: string, error: unknown): UnwritableFile {
  const message = `${foreign(file)} cannot be written (${systemCode(error)}).`;
  return new UnwritableFile(message, { cause: error });
}
