import { join } from 'node:path';

/**
 * Which object each file belongs to. An engine destroys an object after it has created another one for the same files
 * (the old one of a replacement), or at the same time (one whose address has changed). What the other one has claimed
 * stays.
 */
class ClaimedFiles {
  private readonly owners = new Map<string, string>();
  private last: Promise<unknown> = Promise.resolve();

  /**
   * To be called before looking for files that are there: waits for removals, and keeps later ones away from these files.
   * @param directory absolute
   */
  claim(object: string, directory: string, paths: readonly string[]): Promise<void> {
    return this.alone(() => {
      for (const path of ['', ...paths]) this.owners.set(join(directory, path), object);
    });
  }

  /** Runs a removal for an object, while no other one runs; it has to ask which files may go. */
  removing<T>(object: string, removal: (mayGo: MayGo) => Promise<T>): Promise<T> {
    return this.alone(() => {
      const others = [...this.owners].flatMap(([path, owner]) => (owner === object ? [] : [path]));
      return removal((path) => !others.some((other) => isAtOrBelow(other, path)));
    });
  }

  private alone<T>(work: () => T | Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }
}

/** Whether a file, or a directory with all that is in it, is nobody else's. */
export type MayGo = (path: string) => boolean;

/** Of all objects that this process changes. */
export const claimedFiles = new ClaimedFiles();

function isAtOrBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(join(directory, '/'));
}
