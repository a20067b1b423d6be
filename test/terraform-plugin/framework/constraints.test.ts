import { unknown } from '../../../lib/terraform-plugin/cty/value';
import { conflicting, together } from '../../../lib/terraform-plugin/framework/constraints';

test('arguments that belong together are set all or none', () => {
  const both = together('begin', 'end');
  expect(both({ begin: null, end: null })).toBeUndefined();
  expect(both({ begin: 'a', end: unknown })).toBeUndefined();
  expect(both({ begin: null, end: unknown })).toBeUndefined();
  expect(both({ begin: null, end: 'b' })).toEqual({
    argument: 'end',
    reason: 'It needs "begin" too; set both, or neither.',
  });
});

test('of conflicting arguments at most one is set', () => {
  const one = conflicting('a', 'b');
  expect(one({ a: 'x', b: null })).toBeUndefined();
  expect(one({ a: 'x', b: unknown })).toBeUndefined();
  expect(one({ a: 'x', b: 'y' })).toMatchObject({ argument: 'b' });
});
