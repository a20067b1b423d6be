import { type PartFile } from './part-file';
import { type Blocks, type WriteBlocks } from './write-blocks';

/** Chunks that come in slowly wait for each other no longer than this (ms). */
const LONGEST_WAIT = 1000;

/**
 * Collects chunks and writes them together: a call of the system for each would cost more. Has to be
 * ended.
 */
export class RangeWriter {
  private readonly taken: Blocks;
  private filling: Buffer;
  private other: Buffer;
  private length = 0;
  private writtenAt = performance.now();
  private writing: Promise<void> = Promise.resolve();

  /**
   * @param at the offset of the first chunk
   * @param blocks of which it takes its own until it ends
   */
  constructor(
    private readonly part: PartFile,
    private at: number,
    private readonly blocks: WriteBlocks,
    private readonly onWritten: () => void,
  ) {
    this.taken = blocks.take();
    [this.filling, this.other] = this.taken;
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
    try {
      await this.startWriting();
      await this.writing;
    } finally {
      this.blocks.giveBack(this.taken);
    }
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
    if (this.filling === filling) await this.writing;
  }
}
