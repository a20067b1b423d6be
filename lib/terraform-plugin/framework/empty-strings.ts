import { canonical } from '../cty/same-value';
import { inside } from '../cty/steps';
import { object } from '../cty/type';
import { isList, isObject, type Value, type Values } from '../cty/value';
import { type Attribute, type Attributes, typesOf } from './attribute';
import { type Block, type Schema } from './schema';

/**
 * The configuration with empty strings of optional arguments as null, or as their default: a variable that is not set
 * often arrives as `""`, and means the same as an argument that is left out.
 */
export function withoutEmptyStrings(
  config: Value,
  { attributes, blocks }: Pick<Schema, 'attributes' | 'blocks'>,
): Value {
  if (!isObject(config)) return config;
  const inBlocks = Object.entries(blocks).map(([name, block]): [string, Value] => [
    name,
    inBlock(config[name] ?? null, block.attributes),
  ]);
  return { ...inAttributes(config, attributes), ...Object.fromEntries(inBlocks) };
}

function inBlock(value: Value, attributes: Attributes): Value {
  if (isList(value)) return value.map((one) => inBlock(one, attributes));
  return isObject(value) ? inAttributes(value, attributes) : value;
}

function inAttributes(values: Values, attributes: Attributes): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      countsAsLeftOut(value, attributes[name]) ? (attributes[name]?.default ?? null) : value,
    ]),
  );
}

function countsAsLeftOut(value: Value | undefined, attribute: Attribute | undefined): boolean {
  return value === '' && (attribute?.presence.startsWith('optional') ?? false);
}

/**
 * What a handler returned, with the empty strings that were hidden from it: engines compare with the plan, in which they
 * are. A value that it gave an optional attribute instead stays, because it means that the object has changed.
 */
export function withEmptyStringsOf(
  plan: Values,
  result: Values,
  { attributes, blocks }: Pick<Schema, 'attributes' | 'blocks'>,
): Values {
  const inBlocks = Object.entries(blocks)
    .filter(([name]) => name in result)
    .map(([name, block]): [string, Value] => [
      name,
      blockAsPlanned(plan[name] ?? null, result[name] ?? null, block),
    ]);
  return { ...asPlanned(plan, result, attributes), ...Object.fromEntries(inBlocks) };
}

/**
 * A plan in which an empty string, where the provider may choose, leaves the choice to it: an object that exists keeps
 * what it has. An engine accepts only that, or the empty string itself.
 */
export function withChoicesOf(
  prior: Value,
  planned: Values,
  { config, attributes }: { readonly config: Value; readonly attributes: Attributes },
): Values {
  return Object.fromEntries(
    Object.entries(planned).map(([name, value]) => {
      const isChosen = attributes[name]?.presence === 'optional and computed';
      if (!isChosen || inside(config, name) !== '') return [name, value];
      const had = inside(prior, name) ?? '';
      return [name, value === had || value === '' ? had : ''];
    }),
  );
}

function asPlanned(plan: Values, result: Values, attributes: Attributes): Values {
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => {
      const attribute = attributes[name];
      const same =
        attribute?.presence === 'optional and computed' || value === (attribute?.default ?? null);
      return [name, countsAsLeftOut(plan[name], attribute) && same ? '' : value];
    }),
  );
}

function blockAsPlanned(plan: Value, result: Value, { nesting, attributes }: Block): Value {
  if (isObject(result)) return isObject(plan) ? asPlanned(plan, result, attributes) : result;
  if (!isList(result) || !isList(plan)) return result;
  if (nesting === 'list') {
    return result.map((instance, index) => {
      const planned = plan[index] ?? null;
      return isObject(instance) && isObject(planned)
        ? asPlanned(planned, instance, attributes)
        : instance;
    });
  }
  // Nothing but its content tells an element of a set from the others.
  const type = object(typesOf(attributes));
  const planned = new Map(
    plan.map((instance) => [canonical(inBlock(instance, attributes), type), instance]),
  );
  return result.map((instance) => planned.get(canonical(instance, type)) ?? instance);
}
