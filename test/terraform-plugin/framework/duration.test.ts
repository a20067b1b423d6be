import {
  durationInMilliseconds,
  wrongDuration,
} from '../../../lib/terraform-plugin/framework/duration';

test.each([
  ['30s', 30_000],
  ['1m30s', 90_000],
  ['1.5h', 5_400_000],
  ['250ms', 250],
  ['0s', 0],
])('%s is %d ms', (text, milliseconds) => {
  expect(durationInMilliseconds(text)).toBe(milliseconds);
});

test.each(['', '10', '-1s', '1 s', 's', '1d', '1m 30s'])('%j is not a duration', (text) => {
  expect(durationInMilliseconds(text)).toBeUndefined();
});

test('a limit is a duration above zero', () => {
  expect(wrongDuration('1ms')).toBeUndefined();
  for (const text of ['0s', '0h0m', '10', '']) {
    expect(wrongDuration(text)).toContain(`${JSON.stringify(text)} is not a duration: `);
  }
});
