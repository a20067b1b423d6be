import { parseJson } from '../../../lib/huaweicloud/http/json';

test('no digit of a large integer is lost', () => {
  expect(parseJson('[9007199254740993, -9223372036854775808, 12345678901234567890123]')).toEqual([
    9007199254740993n,
    -9223372036854775808n,
    12345678901234567890123n,
  ]);
});

test('other numbers are plain ones', () => {
  expect(parseJson('[0, -1, 9007199254740991, 0.5, 1e3]')).toEqual([
    0, -1, 9007199254740991, 0.5, 1000,
  ]);
});

test('of duplicate names the last one counts', () => {
  expect(parseJson('{"a": 1, "a": 2}')).toEqual({ a: 2 });
});

test('a name like __proto__ is data', () => {
  const value = parseJson('{"__proto__": {"polluted": true}}') as object;
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.keys(value)).toEqual(['__proto__']);
});

test.each(['', ' ', '{', '{"a":', '<html>', 'nul', '[1,]', '{"a":1}}', '['.repeat(100_000)])(
  'text that is not JSON gives undefined (%#)',
  (text) => {
    expect(parseJson(text)).toBeUndefined();
  },
);
