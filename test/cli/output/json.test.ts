import { jsonOf } from '../../../lib/cli/output/json';

test('a value is laid out as by JSON.stringify', () => {
  const value = {
    text: 'a "b" \\ ü 備',
    number: -1.5,
    flags: [true, false, null],
    none: [],
    nothing: {},
    deep: [{ a: { b: [1, [2]] } }, 'x'],
  };
  expect(jsonOf(value)).toBe(`${JSON.stringify(value, undefined, 2)}\n`);
});

test('whole numbers keep all their digits, and what is undefined is null', () => {
  expect(jsonOf([12345678901234567890n, undefined])).toBe(
    '[\n  12345678901234567890,\n  null\n]\n',
  );
  expect(jsonOf({ a: undefined })).toBe('{\n  "a": null\n}\n');
  expect(jsonOf(undefined)).toBe('null\n');
});

test('characters that could control a terminal are escaped, in names too', () => {
  const text = '\u0000\u001b\u007f\u009b\u200b\u2028\u2029\u202e\u{e0041}';
  const shown = '"\\u0000\\u001b\\u007f\\u009b\\u200b\\u2028\\u2029\\u202e\\udb40\\udc41"';
  expect(jsonOf({ [text]: text })).toBe(`{\n  ${shown}: ${shown}\n}\n`);
  expect(JSON.parse(jsonOf(text))).toBe(text);
});
