import { WriteBlocks } from '../../../../lib/huaweicloud/obs/files/write-blocks';

const KB = 1024;

test.each([1, 4, 17, 33, 64])('%i connections collect no more than 2 MB in all', (count) => {
  const blocks = new WriteBlocks(count);
  const all = Array.from({ length: count }, () => blocks.take()).flat();
  const bytes = [...new Set(all)].reduce((sum, { length }) => sum + length, 0);
  expect(bytes).toBeLessThanOrEqual(2048 * KB);
  expect(Math.min(...all.map(({ length }) => length))).toBeGreaterThanOrEqual(32 * KB);
});

test('few connections fill one block while they write the other', () => {
  const [filled, written] = new WriteBlocks(4).take();
  expect(filled.buffer).not.toBe(written.buffer);
});

test('blocks that were given back are taken again', () => {
  const blocks = new WriteBlocks(4);
  const first = blocks.take();
  blocks.giveBack(first);
  expect(blocks.take()).toBe(first);
});
