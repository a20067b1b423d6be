const KB = 1024;
/** Bytes of a block: more only take memory, fewer only cost calls of the system. */
const LARGEST = 256 * KB;
const SMALLEST = 32 * KB;
/** Bytes of all blocks together. */
const TOTAL = 2048 * KB;

/** What one connection collects bytes in: one block is filled while the other is written. */
export type Blocks = readonly [filled: Buffer, written: Buffer];

/**
 * The memory that bytes are collected in for the disk, used again and again: new blocks for each
 * part of a file would be collected long after the part is complete.
 */
export class WriteBlocks {
  private readonly free: Blocks[] = [];
  private readonly share: number;

  /** @param connections how many write at once, at most 64 */
  constructor(connections: number) {
    this.share = TOTAL / connections;
  }

  /** Twice the same block if there are so many connections that two would be too small. */
  take(): Blocks {
    return this.free.pop() ?? this.newBlocks();
  }

  giveBack(blocks: Blocks): void {
    this.free.push(blocks);
  }

  private newBlocks(): Blocks {
    const isOne = this.share < 2 * SMALLEST;
    const length = Math.min(LARGEST, isOne ? this.share : this.share / 2);
    const block = () => Buffer.allocUnsafeSlow(length);
    const first = block();
    return [first, isOne ? first : block()];
  }
}
