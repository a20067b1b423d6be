import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isObject } from '../../http/fields';
import { isSameObject, type ObjectIdentity } from '../object/object-identity';
import { type Inode } from './inode';
import { type PartNames } from './part-names';
import { type Span } from './spans';

/** What is known about an unfinished download. */
export interface Journal {
  readonly identity: ObjectIdentity;
  /** The part file: the bytes of another one of the same name are not meant. */
  readonly inode: Inode;
  /** Bytes that are on the disk. */
  readonly finished: readonly Span[];
  readonly writer: Writer;
}

/** The run that wrote a journal. */
export interface Writer {
  readonly host: string;
  readonly pid: number;
  /** Different in every process, also if another one has had the same number. */
  readonly process: string;
}

export const thisProcess: Writer = {
  host: hostname(),
  pid: process.pid,
  process: randomUUID(),
};

const VERSION = 1;
/** Bytes; ours are a few kilobytes. */
const LARGEST = 1024 * 1024;

/** Replaces the journal as a whole: whoever reads it finds the old one or the new one. */
export async function writeJournal(names: PartNames, journal: Journal): Promise<void> {
  const text = JSON.stringify({ version: VERSION, ...journal });
  const draft = names.newJournal();
  const file = await open(draft, 'wx', 0o600);
  try {
    try {
      await file.writeFile(`${text}\n${checksum(text)}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(draft, names.journal);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** The journal, undefined if there is none that can be relied on. */
export async function readJournal(
  names: PartNames,
  identity: ObjectIdentity,
): Promise<Journal | undefined> {
  const [text = '', sum] = (await textOf(names.journal))?.split('\n') ?? [];
  if (checksum(text) !== sum) return undefined;
  const found: unknown = JSON.parse(text);
  return isJournal(found) && isSameObject(found.identity, identity) ? found : undefined;
}

/** Changes whenever the journal is written; undefined if there is none. */
export async function stateOfJournal(names: PartNames): Promise<string | undefined> {
  const found = await lstat(names.journal, { bigint: true }).catch(() => undefined);
  return found && `${found.ino} ${found.mtimeNs}`;
}

async function textOf(path: string): Promise<string | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const found = await file.stat();
    if (!found.isFile() || found.size > LARGEST) return undefined;
    return await file.readFile('utf8');
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function isJournal(value: unknown): value is Journal {
  return (
    isObject(value) &&
    value.version === VERSION &&
    isObject(value.identity) &&
    isObject(value.inode) &&
    isObject(value.writer) &&
    Array.isArray(value.finished) &&
    value.finished.every(isSpan)
  );
}

function isSpan(value: unknown): value is Span {
  return isObject(value) && Number.isSafeInteger(value.from) && Number.isSafeInteger(value.to);
}
