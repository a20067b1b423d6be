import { Decimal } from '../../../lib/terraform-plugin/cty/decimal';

test.each([
  ['0.10', '0.1'],
  ['-0.0', '0'],
  ['1.50e1', '15'],
  ['12e-3', '0.012'],
  ['-2.5E+0', '-2.5'],
  ['1.', '1'],
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

test('the nearest double of a decimal is found', () => {
  expect((Decimal.parse('0.1') as Decimal).toNumber()).toBe(0.1);
});
