import { describeFailure } from '../../../lib/terraform-plugin/server/failure';

test.each([
  ['an error', new TypeError('no such thing'), 'TypeError: no such thing'],
  ['several lines', new Error('first\n    at second (file.js:1:2)'), 'Error: first'],
  ['a text', 'gone', 'gone'],
  ['nothing', undefined, 'something of type undefined was thrown'],
  ['an object', { secret: 1 }, 'something of type object was thrown'],
  [
    'links',
    new Error('GET https://u:p@obs.example:443/b/o?Signature=abc, then "http://x?y=z" failed'),
    'Error: GET https://obs.example:443/… then "http://x/…" failed',
  ],
])('%s is told in one line that anybody may read', (_what, thrown, text) => {
  expect(describeFailure(thrown)).toBe(text);
});

test('a long message is cut', () => {
  expect(describeFailure('x'.repeat(10_000))).toHaveLength(500);
});
