const KB = 1024;
/** Bytes of a buffer, by the most connections for which it is of that size. A pipe takes 64 KB at a time. */
const LENGTHS = [
  { connections: 16, length: 64 * KB },
  { connections: Infinity, length: 16 * KB },
];

/** The memory that one connection reads into. */
export interface ConnectionBuffers {
  /** For the next bytes: behind those that somebody keeps, or over those that nobody does. */
  next(): Buffer;
  /** The bytes that came, in the memory given last. */
  received(length: number): Buffer;
  end(): void;
}

/** A buffer, of which parts are kept. */
interface Memory {
  readonly bytes: Buffer;
  /** How many parts are needed by somebody. */
  kept: number;
  /** Whether a connection still reads into it. */
  isConnected: boolean;
}

/**
 * The memory that connections read into, used again and again: with a new buffer for each read, as
 * Node does it, a fast download has tens of megabytes of them before they are collected.
 */
export class ReadBuffers {
  private readonly free: Memory[] = [];
  /** Weak, so that what never comes back is left to the collector. */
  private readonly memories = new WeakMap<ArrayBufferLike, Memory>();
  private connections = 0;

  forConnection(): ConnectionBuffers {
    this.connections += 1;
    let memory = this.take();
    let start = 0;
    return {
      next: () => {
        const { bytes, kept } = memory;
        if (kept === 0) start = 0;
        else if (bytes.length - start < bytes.length / 2) {
          this.leave(memory);
          memory = this.take();
          start = 0;
        }
        return memory.bytes.subarray(start);
      },
      received: (length) => memory.bytes.subarray(start, (start += length)),
      end: () => {
        this.connections -= 1;
        this.leave(memory);
      },
    };
  }

  /** For whoever hears bytes of a connection and needs them for longer than that. */
  keep(bytes: Buffer): void {
    const memory = this.memories.get(bytes.buffer);
    if (memory !== undefined) memory.kept += 1;
  }

  /** Whether bytes are in memory from here. */
  have({ buffer }: Buffer): boolean {
    return this.memories.has(buffer);
  }

  /** Kept bytes and those that came right behind them, as one piece, to be given back once; undefined for others. */
  joined(first: Buffer, second: Buffer): Buffer | undefined {
    const isBehind =
      first.buffer === second.buffer && first.byteOffset + first.length === second.byteOffset;
    if (!isBehind || !this.have(first)) return undefined;
    return Buffer.from(first.buffer, first.byteOffset, first.length + second.length);
  }

  /** @param bytes that were kept, or a part of them, once; anything else is left alone */
  giveBack(bytes: Buffer): void {
    const memory = this.memories.get(bytes.buffer);
    if (memory === undefined || memory.kept === 0) return;
    memory.kept -= 1;
    this.freeIfUnused(memory);
  }

  private get length(): number {
    const fitting = LENGTHS.find(({ connections }) => this.connections <= connections);
    return fitting?.length ?? 0;
  }

  private take(): Memory {
    const { length } = this;
    let memory = this.free.pop();
    while (memory !== undefined && memory.bytes.length !== length) memory = this.free.pop();
    memory ??= { bytes: Buffer.allocUnsafeSlow(length), kept: 0, isConnected: false };
    memory.isConnected = true;
    this.memories.set(memory.bytes.buffer, memory);
    return memory;
  }

  private leave(memory: Memory): void {
    memory.isConnected = false;
    this.freeIfUnused(memory);
  }

  private freeIfUnused(memory: Memory): void {
    if (memory.kept > 0 || memory.isConnected || memory.bytes.length !== this.length) return;
    this.free.push(memory);
  }
}
