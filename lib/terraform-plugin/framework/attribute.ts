import { type Decimal } from '../cty/decimal';
import { list, map, object, type Type } from '../cty/type';
import { durationInMilliseconds } from './duration';

/** Who gives the value: the configuration, the provider, or the provider where the configuration does not. */
export type Presence = 'required' | 'optional' | 'computed' | 'optional and computed';

/** One attribute of a schema; `T` is what a handler sees of it. */
export interface Attribute<T = unknown, P extends Presence = Presence> {
  readonly type: Type;
  readonly presence: P;
  readonly description: string;
  readonly sensitive: boolean;
  /** Accepted, but nothing depends on it: the provider can be configured while it is unknown. */
  readonly withoutEffect?: boolean;
  /** The only keys of a map on which anything depends. @default - all */
  readonly usedKeys?: readonly string[];
  /** The attributes inside, where the attribute is an object or a list of objects. */
  readonly nested?: { readonly nesting: 'single' | 'list'; readonly attributes: Attributes };
  /** What is wrong with a known value, as a sentence, or undefined. */
  check?(value: T): string | undefined;
}

export type Attributes = Readonly<Record<string, Attribute>>;

export interface AttributeOptions<T> {
  /** Whether the engine hides the value in everything it shows. @default false */
  readonly sensitive?: boolean;
  /** Accepted, but nothing depends on it: the provider can be configured while it is unknown. @default false */
  readonly withoutEffect?: boolean;
  /** What is wrong with a known value, as a sentence, or undefined. @default - every value is right */
  readonly check?: (value: T) => string | undefined;
}

export interface MapOptions extends AttributeOptions<Readonly<Record<string, string>>> {
  /** The only keys on which anything depends: others may be unknown. @default - all */
  readonly usedKeys?: readonly string[];
}

/** What a handler gets of the configuration: what the user may set, wholly known. */
export type Config<A extends Attributes> = {
  readonly [
    N in keyof A as A[N] extends Attribute<never, 'computed'> ? never : N
  ]: A[N] extends Attribute<infer T, infer P> ? (P extends 'required' ? T : T | null) : never;
};

/** What a handler answers: every attribute, null where there is nothing to say. */
export type State<A extends Attributes> = {
  readonly [N in keyof A]: A[N] extends Attribute<infer T, infer P>
    ? P extends 'required'
      ? T
      : T | null
    : never;
};

export const required = attributesThatAre('required');
export const optional = attributesThatAre('optional');
export const computed = attributesThatAre('computed');
export const optionalAndComputed = attributesThatAre('optional and computed');

/** The same, but given by the provider where the configuration does not, or in place of what it says. */
export function orComputed<T>(
  attribute: Attribute<T, 'optional'>,
): Attribute<T, 'optional and computed'> {
  return { ...attribute, presence: 'optional and computed' };
}

function attributesThatAre<P extends Presence>(presence: P) {
  function attribute<T>(
    type: Type,
    description: string,
    { sensitive = false, ...options }: AttributeOptions<T>,
  ): Attribute<T, P> {
    return { type, presence, description, sensitive, ...options };
  }
  return {
    string: (description: string, options: AttributeOptions<string> = {}) =>
      attribute('string', description, options),

    bool: (description: string, options: AttributeOptions<boolean> = {}) =>
      attribute('bool', description, options),

    /** A whole number. */
    integer: (description: string, options: AttributeOptions<bigint> = {}) =>
      attribute<bigint>('number', description, {
        ...options,
        check: (value: bigint | Decimal) =>
          typeof value === 'bigint' ? options.check?.(value) : 'It must be a whole number.',
      }),

    /** A time span such as `30s`, `1m30s` or `15m`. */
    duration: (description: string, { max }: { max?: string } = {}) =>
      attribute<string>('string', description, { check: (value) => wrongDuration(value, max) }),

    stringMap: (description: string, options: MapOptions = {}) =>
      attribute(map('string'), description, options),

    object: <A extends Attributes>(description: string, attributes: A): Attribute<State<A>, P> => ({
      ...attribute<State<A>>(object(typesOf(attributes)), description, {}),
      nested: { nesting: 'single', attributes },
    }),

    /** A list of objects. */
    list: <A extends Attributes>(
      description: string,
      attributes: A,
    ): Attribute<readonly State<A>[], P> => ({
      ...attribute<readonly State<A>[]>(list(object(typesOf(attributes))), description, {}),
      nested: { nesting: 'list', attributes },
    }),
  };
}

/** The types of the attributes, by name. */
export function typesOf(attributes: Attributes): Record<string, Type> {
  return Object.fromEntries(Object.entries(attributes).map(([name, { type }]) => [name, type]));
}

function wrongDuration(value: string, max: string | undefined): string | undefined {
  const duration = durationInMilliseconds(value);
  if (duration === undefined || duration <= 0) {
    return `${JSON.stringify(value)} is not a time span: write a number with a unit, as in "30s", "2m" or "1h30m".`;
  }
  const maximum = max === undefined ? undefined : durationInMilliseconds(max);
  return maximum !== undefined && duration > maximum ? `It can be ${max} at most.` : undefined;
}
