import { type Decimal } from './decimal';

/**
 * A value of Terraform's language.
 *
 * `null` is Terraform's null. Integers are bigints and all other numbers are decimals, so that none is rounded.
 * Lists, sets and tuples are arrays, maps and objects are records without prototype.
 */
export type Value =
  null | Unknown | string | boolean | bigint | Decimal | readonly Value[] | Values;

/** The values of an object or a map, by name. */
export interface Values {
  readonly [name: string]: Value;
}

/** A value that will be known later, with what the engine already knows about it (opaque, only to be returned). */
export class Unknown {
  constructor(readonly refinement: Uint8Array | null = null) {}
}

export const unknown = new Unknown();

export function isUnknown(value: Value): value is Unknown {
  return value instanceof Unknown;
}

/** Whether the value is a list, a set or a tuple. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether nothing in the value, however deep, is unknown. */
export function isWhollyKnown(value: Value): boolean {
  if (isUnknown(value)) return false;
  if (isList(value)) return value.every(isWhollyKnown);
  return isObject(value) ? Object.values(value).every(isWhollyKnown) : true;
}

/** Whether the value is a map or an object. */
export function isObject(value: Value): value is Values {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
