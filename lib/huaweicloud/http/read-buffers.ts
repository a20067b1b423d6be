const KB = 1024;
/** Bytes of a buffer, by the most connections for which it is of that size. */
const LENGTHS = [
  { connections: 1, length: 256 * KB },
  { connections: 16, length: 64 * KB },
  { connections: Infinity, length: 16 * KB },
];

/** The memory that one connection reads into. */
export interface ConnectionBuffers {
  /** For the next bytes: the same buffer as before, unless somebody keeps that. */
  next(): Buffer;
  end(): void;
}

/** Who has a buffer: a connection that reads into it, or somebody who needs the bytes in it. */
type Holder = 'connection' | 'reader';

/**
 * The memory that connections read into, used again and again: with a new buffer for each read, as
 * Node does it, a fast download has tens of megabytes of them before they are collected.
 */
export class ReadBuffers {
  private readonly free: Buffer[] = [];
  /** Weak, so that what never comes back is left to the collector. */
  private readonly holders = new WeakMap<ArrayBufferLike, Holder>();
  private connections = 0;

  forConnection(): ConnectionBuffers {
    this.connections += 1;
    let current = this.take();
    return {
      next: () => (current = this.isKept(current) ? this.take() : current),
      end: () => {
        this.connections -= 1;
        if (!this.isKept(current)) this.giveBack(current);
      },
    };
  }

  /** For whoever hears bytes of a connection and needs them for longer than that. */
  keep(bytes: Buffer): void {
    if (this.holders.has(bytes.buffer)) this.holders.set(bytes.buffer, 'reader');
  }

  /** @param bytes within a buffer that was kept; anything else is left alone */
  giveBack(bytes: Buffer): void {
    const isOurs = this.holders.delete(bytes.buffer);
    if (isOurs && bytes.buffer.byteLength === this.length)
      this.free.push(Buffer.from(bytes.buffer));
  }

  private get length(): number {
    const fitting = LENGTHS.find(({ connections }) => this.connections <= connections);
    return fitting?.length ?? 0;
  }

  private isKept(bytes: Buffer): boolean {
    return this.holders.get(bytes.buffer) === 'reader';
  }

  private take(): Buffer {
    const { length } = this;
    let buffer = this.free.pop();
    while (buffer !== undefined && buffer.length !== length) buffer = this.free.pop();
    buffer ??= Buffer.allocUnsafeSlow(length);
    this.holders.set(buffer.buffer, 'connection');
    return buffer;
  }
}
