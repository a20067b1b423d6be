import { describeFailure } from '../../../../lib/terraform-plugin/server/log/failure';

test.each([
  ['an error', new TypeError('no such thing'), 'TypeError: no such thing'],
  ['an error of several lines', new Error('first\n    at second (file.js:1:2)'), 'Error: first'],
  ['a string', 'gone', 'gone'],
  ['nothing', undefined, 'something of type undefined was thrown'],
  ['an object', { secret: 1 }, 'something of type object was thrown'],
  [
    'an error that would steer a terminal',
    new Error('a\u001b[2J\u202e\u200b'),
    'Error: a\\u001b[2J\\u202e\\u200b',
  ],
  [
    'an error with links',
    new Error('GET https://u:p@obs.example:443/b/o?Signature=abc, then "http://x?y=z" failed'),
    'Error: GET https://obs.example:443/… then "http://x/…" failed',
  ],
])('%s is described in one line that anybody may read', (_what, thrown, text) => {
  expect(describeFailure(thrown)).toBe(text);
});

test('a long message is cut', () => {
  expect(describeFailure('x'.repeat(10_000))).toHaveLength(500);
});

test('no part of a link that is cut is shown', () => {
  const link = (length: number) => `https://user:secret@obs.example/${'k'.repeat(length)}`;
  const links = Array.from({ length: 30 }, () => link(300)).join(' ');
  for (let shift = 0; shift < 340; shift += 1) {
    const shown = describeFailure(`${link(shift)} ${links}`);
    expect(shown.length).toBeLessThan(500); // so it ends where the text is cut, and not before
    expect(shown).not.toMatch(/user|secret|kk/);
  }
});

test.each(['a.', 'http', 'a+-.', 'https://a@', ' ', 'x:/'])(
  'a message of 4 MB of %j is described at once',
  (part) => {
    expect(describeFailure(part.repeat(4_000_000 / part.length)).length).toBeLessThan(600);
  },
);
