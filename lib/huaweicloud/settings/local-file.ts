import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { systemCode } from '../errors/system-code';
import { foreign } from '../redaction/foreign-text';
import { type Environment } from './environment';

/** Bytes; certificates, profiles and tokens are far smaller. */
const LARGEST_FILE = 1024 * 1024;

/** Why a file was not read, as a sentence with its path. */
export class UnreadableFile extends Error {}

/**
 * The text of a file that a setting names, without a byte order mark. Only regular files of a
 * reasonable size are read: a FIFO, a device or a huge file would block the process.
 * @param path may start with `~/`
 * @throws UnreadableFile
 */
export async function readLocalFile(path: string, env: Environment): Promise<string> {
  const full = inHome(path, env);
  const unreadable = (reason: string) => new UnreadableFile(`The file ${foreign(full)} ${reason}.`);
  let file: FileHandle | undefined;
  try {
    // Without O_NONBLOCK opening a FIFO waits for a writer.
    file = await open(full, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!(await file.stat()).isFile()) throw unreadable('is not a regular file');
    const text = await readBounded(file);
    if (text === undefined) throw unreadable('is larger than 1 MB');
    return text.replace(/^\ufeff/, '');
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw unreadable(`cannot be read (${systemCode(error)})`);
  } finally {
    await file?.close();
  }
}

/** Undefined if the file is too large, whatever size the system reports. */
async function readBounded(file: FileHandle): Promise<string | undefined> {
  const { size } = await file.stat();
  if (size > LARGEST_FILE) return undefined;
  const chunks: Buffer[] = [];
  for (let length = 0; length <= LARGEST_FILE;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(64 * 1024));
    if (bytesRead === 0) return Buffer.concat(chunks).toString('utf8');
    chunks.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
  }
  return undefined;
}

/** As shells do: by `HOME`, or by the user's entry in the system if that is not set. */
function inHome(path: string, { HOME, USERPROFILE }: Environment): string {
  if (!/^~(?=[/\\]|$)/.test(path)) return path;
  return join(HOME ?? USERPROFILE ?? homedir(), path.slice(1));
}
