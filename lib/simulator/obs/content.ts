import { createCipheriv, createHash } from 'node:crypto';
import { type Content } from '../exchange';

const CHUNK = 256 * 1024;
const BLOCK = 16;
const ZEROS = Buffer.alloc(CHUNK);

/**
 * Bytes that look random and are the same for the same seed: the key stream of AES in counter mode, which can be
 * entered at any block. So a range costs what it is long, wherever it starts, and nothing is kept in memory.
 *
 * @param from first byte, @param to one past the last
 */
export function deterministicContent(seed: string, from: number, to: number): Content {
  return { bytes: to - from, read: () => stream(seed, from, to) };
}

function* stream(seed: string, from: number, to: number): Generator<Buffer> {
  const key = createHash('sha256').update(seed).digest();
  const skip = from % BLOCK;
  const cipher = createCipheriv('aes-256-ctr', key, counter((from - skip) / BLOCK));
  cipher.update(ZEROS.subarray(0, skip));
  for (let at = from; at < to; at += CHUNK) {
    yield cipher.update(ZEROS.subarray(0, to - at));
  }
}

function counter(block: number): Buffer {
  const bytes = Buffer.alloc(BLOCK);
  bytes.writeBigUInt64BE(BigInt(block), 8);
  return bytes;
}
