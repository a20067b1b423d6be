/** Bytes of a buffer: as many as Node reads at once. */
const LENGTH = 64 * 1024;

/**
 * The memory that connections read into, used again and again: with a new buffer for each read, as
 * Node does it, a fast download has tens of megabytes of them before they are collected.
 */
export class ReadBuffers {
  private readonly free: Buffer[] = [];
  private readonly lent = new WeakMap<ArrayBufferLike, Buffer>();

  take(): Buffer {
    const buffer = this.free.pop() ?? Buffer.allocUnsafeSlow(LENGTH);
    this.lent.set(buffer.buffer, buffer);
    return buffer;
  }

  /** @param bytes within a buffer that was taken; anything else, and what never comes back, is left to the collector */
  giveBack(bytes: Buffer): void {
    const buffer = this.lent.get(bytes.buffer);
    if (buffer === undefined) return;
    this.lent.delete(bytes.buffer);
    this.free.push(buffer);
  }
}
