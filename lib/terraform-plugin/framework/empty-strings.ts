import { isList, isObject, type Value } from '../cty/value';
import { type Attributes } from './attribute';
import { type Schema } from './schema';

/**
 * The configuration with empty strings of optional arguments as null: a variable that is not set often arrives as `""`,
 * and means the same as an argument that is left out.
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

function inAttributes(
  values: Readonly<Record<string, Value>>,
  attributes: Attributes,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isOptional = attributes[name]?.presence.startsWith('optional') ?? false;
      return [name, isOptional && value === '' ? null : value];
    }),
  );
}
