import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../../huaweicloud/errors/system-code';
import { missingDirectories } from '../../huaweicloud/obs/files/missing-directories';
import { foreign } from '../../huaweicloud/redaction/foreign-text';

/** A file or directory that cannot be written, as a sentence with its path. */
export class UnwritableFile extends Error {}

/**
 * Writes a file, in place of another one. Whoever reads it meanwhile sees all of the old or all of
 * the new one.
 * @throws UnwritableFile
 */
export async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  const temporary = temporaryName(file);
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
 * Adds lines to the end of a file, which is made if it does not exist. A last line that has no end
 * gets one. If not all can be written, what was is cut off again.
 * @throws UnwritableFile
 */
export async function appendLines(file: string, lines: string): Promise<void> {
  try {
    const handle = await open(file, 'a+', 0o644);
    try {
      const start = (await endsInsideLine(handle)) ? '\n' : '';
      await appendAll(handle, Buffer.from(`${start}${lines}`));
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unwritable(file, error);
  }
}

async function endsInsideLine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), { position: size - 1 });
  return buffer.toString() !== '\n';
}

async function appendAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  let written = 0;
  try {
    while (written < bytes.length) {
      written += (await handle.write(bytes, written)).bytesWritten;
    }
    await handle.sync();
  } catch (error) {
    await cutOff(handle, bytes.subarray(0, written)).catch(() => undefined);
    throw error;
  }
}

/** Takes bytes away from the end of the file, unless others have added theirs after them. */
async function cutOff(handle: FileHandle, bytes: Buffer): Promise<void> {
  const position = (await handle.stat()).size - bytes.length;
  if (position < 0) return;
  const { buffer } = await handle.read(Buffer.alloc(bytes.length), { position });
  if (buffer.equals(bytes)) await handle.truncate(position);
}

/**
 * Finds out, before long work, whether {@link writeWhole} will be able to write a file.
 * @throws UnwritableFile
 */
export async function requireWritable(file: string): Promise<void> {
  const temporary = temporaryName(file);
  try {
    await (await open(temporary, 'wx', 0o644)).close();
    await rm(temporary);
  } catch (error) {
    throw unwritable(file, error);
  }
}

/**
 * Makes a directory, with those above it.
 * @throws UnwritableFile
 */
export async function makeDirectory(directory: string): Promise<void> {
  for (const folder of await missingDirectories(directory)) {
    await mkdir(folder).catch((error: unknown) => {
      // Another run has made it meanwhile.
      if (systemCode(error) !== 'EEXIST') throw unwritable(directory, error);
    });
  }
}

/** In the same directory, so that a rename puts it in place. */
function temporaryName(file: string): string {
  const name = `.${path.basename(file)}.${randomBytes(6).toString('hex')}`;
  return path.join(path.dirname(file), name);
}

function unwritable(file: string, error: unknown): UnwritableFile {
  const message = `${foreign(file)} cannot be written (${systemCode(error)}).`;
  return new UnwritableFile(message, { cause: error });
}
