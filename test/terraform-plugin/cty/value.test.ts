import { isWhollyKnown, unknown } from '../../../lib/terraform-plugin/cty/value';

test('a value is wholly known when nothing inside it is unknown', () => {
  expect(isWhollyKnown({ a: ['x', null, 1n, true] })).toBe(true);
  expect(isWhollyKnown({ a: ['x', { b: unknown }] })).toBe(false);
});
