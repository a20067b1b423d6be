import { Decimal } from '../cty/decimal';
import { type Type } from '../cty/type';
import { isList, isObject, type Value } from '../cty/value';

/**
 * A state as an engine stores it, in JSON. No number is rounded. Throws a SyntaxError if it is malformed, and a RangeError
 * for a number too large to write out.
 */
export function parseStoredState(json: string): Value {
  // JSON.parse would round: numbers become texts, and each text gets a letter that says what it was.
  const lettered = json.replace(
    /"([^"\\]*(?:\\.[^"\\]*)*")|-?\d[\d.eE+-]*/g,
    (token, text?: string) => (text === undefined ? `"${NUMBER}${token}"` : `"${TEXT}${text}`),
  );
  return JSON.parse(lettered, (_, value: Value) => withoutLetters(value)) as Value;
}

const NUMBER = 'n';
const TEXT = 't';

/** Of the elements of a list or an object those are taken away already. */
function withoutLetters(value: Value): Value {
  if (typeof value === 'string') {
    return value.startsWith(NUMBER) ? Decimal.parse(value.slice(1)) : value.slice(1);
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, element]) => [name.slice(1), element]),
  );
}

/**
 * The state as a value of the type: what the type no longer has is left out, and what it is missing is null. Throws a
 * RangeError for a text that is no number where the type has one.
 */
export function conformed(stored: Value | undefined, type: Type): Value {
  if (stored === undefined || stored === null) return null;
  if (type === 'string') {
    if (stored instanceof Decimal) return stored.toString();
    return typeof stored === 'object' ? stored : String(stored);
  }
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
