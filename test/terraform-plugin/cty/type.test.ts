import { list, map, object, parseType, set, tuple } from '../../../lib/terraform-plugin/cty/type';

test('a type is written as in a schema', () => {
  const type = object({ a: list('string'), b: map(set('number')), c: tuple('bool', 'dynamic') });
  expect(JSON.stringify(type)).toBe(
    '["object",{"a":["list","string"],"b":["map",["set","number"]],"c":["tuple",["bool","dynamic"]]}]',
  );
  expect(parseType(JSON.stringify(type))).toEqual(type);
});

test.each(['"strings"', '["list"]', '["list","x"]', '["object",null]', '{}', '1'])(
  '%s is not a type',
  (json) => {
    expect(() => parseType(json)).toThrow(TypeError);
  },
);
