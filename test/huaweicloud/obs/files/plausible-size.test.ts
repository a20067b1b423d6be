import { isPlausible } from '../../../../lib/huaweicloud/obs/files/plausible-size';

test.each([
  [0, 0n, true],
  [0, 1n, true],
  [0, 2n, false],
  [1, 0n, true],
  [1, 2n, true],
  [1, 3n, false],
  [1_024_000, 998n, false],
  [1_024_000, 999n, true],
  [1_024_000, 1000n, true],
  [1_024_000, 1024n, true],
  [1_024_000, 1025n, true],
  [1_024_000, 1026n, false],
])('%i bytes may be listed as %s KB: %s', (bytes, kb, answer) => {
  expect(isPlausible(bytes, kb)).toBe(answer);
});
