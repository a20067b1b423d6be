import { createCipheriv, createHash } from 'node:crypto';
import { type Content } from '../exchange';

/** Length of the pieces that contents are made of. */
const PIECE = 256 * 1024;
/** A prime, so that no two of that many pieces in a row are the same, whatever the step. */
const POSITIONS = 4_194_301;
/** Pseudo-random bytes, the same in every process. */
const block = createCipheriv('aes-256-ctr', Buffer.alloc(32), Buffer.alloc(16)).update(
  Buffer.alloc(POSITIONS + PIECE),
);

/**
 * Bytes that look random and are the same for the same seed. Every piece is another window into one block in memory,
 * so that serving costs nothing but the sending, a range can start anywhere, and a byte in the wrong place shows.
 *
 * @param from first byte, @param to one past the last
 */
export function deterministicContent(seed: string, from: number, to: number): Content {
  return { bytes: to - from, read: () => pieces(seed, from, to) };
}

function* pieces(seed: string, from: number, to: number): Generator<Buffer> {
  const digest = createHash('sha256').update(seed).digest();
  const start = digest.readUInt32BE(0) % POSITIONS;
  const step = 1 + (digest.readUInt32BE(4) % (POSITIONS - 1));
  for (let at = from; at < to;) {
    const index = Math.floor(at / PIECE);
    const end = Math.min(to, (index + 1) * PIECE);
    const window = (start + (index % POSITIONS) * step) % POSITIONS;
    yield block.subarray(window + (at % PIECE), window + (at % PIECE) + end - at);
    at = end;
  }
}
