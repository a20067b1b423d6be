import { Decimal } from '../../../lib/terraform-plugin/cty/decimal';

test.each([
  ['0.10', '0.1'],
  ['-0.0', '0'],
  ['1.50e1', '15'],
  ['12e-3', '0.012'],
  ['-2.5E+0', '-2.5'],
  ['1.', '1'],
  ['1.5e3', '1500'],
  ['-12e+02', '-1200'],
  ['12e-12', '0.000000000012'],
  ['-0.05', '-0.05'],
  ['-0.50', '-0.5'],
  ['+7', '7'],
  ['9223372036854775808', '9223372036854775808'],
])('%s is the number %s', (text, expected) => {
  expect(String(Decimal.parse(text))).toBe(expected);
});

test('an integer is a bigint, so that a number has one form only', () => {
  expect(Decimal.parse('3.00')).toBe(3n);
  expect(Decimal.fromDouble(2 ** 60)).toBe(2n ** 60n);
});

test.each(['', ' 1', '0x10', '1e', 'NaN', 'Infinity', '1e99999999'])(
  'the text %j is not a decimal number',
  (text) => {
    expect(() => Decimal.parse(text)).toThrow(RangeError);
  },
);

test('an exponent may move the point by 10,000 digits, not further', () => {
  expect(Decimal.parse('1e10000')).toBe(10n ** 10_000n);
  expect(String(Decimal.parse('1e-10000'))).toBe(`0.${'1'.padStart(10_000, '0')}`);
  for (const text of ['1e10001', '1e-10001']) {
    expect(() => Decimal.parse(text)).toThrow(new RangeError('the exponent is out of range'));
  }
});

test.each([
  [0.5, '0.5'],
  [-0.375, '-0.375'],
  [0.1, '0.1'],
  [-1.5e-7, '-0.00000015'],
  [1e25, '10000000000000000905969664'],
  [-4, '-4'],
  [-0, '0'],
])('the double %d is the number %s', (double, expected) => {
  expect(String(Decimal.fromDouble(double))).toBe(expected);
});

test.each([NaN, Infinity, -Infinity])('the double %d is no number', (double) => {
  expect(() => Decimal.fromDouble(double)).toThrow(RangeError);
});

test('the nearest double of a decimal is found', () => {
  expect((Decimal.parse('0.1') as Decimal).toNumber()).toBe(0.1);
});
