import { type PartFile } from './part-file';

/** Chunks that come in slowly wait for each other no longer than this (ms). */
const LONGEST_WAIT = 1000;

/** Collects chunks and writes them together: a call of the system for each would cost more. */
export class RangeWriter {
  /** One is filled while the other is written. */
  private filling: Buffer;
  private other: Buffer;
  private length = 0;
  private writtenAt = performance.now();
  private writing: Promise<void> = Promise.resolve();

  /**
   * @param at the offset of the first chunk
   * @param block bytes that are written together; twice as many are in memory
   */
  constructor(
    private readonly part: PartFile,
    private at: number,
    block: number,
    private readonly onWritten: () => void,
  ) {
    this.filling = Buffer.allocUnsafeSlow(block);
    this.other = Buffer.allocUnsafeSlow(block);
  }

  /** Copies the next chunk; waits while the disk is slower than the network. */
  async add(chunk: Buffer): Promise<void> {
    for (let taken = 0; taken < chunk.length;) {
      const copied = chunk.copy(this.filling, this.length, taken);
      taken += copied;
      this.length += copied;
      const isDue = performance.now() - this.writtenAt >= LONGEST_WAIT;
      if (isDue || this.length === this.filling.length) await this.startWriting();
    }
  }

  /** Ends when all chunks are written. */
  async end(): Promise<void> {
    await this.startWriting();
    await this.writing;
  }

  private async startWriting(): Promise<void> {
    await this.writing;
    const { filling, length, at } = this;
    this.at += length;
    this.filling = this.other;
    this.other = filling;
    this.length = 0;
    this.writtenAt = performance.now();
    if (length === 0) return;
    this.writing = this.part.write(filling.subarray(0, length), at).then(this.onWritten);
    // The next chunk, or the end, handles the failure.
    this.writing.catch(() => undefined);
  }
}
