import fc from 'fast-check';
import { deterministicContent } from '../../../lib/simulator/obs/content';

const SIZE = 600_000;
const PIECE = 256 * 1024;
const whole = bytes('seed', 0, SIZE);

test('the same seed gives the same bytes, and another seed gives other bytes', () => {
  expect(bytes('seed', 0, 1000)).toEqual(whole.subarray(0, 1000));
  expect(bytes('other', 0, 1000)).not.toEqual(whole.subarray(0, 1000));
});

test('any range is a piece of the whole', () => {
  const position = fc.nat({ max: SIZE });
  fc.assert(
    fc.property(position, position, (a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      expect(bytes('seed', from, to).equals(whole.subarray(from, to))).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('no two pieces of 2 GB are alike, so that a misplaced one is noticed', () => {
  const starts = Array.from({ length: 8000 }, (_, i) => bytes('seed', i * PIECE, i * PIECE + 16));
  expect(new Set(starts.map((start) => start.toString('latin1'))).size).toBe(8000);
});

test('a range may start beyond what a number of 32 bits holds', () => {
  const far = 10 * 2 ** 40 + 5;
  expect(bytes('seed', far + 3, far + 8)).toEqual(bytes('seed', far, far + 8).subarray(3));
});

function bytes(seed: string, from: number, to: number): Buffer {
  const content = deterministicContent(seed, from, to);
  const all = Buffer.concat([...content.read()]);
  expect(all.length).toBe(content.bytes);
  return all;
}
