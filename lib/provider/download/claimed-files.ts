import { realpath } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether a file of the directory may be removed: not if it is another object's by now. */
export type MayGo = (path: string) => boolean;

/**
 * Which object each file belongs to. An engine destroys an object after it has created another one for the same files
 * (the old one of a replacement), or at the same time (one whose address has changed). What the other one has claimed
 * stays.
 */
class ClaimedFiles {
  /** By path without symbolic links; the last one to claim it. */
  private readonly owners = new Map<string, string>();
  private last: Promise<unknown> = Promise.resolve();

  /**
   * Makes the directory for an object, and finds out which files are there, while nothing is removed: later removals will
   * not take them.
   * @param directory absolute
   */
  claiming<T>(
    object: string,
    { directory, paths }: { readonly directory: string; readonly paths: readonly string[] },
    findOut: () => Promise<T>,
  ): Promise<T> {
    return this.alone(async () => {
      const found = await findOut();
      const real = await realpath(directory);
      for (const path of paths) this.owners.set(join(real, path), object);
      return found;
    });
  }

  /** Runs a removal for an object, while no other one runs. */
  removing<T>(
    object: string,
    directory: string,
    removal: (mayGo: MayGo) => Promise<T>,
  ): Promise<T> {
    return this.alone(async () => removal(await this.mayGo(object, directory)));
  }

  /** For an object that was destroyed. */
  release(object: string): void {
    for (const [path, owner] of this.owners) if (owner === object) this.owners.delete(path);
  }

  private async mayGo(object: string, directory: string): Promise<MayGo> {
    const real = await realpath(directory).catch(() => directory);
    return (path) => (this.owners.get(join(real, path)) ?? object) === object;
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }
}

/** Of all objects that this process changes. */
export const claimedFiles = new ClaimedFiles();
