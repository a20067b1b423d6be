import * as oracle from '@msgpack/msgpack';
import { Decimal } from '../../../lib/terraform-plugin/cty/decimal';
import { decode, encode } from '../../../lib/terraform-plugin/cty/msgpack';
import { list, map, object, set, tuple, type Type } from '../../../lib/terraform-plugin/cty/type';
import { isUnknown, Unknown, unknown, type Value } from '../../../lib/terraform-plugin/cty/value';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const fromHex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

test.each<[string, Value, Type, string]>([
  ['null', null, 'string', 'c0'],
  ['unknown', unknown, 'string', 'd40000'],
  ['a string', 'é', 'string', 'a2c3a9'],
  ['true', true, 'bool', 'c3'],
  ['a small integer', 7n, 'number', '07'],
  ['a small negative integer', -1n, 'number', 'ff'],
  ['the largest integer of a half byte', 127n, 'number', '7f'],
  ['the largest integer of a byte', 255n, 'number', 'ccff'],
  ['the largest integer of two bytes', 65_535n, 'number', 'cdffff'],
  ['the largest integer of four bytes', 2n ** 32n - 1n, 'number', 'ceffffffff'],
  ['2^32', 2n ** 32n, 'number', 'cf0000000100000000'],
  ['2^53 + 1', 2n ** 53n + 1n, 'number', 'cf0020000000000001'],
  ['2^64 - 1', 2n ** 64n - 1n, 'number', 'cfffffffffffffffff'],
  ['the smallest negative integer of a half byte', -32n, 'number', 'e0'],
  ['-33', -33n, 'number', 'd2ffffffdf'],
  ['-2^31', -(2n ** 31n), 'number', 'd280000000'],
  ['-2^31 - 1', -(2n ** 31n) - 1n, 'number', 'd3ffffffff7fffffff'],
  ['-2^63', -(2n ** 63n), 'number', 'd38000000000000000'],
  [
    '2^64, too large for 64 bits',
    2n ** 64n,
    'number',
    'b43138343436373434303733373039353531363136',
  ],
  ['a list', ['a', null], list('string'), '92a161c0'],
  ['an empty set', [], set('string'), '90'],
  ['a tuple', ['a', true], tuple('string', 'bool'), '92a161c3'],
  ['a map, keys sorted', { b: 2n, a: 1n }, map('number'), '82a16101a16202'],
  [
    'an object, attributes sorted',
    { b: null, a: 'x' },
    object({ b: 'bool', a: 'string' }),
    '82a161a178a162c0',
  ],
])('%s is written as the engine expects', (_, value, type, expected) => {
  expect(hex(encode(value, type))).toBe(expected);
});

test('0.1 is received as the string "0.1" and sent as it was received', () => {
  const bytes = fromHex('a3302e31');
  expect(String(decode(bytes, 'number'))).toBe('0.1');
  expect(hex(encode(decode(bytes, 'number'), 'number'))).toBe('a3302e31');
});

test('a number of thirty digits is not rounded', () => {
  const digits = '123456789012345678901234567890';
  expect(decode(oracle.encode(digits), 'number')).toBe(BigInt(digits));
});

test('a double is returned with the digits by which an engine compares it', () => {
  const value = decode(oracle.encode(0.1), 'number');
  expect(value).toEqual(decode(oracle.encode('0.1'), 'number'));
  expect(oracle.decode(encode(value, 'number'))).toBe('0.1');
});

test('what the engine knows about an unknown value is returned to it unchanged', () => {
  const refined = 'c7030c8101c2';
  const value = decode(fromHex(refined), 'string');
  expect(isUnknown(value)).toBe(true);
  expect(hex(encode(value, 'string'))).toBe(refined);
});

test.each([
  ['that nobody knows', 'd50a0102'],
  ['for what is known about it, which says nothing', 'd40c80'],
])('an extension %s is an unknown value', (_, bytes) => {
  expect(decode(fromHex(bytes), list('string'))).toEqual(new Unknown());
});

test.each([
  ['binary', Buffer.from('["list","number"]')],
  ['a text', '["list","number"]'],
])('a dynamic value has its type before it, as %s', (_, type) => {
  expect(decode(oracle.encode([type, [1, 2]]), 'dynamic')).toEqual([1n, 2n]);
});

test('a key named __proto__ is a key like any other', () => {
  const bytes = fromHex('81a95f5f70726f746f5f5fa178');
  const value = decode(bytes, map('string'));
  expect(Object.entries(value as object)).toEqual([['__proto__', 'x']]);
});

test.each<[string, Value, Type, string]>([
  [
    'a wrong type deep inside',
    { files: [{ name: 'a' }, { name: 1n }] },
    object({ files: list(object({ name: 'string' })) }),
    'files[1].name: string expected, got bigint',
  ],
  ['a missing attribute', { a: null }, object({ a: 'string', b: 'string' }), 'b: value is missing'],
  ['an attribute too many', { a: null, c: null }, object({ a: 'string' }), 'c: no such attribute'],
  ['a JavaScript number', NaN as unknown as Value, 'number', 'number expected, got number'],
  ['a text where an object belongs', 'x', object({ a: 'string' }), 'object expected, got string'],
  ['a list where a map belongs', ['x'], map('string'), 'map expected, got array'],
  ['a dynamic value', 'x', 'dynamic', 'dynamic values other than null or unknown need a type'],
  ['a wrong map element', { 'a b': 'x' }, map('bool'), '["a b"]: bool expected, got string'],
])('%s is an error that names the path', (_, value, type, message) => {
  expect(() => encode(value, type)).toThrow(expect.objectContaining({ message }));
});

test.each<[string, string, Type, string]>([
  ['MessagePack that ends early', '92a161', list('string'), '[1]: MessagePack ends early'],
  ['a second value', 'c0c0', 'string', 'unexpected bytes after the value'],
  ['a reserved byte', 'c1', 'string', 'reserved MessagePack byte 0xc1'],
  ['an attribute too few', '81a161c0', object({ a: 'string', b: 'string' }), 'b: value is missing'],
  ['an attribute nobody knows', '81a178c0', object({ a: 'string' }), 'x: no such attribute'],
  ['a number that is not one', 'a3616263', 'number', 'not a decimal number'],
  ['an infinite number', 'cb7ff0000000000000', 'number', 'not a finite number'],
  ['an array where an object belongs', '90', object({}), 'map expected, got array'],
  ['a text where a list belongs', 'a178', list('string'), 'list expected, got string'],
  ['a text where a set belongs', 'a178', set('string'), 'set expected, got string'],
  ['a bool where a number belongs', 'c3', 'number', 'number expected, got bool'],
  ['a number where a text belongs', '07', 'string', 'string expected, got integer'],
  ['a text where a bool belongs', 'a178', 'bool', 'bool expected, got string'],
  ['a key that is no text', '8107c0', map('string'), 'key expected, got integer'],
  ['a dynamic value without a type', 'a178', 'dynamic', 'dynamic expected, got string'],
  ['a type that is a number', '9207c0', 'dynamic', 'dynamic expected, got integer'],
  ['a type that is not JSON', '92a17bc0', 'dynamic', 'dynamic value with a malformed type'],
  ['a type that is none', '92a3227822c0', 'dynamic', 'dynamic value with a malformed type'],
  [
    'a value that its type does not fit',
    '92a622626f6f6c22a178',
    'dynamic',
    'bool expected, got string',
  ],
  [
    'a dynamic value with more than its type',
    '93c403226122c0c0',
    'dynamic',
    'dynamic expected, got array',
  ],
])('%s is refused', (_, text, type, message) => {
  expect(() => decode(fromHex(text), type)).toThrow(expect.objectContaining({ message }));
});

test.each<[string, Value, Type]>([
  ['unknown', unknown, 'string'],
  ['a refined unknown', new Unknown(Uint8Array.from([0x81, 0x01, 0xc2])), 'string'],
  ['much that is known about an unknown', new Unknown(Buffer.alloc(300, 0xc2)), 'string'],
  ['null', null, 'string'],
  ['a text', 'é'.repeat(40), 'string'],
  ['a long text', 'x'.repeat(70_000), 'string'],
  ['a byte', 200n, 'number'],
  ['two bytes', 2n ** 15n, 'number'],
  ['four bytes', 2n ** 31n, 'number'],
  ['eight bytes', 2n ** 63n, 'number'],
  ['four negative bytes', -(2n ** 20n), 'number'],
  ['eight negative bytes', -(2n ** 40n), 'number'],
  ['a decimal', Decimal.parse('0.1'), 'number'],
  ['a long list', Array.from({ length: 20 }, () => true), list('bool')],
])('%s is written whole wherever the buffer has to grow', (_, value, type) => {
  const both = object({ a: 'string', b: type });
  for (const boundary of [1024, 2048, 4096]) {
    for (let length = boundary - 60; length <= boundary + 4; length += 1) {
      const values = { a: 'x'.repeat(length), b: value };
      expect({ ...(decode(encode(values, both), both) as object) }).toEqual(values);
    }
  }
});

describe('at the limits of the formats of MessagePack', () => {
  const integers = [7, 8, 15, 16, 31, 32, 63, 64].flatMap((bits) =>
    [-1n, 0n, 1n].map((step) => 2n ** BigInt(bits) + step),
  );

  test.each([0n, -1n, -32n, -33n, -128n, -129n, ...integers, ...integers.map((one) => -one)])(
    'the integer %d is read again, here and elsewhere, and from others',
    (integer) => {
      const bytes = encode(integer, 'number');
      expect(decode(bytes, 'number')).toBe(integer);
      const read = oracle.decode(bytes, { useBigInt64: true }) as string | number | bigint;
      expect(BigInt(read)).toBe(integer);
      if (!Number.isSafeInteger(Number(integer))) return;
      expect(decode(oracle.encode(Number(integer)), 'number')).toBe(integer);
    },
  );

  test.each([0, 1, 15, 16, 31, 32, 255, 256, 65_535, 65_536])('so are %d elements', (length) => {
    const text = 'x'.repeat(length);
    const elements = Array.from(text);
    const entries = Object.fromEntries(
      elements.map((_, index) => [`k${String(index).padStart(5, '0')}`, true]),
    );
    for (const [value, type] of [
      [text, 'string'],
      [elements, list('string')],
      [entries, map('bool')],
    ] as [Value, Type][]) {
      const bytes = encode(value, type);
      expect(Buffer.compare(bytes, oracle.encode(value))).toBe(0);
      expect(decode(bytes, type)).toEqual(value);
    }
  });

  test('a float of four bytes is read', () => {
    expect(String(decode(oracle.encode(0.5, { forceFloat32: true }), 'number'))).toBe('0.5');
  });

  test('a tuple of another length, or what is none, is refused', () => {
    const type = tuple('string', 'bool');
    expect(decode(oracle.encode(['a', true]), type)).toEqual(['a', true]);
    for (const wrong of [['a'], ['a', true, true], 'a', { a: true }]) {
      expect(() => decode(oracle.encode(wrong), type)).toThrow('tuple');
      expect(() => encode(wrong, type)).toThrow('tuple');
    }
    expect(() => decode(oracle.encode(['a', 'b']), type)).toThrow('[1]');
    expect(() => encode(['a', 'b'], type)).toThrow('[1]');
  });
});
