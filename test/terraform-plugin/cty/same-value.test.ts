import { Decimal } from '../../../lib/terraform-plugin/cty/decimal';
import { elementType, sameValue } from '../../../lib/terraform-plugin/cty/same-value';
import { list, map, object, set, tuple, type Type } from '../../../lib/terraform-plugin/cty/type';
import { unknown, Unknown, type Value } from '../../../lib/terraform-plugin/cty/value';

const point = object({ x: 'number', names: set('string') });

test.each<[string, Value, Value, Type]>([
  ['equal strings', 'a', 'a', 'string'],
  ['equal decimals', Decimal.parse('0.10'), Decimal.parse('0.1'), 'number'],
  ['lists with equal elements', ['a', 'b'], ['a', 'b'], list('string')],
  ['sets in another order', ['a', 'b'], ['b', 'a'], set('string')],
  ['sets inside of objects', { x: 1n, names: ['a', 'b'] }, { names: ['b', 'a'], x: 1n }, point],
  ['sets inside of tuples', [1n, ['a', 'b']], [1n, ['b', 'a']], tuple('number', set('string'))],
  ['sets inside of maps', { k: ['a', 'b'] }, { k: ['b', 'a'] }, map(set('string'))],
  ['unknown values', unknown, new Unknown(), 'string'],
])('%s are the same', (_, a, b, type) => {
  expect(sameValue(a, b, type)).toBe(true);
});

test.each<[string, Value, Value, Type]>([
  ['other strings', 'a', 'b', 'string'],
  ['a string and a number', '1', 1n, 'dynamic'],
  ['a string and a bool', 'true', true, 'dynamic'],
  ['null and an empty string', null, '', 'string'],
  ['null and an unknown value', null, unknown, 'string'],
  ['a question mark and an unknown value', '?', unknown, 'string'],
  ['lists in another order', ['a', 'b'], ['b', 'a'], list('string')],
  ['tuples in another order', ['a', 'b'], ['b', 'a'], tuple('string', 'string')],
  ['texts with commas', ['a,b'], ['a', 'b'], list('string')],
  ['objects with another attribute', { x: 1n }, { x: 2n }, object({ x: 'number' })],
  ['maps with another key', { a: null }, { b: null }, map('string')],
  ['an empty list and an empty map', [], {}, 'dynamic'],
])('%s are not the same', (_, a, b, type) => {
  expect(sameValue(a, b, type)).toBe(false);
});

test('an element has the type of the list, the attribute or the place in the tuple', () => {
  expect(elementType(list('bool'), 7)).toBe('bool');
  expect(elementType(point, 'x')).toBe('number');
  expect(elementType(tuple('string', 'bool'), 1)).toBe('bool');
});

test('what a type does not have is dynamic', () => {
  expect([
    elementType('string', 0),
    elementType(point, 'y'),
    elementType(tuple('string'), 1),
  ]).toEqual(['dynamic', 'dynamic', 'dynamic']);
});
