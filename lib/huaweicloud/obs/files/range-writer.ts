import { type PartFile } from './part-file';

/** Chunks that come in slowly wait for each other no longer than this (ms). */
const LONGEST_WAIT = 1000;

/** Collects chunks and writes them together: a call of the system for each would cost more. */
export class RangeWriter {
  private chunks: Buffer[] = [];
  private length = 0;
  private writtenAt = performance.now();
  private writing: Promise<void> = Promise.resolve();

  /**
   * @param at the offset of the first chunk
   * @param block bytes that are written together; twice as many are in memory at most
   */
  constructor(
    private readonly part: PartFile,
    private at: number,
    private readonly block: number,
    private readonly onWritten: () => void,
  ) {}

  /** Takes the next chunk; waits while the disk is slower than the network. */
  async add(chunk: Buffer): Promise<void> {
    this.chunks.push(chunk);
    this.length += chunk.length;
    const isDue = performance.now() - this.writtenAt >= LONGEST_WAIT;
    if (isDue || this.length >= this.block) await this.startWriting();
  }

  /** Ends when all chunks are written. */
  async end(): Promise<void> {
    await this.startWriting();
    await this.writing;
  }

  private async startWriting(): Promise<void> {
    await this.writing;
    const { chunks, at } = this;
    this.at += this.length;
    this.chunks = [];
    this.length = 0;
    this.writtenAt = performance.now();
    if (chunks.length === 0) return;
    this.writing = this.part.write(chunks, at).then(this.onWritten);
    // The next chunk, or the end, handles the failure.
    this.writing.catch(() => undefined);
  }
}
