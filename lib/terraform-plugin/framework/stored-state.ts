import { Decimal } from '../cty/decimal';
import { type Type } from '../cty/type';
import { isList, isObject, type Value } from '../cty/value';

/** A state as an engine stores it, in JSON; throws a SyntaxError if it is malformed. No number is rounded. */
export function parseStoredState(json: string): Value {
  // JSON.parse would round: each number becomes a pair that no state holds.
  const quoted = json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : `["${NUMBER}","${token}"]`,
  );
  return JSON.parse(quoted, (_, value: Value) =>
    isList(value) && value.length === 2 && value[0] === '\0' && typeof value[1] === 'string'
      ? Decimal.parse(value[1])
      : value,
  ) as Value;
}

/** U+0000 in JSON. */
const NUMBER = '\\u0000';

/** The state as a value of the type: what the type no longer has is left out, and what it is missing is null. */
export function conformed(stored: Value | undefined, type: Type): Value {
  if (stored === undefined || stored === null) return null;
  if (type === 'string') return typeof stored === 'object' ? stored : String(stored);
  if (type === 'number' && typeof stored === 'string') return Decimal.parse(stored);
  if (typeof type === 'string' || type[0] === 'tuple') return stored;
  if (type[0] === 'object') {
    if (!isObject(stored)) return stored;
    return Object.fromEntries(
      Object.entries(type[1]).map(([name, attribute]) => [
        name,
        conformed(Object.hasOwn(stored, name) ? stored[name] : undefined, attribute),
      ]),
    );
  }
  if (isList(stored)) return stored.map((element) => conformed(element, type[1]));
  if (!isObject(stored)) return stored;
  return Object.fromEntries(
    Object.entries(stored).map(([key, element]) => [key, conformed(element, type[1])]),
  );
}
