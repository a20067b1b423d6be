import { Decimal } from './decimal';
import { type Type } from './type';
import { isList, isObject, isUnknown, type Value } from './value';

/** Whether two values of a type are the same. Sets have no order, and what is unknown is the same as anything unknown. */
export function sameValue(a: Value, b: Value, type: Type): boolean {
  return a === b || canonical(a, type) === canonical(b, type);
}

/** A string that equal values of a type have in common, and different ones do not. */
export function canonical(value: Value, type: Type): string {
  if (isUnknown(value)) return '?';
  if (typeof value === 'string') return JSON.stringify(value);
  if (isList(value)) {
    const elements = value.map((element, index) => canonical(element, elementType(type, index)));
    return `[${(type[0] === 'set' ? elements.sort() : elements).join()}]`;
  }
  if (isObject(value)) {
    const names = Object.keys(value).sort();
    const entries = names.map(
      (name) =>
        `${JSON.stringify(name)}:${canonical(value[name] ?? null, elementType(type, name))}`,
    );
    return `{${entries.join()}}`;
  }
  return value instanceof Decimal ? value.toString() : String(value);
}

/** The type of an element or attribute. What has no type compares as it is. */
export function elementType(type: Type, step: string | number): Type {
  if (typeof type === 'string') return 'dynamic';
  if (type[0] === 'object') return type[1][step] ?? 'dynamic';
  return type[0] === 'tuple' ? (type[1][Number(step)] ?? 'dynamic') : type[1];
}
