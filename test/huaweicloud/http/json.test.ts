import fc from 'fast-check';
import { parseJson } from '../../../lib/huaweicloud/http/json';

describe('a number', () => {
  test.each<[string, number | bigint]>([
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['-9223372036854775808', -9223372036854775808n],
    ['12345678901234567890123', 12345678901234567890123n],
    ['1e23', 100000000000000000000000n],
    ['1.5E+23', 150000000000000000000000n],
    ['9007199254740993.0', 9007199254740993n],
    ['90071992547409930e-1', 9007199254740993n],
    ['1e3', 1000],
    ['-0', -0],
    ['0.5', 0.5],
    ['9007199254740993.5', 9007199254740994],
    ['9007199254740993.50', 9007199254740994],
    ['9007199254740993.05', 9007199254740994],
    ['-9007199254740993.00', -9007199254740993n],
    ['1e400', 10n ** 400n],
    ['1e-400', 0],
    ['1e999', Infinity],
  ])('%s keeps all its digits', (digits, value) => {
    expect(parseJson(`[{"n": ${digits}}, ${digits}]`)).toEqual([{ n: value }, value]);
  });

  test.each(['01', '1.', '.5', '+1', '1e', '--1', '1-1', '0x10', '12345678901234567890.', '1e5e5'])(
    '%s is no number of JSON',
    (digits) => {
      expect(parseJson(`[${digits}]`)).toBeUndefined();
    },
  );

  test('digits in a string are text', () => {
    const text = 'a "quoted" 12345678901234567890 \\';
    expect(parseJson(JSON.stringify({ [text]: [text, 1] }))).toEqual({ [text]: [text, 1] });
  });
});

test('what JSON.parse accepts is accepted, with the same result', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom('', ' ', '\n\t'), (text, space) => {
      const value: unknown = JSON.parse(text);
      expect(plain(parseJson(space + JSON.stringify(value, undefined, space) + space))).toEqual(
        JSON.parse(JSON.stringify(value)),
      );
    }),
  );
});

/** With bigints as the numbers that they are nearest to. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}

test('the last one of duplicate names counts', () => {
  expect(parseJson('{"a": 1, "a": 2}')).toEqual({ a: 2 });
});

test('a name like __proto__ is data', () => {
  for (const digits of ['1', '12345678901234567890']) {
    const value = parseJson(`{"__proto__": {"polluted": ${digits}}}`) as object;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value)).toEqual(['__proto__']);
  }
});

test.each(['', ' ', '{', '{"a":', '<html>', 'nul', '[1,]', '{"a":1}}', '"\\"', '"'])(
  '%j is no JSON and gives undefined',
  (text) => {
    expect(parseJson(text)).toBeUndefined();
  },
);

describe('JSON that is too complex is not parsed', () => {
  test.each([
    ['nesting', '['.repeat(101) + ']'.repeat(101)],
    ['a number', '9'.repeat(401)],
    ['the number of values', `[{}${',1'.repeat(99_997)}]`],
    ['the number of long numbers', `[${'12345678901234567890,'.repeat(10_000)}1e23]`],
  ])('%s', (_, text) => {
    expect(parseJson(text)).toBeUndefined();
  });
});

describe('as much as that is parsed', () => {
  test.each<[string, string, number]>([
    ['nesting', '['.repeat(100) + ']'.repeat(100), 1],
    ['a number', `[${'9'.repeat(400)}]`, 1],
    ['the number of values', `[{}${',1'.repeat(99_996)}]`, 99_997],
    ['the number of long numbers', `[1${',12345678901234567890'.repeat(10_000)}]`, 10_001],
    ['short numbers', `[1${',-12'.repeat(20_000)}]`, 20_001],
  ])('%s', (_, text, length) => {
    expect(parseJson(text)).toHaveLength(length);
  });
});

test('a thousand files with long links are parsed', () => {
  const file = { name: 'a', size: 1, download_link: `https://b/${'x'.repeat(5000)}` };
  const body = { bucket: 'b', files: Array.from({ length: 1000 }, () => file) };
  expect(parseJson(JSON.stringify(body))).toEqual(body);
});
