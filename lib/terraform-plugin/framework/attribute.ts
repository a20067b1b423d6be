import { type Decimal } from '../cty/decimal';
import { type Type } from '../cty/type';
import { type Unknown, type Value } from '../cty/value';

/**
 * Who gives the value: the configuration, the provider, or the provider if the configuration does not: then it chooses
 * the value, or it is always the same one.
 */
export type Presence =
  'required' | 'optional' | 'computed' | 'optional and computed' | 'optional with default';

/** Whether the provider may give the value. */
export function isComputed(presence: Presence): boolean {
  return presence !== 'required' && presence !== 'optional';
}

/** Presences with which there always is a value. */
type Present = 'required' | 'optional with default';

/** One attribute of a schema; `T` is what a handler sees of it. */
export interface Attribute<T = unknown, P extends Presence = Presence> {
  readonly type: Type;
  readonly presence: P;
  readonly description: string;
  readonly sensitive: boolean;
  /** What to use instead, as a sentence: whoever still sets the attribute is warned. @default - not deprecated */
  readonly deprecated?: string;
  /** Accepted, but nothing depends on it: the provider can be configured while it is unknown. */
  readonly withoutEffect?: boolean;
  /** The only keys of a map on which anything depends. @default - all */
  readonly usedKeys?: readonly string[];
  /** The value of an attribute that the configuration leaves out. @default - none */
  readonly default?: Value;
  /** The attributes inside, if the attribute is an object or a collection of objects. */
  readonly nested?: { readonly nesting: AttributeNesting; readonly attributes: Attributes };
  /** What is wrong with a known value, as a sentence, or undefined. */
  check?(value: T): string | undefined;
  /** Whether a change means a new object; in resources only. @default - the object is updated */
  requiresReplace?(prior: T | null, planned: T | null): boolean;
}

type AttributeNesting = 'single' | Collection;
export type Collection = 'list' | 'set' | 'map';
export type Attributes = Readonly<Record<string, Attribute>>;
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- it is meant to be empty
export type NoAttributes = Record<never, Attribute>;

/** What a handler sees of the primitive types, by the names under which they are declared. */
export interface Primitives {
  readonly string: string;
  readonly bool: boolean;
  readonly integer: bigint;
  readonly number: bigint | Decimal;
}

/** What a list, set or map holds: a primitive type, or objects with these attributes. */
export type Element = keyof Primitives | Attributes;

/** What a handler sees of an element. */
export type ElementValue<E extends Element> = E extends keyof Primitives
  ? Primitives[E]
  : E extends Attributes
    ? State<E>
    : never;

/** What a handler sees of a map. A key that is set to null arrives as null. */
export type MapValue<E extends Element> = Readonly<Record<string, ElementValue<E> | null>>;

/** What a handler gets of the configuration: what the user may set, wholly known. */
export type Config<A extends Attributes> = {
  readonly [
    N in keyof A as A[N] extends Attribute<never, 'computed'> ? never : N
  ]: A[N] extends Attribute<infer T, infer P> ? (P extends 'required' ? T : T | null) : never;
};

/** What a handler returns: every attribute, null if it has no value. */
export type State<A extends Attributes> = {
  readonly [N in keyof A]: A[N] extends Attribute<infer T, infer P>
    ? P extends Present
      ? T
      : T | null
    : never;
};

/** What is planned of an object: what the provider is to choose may be unknown. */
export type Planned<A extends Attributes> = {
  readonly [N in keyof A]: A[N] extends Attribute<infer T, infer P>
    ? P extends Present
      ? T
      : P extends 'optional'
        ? T | null
        : T | null | Unknown
    : never;
};

/** A value of which anything, however deep, may be unknown. */
export type Partly<T> =
  | Unknown
  | (T extends Decimal | Unknown
      ? T
      : T extends readonly (infer E)[]
        ? readonly Partly<E>[]
        : T extends object
          ? { readonly [N in keyof T]: Partly<T[N]> }
          : T);

/** An object whose attributes may be unknown. */
export type PartlyKnown<T> = { readonly [N in keyof T]: Partly<T[N]> };

/** The types of the attributes, by name. */
export function typesOf(attributes: Attributes): Record<string, Type> {
  return Object.fromEntries(Object.entries(attributes).map(([name, { type }]) => [name, type]));
}
