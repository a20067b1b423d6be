import { harmless } from '../../../lib/terraform-plugin/server/harmless';

const longest = 100;

test.each([
  ['what is printed anyway', 'Bäckup “7” 備份 🙂 %2e \\u202e', 'Bäckup “7” 備份 🙂 %2e \\u202e'],
  ['C0 and DEL', '\0\u0007\u001b[2J\u007f', '\\u0000\\u0007\\u001b[2J\\u007f'],
  ['line breaks and tabs', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
  ['C1', '\u0085\u009b31m', '\\u0085\\u009b31m'],
  ['bidirectional controls', '\u202e\u2066\u200f\u061c', '\\u202e\\u2066\\u200f\\u061c'],
  ['what has no width', '\u200b\u200d\u2060\ufeff\u00ad', '\\u200b\\u200d\\u2060\\ufeff\\u00ad'],
  ['separators of lines', '\u2028\u2029', '\\u2028\\u2029'],
  ['invisible tags', '\u{e0041}', '\\udb40\\udc41'],
  ['half a character', '\ud83d!', '\\ud83d!'],
])('%s', (_, text, shown) => {
  expect(harmless(text, { longest })).toBe(shown);
});

test('between paragraphs line breaks stay, but nothing else does', () => {
  expect(harmless('a\n\nb\r\u001bc', { longest, paragraphs: true })).toBe('a\n\nb\\r\\u001bc');
});

test('what is longer is cut, and never within a character', () => {
  expect(harmless('🙂'.repeat(4), { longest: 4 })).toBe('🙂🙂… (4 more characters)');
  expect(harmless('🙂'.repeat(4), { longest: 5 })).toBe('🙂🙂… (4 more characters)');
  expect(harmless('\u001b'.repeat(1e7), { longest }).length).toBeLessThan(700);
});
