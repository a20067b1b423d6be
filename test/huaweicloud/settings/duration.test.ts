import { parseDuration } from '../../../lib/huaweicloud/settings/duration';

test.each([
  ['30s', 30_000],
  ['1m30s', 90_000],
  ['500ms', 500],
  ['1.5h', 5_400_000],
  ['', undefined],
  ['30', undefined],
  ['-1s', undefined],
  ['1 s', undefined],
  ['1d', undefined],
])('%j is %s ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});
