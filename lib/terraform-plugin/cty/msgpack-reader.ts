/** The next item of a MessagePack document; arrays and maps are followed by their elements. */
export type Token =
  | { readonly kind: 'nil' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'binary'; readonly value: Uint8Array }
  | { readonly kind: 'array' | 'map'; readonly length: number }
  | { readonly kind: 'extension'; readonly type: number; readonly data: Uint8Array };

/** Reads MessagePack token by token. Throws a RangeError if the input ends early or holds a reserved byte. */
export class MsgpackReader {
  private readonly buffer: Buffer;
  private position = 0;

  constructor(bytes: Uint8Array) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.position >= this.buffer.length;
  }

  next(): Token {
    const format = this.unsigned(1);
    if (format < 0x80) return { kind: 'integer', value: BigInt(format) };
    if (format < 0x90) return { kind: 'map', length: format & 0x0f };
    if (format < 0xa0) return { kind: 'array', length: format & 0x0f };
    if (format < 0xc0) return this.string(format & 0x1f);
    if (format >= 0xe0) return { kind: 'integer', value: BigInt(format - 0x100) };
    return this.longFormat(format);
  }

  private longFormat(format: number): Token {
    switch (format) {
      case 0xc0:
        return { kind: 'nil' };
      case 0xc2:
      case 0xc3:
        return { kind: 'bool', value: format === 0xc3 };
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return { kind: 'binary', value: this.take(this.unsigned(1 << (format - 0xc4))) };
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.extension(this.unsigned(1 << (format - 0xc7)));
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.extension(1 << (format - 0xd4));
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.string(this.unsigned(1 << (format - 0xd9)));
      case 0xdc:
      case 0xdd:
        return { kind: 'array', length: this.unsigned(2 << (format - 0xdc)) };
      case 0xde:
      case 0xdf:
        return { kind: 'map', length: this.unsigned(2 << (format - 0xde)) };
      default:
        return this.number(format);
    }
  }

  private number(format: number): Token {
    switch (format) {
      case 0xca:
        return { kind: 'float', value: this.take(4).readFloatBE() };
      case 0xcb:
        return { kind: 'float', value: this.take(8).readDoubleBE() };
      case 0xcc:
      case 0xcd:
      case 0xce:
        return { kind: 'integer', value: BigInt(this.unsigned(1 << (format - 0xcc))) };
      case 0xcf:
        return { kind: 'integer', value: this.take(8).readBigUInt64BE() };
      case 0xd0:
      case 0xd1:
      case 0xd2: {
        const width = 1 << (format - 0xd0);
        return { kind: 'integer', value: BigInt(this.take(width).readIntBE(0, width)) };
      }
      case 0xd3:
        return { kind: 'integer', value: this.take(8).readBigInt64BE() };
      default:
        throw new RangeError(`reserved MessagePack byte 0x${format.toString(16)}`);
    }
  }

  private string(length: number): Token {
    const start = this.pass(length);
    return { kind: 'string', value: this.buffer.toString('utf8', start, this.position) };
  }

  private extension(length: number): Token {
    const type = this.take(1).readInt8();
    return { kind: 'extension', type, data: this.take(length) };
  }

  private unsigned(width: number): number {
    return this.buffer.readUIntBE(this.pass(width), width);
  }

  private take(length: number): Buffer {
    const start = this.pass(length);
    return this.buffer.subarray(start, this.position);
  }

  /** Goes on behind so many bytes, and returns where they start. */
  private pass(length: number): number {
    const start = this.position;
    const end = start + length;
    if (end > this.buffer.length) throw new RangeError('MessagePack ends early');
    this.position = end;
    return start;
  }
}
