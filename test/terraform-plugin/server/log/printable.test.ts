import { printable } from '../../../../lib/terraform-plugin/server/log/printable';

const longest = 100;

test.each([
  ['printable text', 'Bäckup “7” 備份 🙂 %2e \\u202e', 'Bäckup “7” 備份 🙂 %2e \\u202e'],
  ['a C0 control or DEL', '\0\u0007\u001b[2J\u007f', '\\u0000\\u0007\\u001b[2J\\u007f'],
  ['a line break or tab', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
  ['a C1 control', '\u0085\u009b31m', '\\u0085\\u009b31m'],
  ['a bidirectional control', '\u202e\u2066\u200f\u061c', '\\u202e\\u2066\\u200f\\u061c'],
  [
    'a character without width',
    '\u200b\u200d\u2060\ufeff\u00ad',
    '\\u200b\\u200d\\u2060\\ufeff\\u00ad',
  ],
  ['a line separator', '\u2028\u2029', '\\u2028\\u2029'],
  ['an invisible tag', '\u{e0041}', '\\udb40\\udc41'],
  ['half a surrogate pair', '\ud83d!', '\\ud83d!'],
])('%s is shown so that it cannot steer a terminal', (_, text, shown) => {
  expect(printable(text, { longest })).toBe(shown);
});

test('line breaks between paragraphs are kept, other controls are not', () => {
  expect(printable('a\n\nb\r\u001bc', { longest, paragraphs: true })).toBe('a\n\nb\\r\\u001bc');
});

test('a long text is cut, never within a character', () => {
  expect(printable('🙂'.repeat(4), { longest: 4 })).toBe('🙂🙂… (4 more characters)');
  expect(printable('🙂'.repeat(4), { longest: 5 })).toBe('🙂🙂… (4 more characters)');
  expect(printable('\u001b'.repeat(1e7), { longest }).length).toBeLessThan(700);
});
