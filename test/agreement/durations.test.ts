import { App, TerraformStack } from 'cdktf';
import { optionalDuration } from '../../lib/constructs/private/checks/durations';
import { parseDuration } from '../../lib/huaweicloud/settings/duration';
import { durationInMilliseconds } from '../../lib/terraform-plugin/framework/duration';

const stack = new TerraformStack(new App(), 'stack');

function inConstructs(text: string, max?: string): () => unknown {
  return () => optionalDuration(stack, 'requestTimeout', text, max);
}

test.each([
  ['30s', 30_000],
  ['1m30s', 90_000],
  ['90s1m', 150_000],
  ['1.5h', 5_400_000],
  ['500ms', 500],
  ['0.25s', 250],
])('%s is the same duration everywhere', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
  expect(durationInMilliseconds(text)).toBe(milliseconds);
  expect(inConstructs(text, `${milliseconds}ms`)).not.toThrow();
  expect(inConstructs(text, `${milliseconds - 1}ms`)).toThrow('must be at most');
});

test.each([
  '30',
  's',
  '-1s',
  '+1s',
  '1d',
  '1 s',
  '1e3s',
  '.5s',
  '1.s',
  '1us',
  '1S',
  '1s ',
  '1s,1m',
])('%j is a duration nowhere', (text) => {
  expect(parseDuration(text)).toBeUndefined();
  expect(durationInMilliseconds(text)).toBeUndefined();
  expect(inConstructs(text)).toThrow('must be a duration');
});
