import { type BigIntStats } from 'node:fs';

/** What tells a file from all others that have had, or will have, the same path. */
export interface Inode {
  readonly number: string;
  /** Nanoseconds; numbers are given again. `0` where the file system does not keep it. */
  readonly born: string;
}

export function inodeOf({ ino, birthtimeNs }: BigIntStats): Inode {
  return { number: String(ino), born: String(birthtimeNs) };
}

export function isSame(one: Inode, other: Inode): boolean {
  return one.number === other.number && one.born === other.born;
}
