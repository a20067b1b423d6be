import { Decimal } from '../cty/decimal';
import { list, map, object, set, type Type } from '../cty/type';
import { type Value } from '../cty/value';
import {
  type Attribute,
  type Attributes,
  type Collection,
  type Element,
  type ElementValue,
  type MapValue,
  type Presence,
  type Primitives,
  type State,
  typesOf,
} from './attribute';
import { mistake } from './definition-error';
import { durationInMilliseconds, wrongDuration } from './duration';

export interface AttributeOptions<T> {
  /** Whether the engine hides the value in everything it shows. @default false */
  readonly sensitive?: boolean;
  /** What to use instead, as a sentence: whoever still sets the attribute is warned. @default - not deprecated */
  readonly deprecated?: string;
  /** Accepted, but nothing depends on it: the provider can be configured while it is unknown. @default false */
  readonly withoutEffect?: boolean;
  /**
   * Whether a change means a new object; in resources only. A function gets two values that differ, as in state and in
   * plan; it is not asked while the planned one is unknown, which counts as true.
   *
   * @default false
   */
  readonly requiresReplace?: boolean | ((prior: T | null, planned: T | null) => boolean);
  /** What is wrong with a known value, as a sentence, or undefined. @default - every value is valid */
  readonly check?: (value: T) => string | undefined;
}

export interface MapOptions<E extends Element> extends AttributeOptions<MapValue<E>> {
  /** The only keys on which anything depends: others may be unknown. @default - all */
  readonly usedKeys?: readonly string[];
}

export interface DurationOptions extends Omit<AttributeOptions<string>, 'check'> {
  /** The longest duration allowed, for example `15m`. @default - no limit */
  readonly max?: string;
}

/** Attributes that a configuration must set. */
export const required = attributesThatAre('required');
/** Attributes that a configuration may set. */
export const optional = attributesThatAre('optional');
/** Attributes that only the provider sets. */
export const computed = attributesThatAre('computed');
/** Attributes that the provider sets if the configuration does not. */
export const optionalAndComputed = attributesThatAre('optional and computed');

/** The same attribute, but set by the provider if the configuration does not, or instead of it. */
export function orComputed<T>(
  attribute: Attribute<T, 'optional'>,
): Attribute<T, 'optional and computed'> {
  return { ...attribute, presence: 'optional and computed' };
}

/**
 * The same attribute, with this value if the configuration leaves it out; in resources only.
 *
 * @throws DefinitionError if the value is not valid
 */
export function withDefault<T>(
  attribute: Attribute<T, 'optional'>,
  value: NoInfer<T>,
): Attribute<T, 'optional with default'> {
  const wrong = attribute.check?.(value);
  if (wrong !== undefined) {
    throw mistake(`Attribute described as "${attribute.description}", its default: ${wrong}`);
  }
  // What a handler sees of an attribute is a value of its type.
  return { ...attribute, presence: 'optional with default', default: value as Value };
}

function attributesThatAre<P extends Presence>(presence: P) {
  return { ...primitivesThatAre(presence), ...structuresThatAre(presence) };
}

function primitivesThatAre<P extends Presence>(presence: P) {
  return {
    string: (description: string, options: AttributeOptions<string> = {}) =>
      attribute(presence, 'string', description, options),

    bool: (description: string, options: AttributeOptions<boolean> = {}) =>
      attribute(presence, 'bool', description, options),

    /** A whole number of any size. */
    integer: (description: string, options: AttributeOptions<bigint> = {}) =>
      attribute(presence, 'number', description, { ...options, check: whole(options.check) }),

    /** A number; whole ones are bigints, all others decimals, so that none is rounded. */
    number: (description: string, options: AttributeOptions<Primitives['number']> = {}) =>
      attribute(presence, 'number', description, options),

    /** A duration such as `30s`, `1m30s` or `15m`. */
    duration: (description: string, { max, ...options }: DurationOptions = {}) => {
      const wrong = max === undefined ? undefined : wrongDuration(max);
      if (wrong !== undefined) throw mistake(`Attribute described as "${description}": ${wrong}`);
      const check = (value: string) => wrongDuration(value) ?? longerThan(value, max);
      return attribute(presence, 'string', description, { ...options, check });
    },
  };
}

function structuresThatAre<P extends Presence>(presence: P) {
  return {
    /** One object with these attributes. */
    object: <A extends Attributes>(
      description: string,
      attributes: A,
      options: AttributeOptions<State<A>> = {},
    ): Attribute<State<A>, P> => ({
      ...attribute(presence, object(typesOf(attributes)), description, options),
      nested: { nesting: 'single', attributes },
    }),

    list: <E extends Element>(
      description: string,
      element: E,
      options: AttributeOptions<readonly ElementValue<E>[]> = {},
    ) => collection(presence, 'list', description, element, options),

    /** Elements without order, none of them twice. */
    set: <E extends Element>(
      description: string,
      element: E,
      options: AttributeOptions<readonly ElementValue<E>[]> = {},
    ) => collection(presence, 'set', description, element, options),

    map: <E extends Element>(description: string, element: E, options: MapOptions<E> = {}) =>
      collection(presence, 'map', description, element, options),
  };
}

function attribute<T, P extends Presence>(
  presence: P,
  type: Type,
  description: string,
  { sensitive = false, requiresReplace = false, ...options }: AttributeOptions<T>,
): Attribute<T, P> {
  return {
    type,
    presence,
    description,
    sensitive,
    ...options,
    ...(requiresReplace !== false && {
      requiresReplace: requiresReplace === true ? () => true : requiresReplace,
    }),
  };
}

function collection<T, P extends Presence>(
  presence: P,
  nesting: Collection,
  description: string,
  element: Element,
  options: AttributeOptions<T>,
): Attribute<T, P> {
  return {
    ...attribute(presence, COLLECTIONS[nesting](elementType(element)), description, options),
    ...(typeof element === 'object' && { nested: { nesting, attributes: element } }),
    ...(element === 'integer' && { check: whole(options.check) }),
  };
}

const COLLECTIONS = { list, set, map };

function elementType(element: Element): Type {
  if (typeof element === 'object') return object(typesOf(element));
  return element === 'integer' ? 'number' : element;
}

/** The check of a number, or of a collection of numbers, that also refuses fractions. */
function whole<T>(check?: (value: T) => string | undefined): (value: T) => string | undefined {
  return (value) => {
    const elements: unknown[] = typeof value === 'object' ? Object.values(value ?? {}) : [];
    return [value, ...elements].some((number) => number instanceof Decimal)
      ? 'It must be a whole number.'
      : check?.(value);
  };
}

function longerThan(value: string, max: string | undefined): string | undefined {
  const maximum = durationInMilliseconds(max ?? '') ?? Infinity;
  return (durationInMilliseconds(value) ?? 0) > maximum ? `It can be ${max} at most.` : undefined;
}
