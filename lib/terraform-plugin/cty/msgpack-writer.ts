/** Writes the MessagePack formats that Terraform's values need. Source: the MessagePack specification, "Formats". */
export class MsgpackWriter {
  private buffer = Buffer.allocUnsafe(1024);
  private length = 0;

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  nil(): void {
    this.byte(0xc0);
  }

  bool(value: boolean): void {
    this.byte(value ? 0xc3 : 0xc2);
  }

  /** An integer from -2^63 up to 2^64 - 1. */
  integer(value: bigint): void {
    if (value >= 0n) this.unsigned(value);
    else this.negative(value);
  }

  string(value: string): void {
    const length = Buffer.byteLength(value);
    if (length < 32) this.byte(0xa0 | length);
    else this.header(length, 0xd9, 0xda, 0xdb);
    const start = this.claim(length);
    this.buffer.write(value, start);
  }

  /** What another writer has written. */
  raw(bytes: Uint8Array): void {
    const start = this.claim(bytes.length);
    this.buffer.set(bytes, start);
  }

  arrayHeader(length: number): void {
    if (length < 16) this.byte(0x90 | length);
    else this.header(length, undefined, 0xdc, 0xdd);
  }

  mapHeader(length: number): void {
    if (length < 16) this.byte(0x80 | length);
    else this.header(length, undefined, 0xde, 0xdf);
  }

  /** An extension of exactly one byte, or one that is preceded by its length. */
  extension(type: number, data: Uint8Array): void {
    if (data.length === 1) this.byte(0xd4);
    else this.header(data.length, 0xc7, 0xc8, 0xc9);
    this.byte(type);
    const start = this.claim(data.length);
    this.buffer.set(data, start);
  }

  private unsigned(value: bigint): void {
    if (value < 0x80n) this.byte(Number(value));
    else if (value <= 0xffff_ffffn) this.header(Number(value), 0xcc, 0xcd, 0xce);
    else {
      this.byte(0xcf);
      const start = this.claim(8);
      this.buffer.writeBigUInt64BE(value, start);
    }
  }

  private negative(value: bigint): void {
    if (value >= -0x20n) this.byte(Number(value) & 0xff);
    else if (value >= -0x8000_0000n) {
      this.byte(0xd2);
      const start = this.claim(4);
      this.buffer.writeInt32BE(Number(value), start);
    } else {
      this.byte(0xd3);
      const start = this.claim(8);
      this.buffer.writeBigInt64BE(value, start);
    }
  }

  /** A format byte for 8, 16 or 32 bits, and the length in as many. */
  private header(length: number, bits8: number | undefined, bits16: number, bits32: number): void {
    if (bits8 !== undefined && length <= 0xff) {
      this.byte(bits8);
      this.byte(length);
    } else if (length <= 0xffff) {
      this.byte(bits16);
      const start = this.claim(2);
      this.buffer.writeUInt16BE(length, start);
    } else {
      this.byte(bits32);
      const start = this.claim(4);
      this.buffer.writeUInt32BE(length, start);
    }
  }

  private byte(value: number): void {
    const start = this.claim(1);
    this.buffer[start] = value;
  }

  /** Reserves room, growing the buffer if needed, and returns where it starts. */
  private claim(size: number): number {
    const start = this.length;
    this.length += size;
    if (this.length > this.buffer.length) {
      const larger = Buffer.allocUnsafe(this.length * 2);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    return start;
  }
}
