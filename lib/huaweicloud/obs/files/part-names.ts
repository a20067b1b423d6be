import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';

/** Bytes of a name that leave room for what is put around it. */
const LONGEST_IN_FULL = 200;

/** Where a file goes. */
export interface Place {
  /** The directory, or the folder of a group in it; absolute. */
  readonly directory: string;
  readonly name: string;
}

/** The names of an unfinished download; `key` stands for the object's content. */
export function partNames({ directory, name }: Place, key: string) {
  const start = `.${shortened(name)}.${key}`;
  return {
    part: join(directory, `${start}.part`),
    journal: join(directory, `${start}.journal`),
    /** Where a journal is written before it replaces the last one. */
    newJournal: () => join(directory, `${start}.journal.${randomBytes(4).toString('hex')}`),
  };
}

export type PartNames = ReturnType<typeof partNames>;

/** The key for an object that has nothing to recognise its content by: no other run finds it. */
export function randomKey(): string {
  return randomBytes(8).toString('hex');
}

/** Whether an entry of the folder belongs to an unfinished download of this file. */
export function isPartOf(name: string, entry: string): boolean {
  const start = `.${shortened(name)}.`;
  return entry.startsWith(start) && REST.test(entry.slice(start.length));
}

/** The key within the name of an entry that {@link isPartOf} the file. */
export function keyOf(name: string, entry: string): string {
  return entry.slice(shortened(name).length + 2).slice(0, KEY_LENGTH);
}

/** Whether a name could be that of an unfinished download of any file. */
export function isOwnName(name: string): boolean {
  return OWN.test(name);
}

const KEY_LENGTH = 16;
const REST = /^[0-9a-f]{16}\.(?:part|journal(?:\.[0-9a-f]{8})?)$/;
const OWN = /^\..*\.[0-9a-f]{16}\.(?:part|journal(?:\.[0-9a-f]{8})?)$/i;

function shortened(name: string): string {
  return Buffer.byteLength(name) <= LONGEST_IN_FULL
    ? name
    : createHash('sha256').update(name).digest('hex');
}
