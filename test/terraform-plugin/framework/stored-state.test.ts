import { Decimal } from '../../../lib/terraform-plugin/cty/decimal';
import { parseStoredState } from '../../../lib/terraform-plugin/framework/stored-state';

test('texts are never taken for numbers', () => {
  const state = { list: ['\0', '5'], n5: ['n5', 't', '', '"5"', '\\'], '\0': '5' };
  expect(parseStoredState(JSON.stringify(state))).toEqual(state);
});

test('numbers keep all their digits, wherever they are', () => {
  const json = '[12345678901234567890.5, {"a": [-0.1e2, 7]}, "7"]';
  const exact = Decimal.parse('12345678901234567890.5');
  expect(parseStoredState(json)).toEqual([exact, { a: [-10n, 7n] }, '7']);
});
