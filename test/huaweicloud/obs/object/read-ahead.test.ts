import { ReadAhead } from '../../../../lib/huaweicloud/obs/object/read-ahead';

const KB = 1024;

test.each([1, 4, 64, 1024])('%i connections have no more than 1 MB ahead in all', (count) => {
  const ahead = new ReadAhead();
  const shares = Array.from({ length: count }, () => ahead.share());
  const bytes = shares.reduce((sum, share) => sum + share.bytes, 0);
  expect(bytes).toBeLessThanOrEqual(1024 * KB);
  expect(shares[0]?.bytes).toBe((1024 * KB) / count);
});

test('a connection that ends leaves its share to the others', () => {
  const ahead = new ReadAhead();
  const [first, ...others] = Array.from({ length: 64 }, () => ahead.share());
  for (const share of others) share.end();
  expect(first?.bytes).toBe(1024 * KB);
});
