import { statfs } from 'node:fs/promises';
import { fileProblem } from './file-error';

/** The free space of one directory, shared by the files that are being written to it. */
export class FreeSpace {
  /** What each file still takes. */
  private readonly outstanding = new Map<string, () => number>();

  constructor(private readonly directory: string) {}

  /**
   * Takes space for a file until it is given back.
   * @param needed bytes that it still takes, at the time of the call
   * @throws CloudError if there is too little
   */
  async take(path: string, needed: () => number): Promise<void> {
    this.outstanding.set(path, needed);
    const { bavail, bsize, blocks } = await statfs(this.directory);
    const wanted = [...this.outstanding.values()].reduce((sum, bytes) => sum + bytes(), 0);
    // Some network file systems do not know their size.
    if (blocks === 0 || bavail * bsize >= wanted) return;
    this.giveBack(path);
    throw fileProblem(
      path,
      `${needed()} bytes more are needed, and the file system has ${bavail * bsize} bytes left` +
        (wanted > needed() ? ', which other files of this download need as well.' : '.'),
      'Free some space or choose another directory, then run again: the download continues where it stopped.',
      { code: 'ENOSPC' },
    );
  }

  giveBack(path: string): void {
    this.outstanding.delete(path);
  }
}
