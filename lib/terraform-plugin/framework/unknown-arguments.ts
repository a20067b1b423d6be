import { formatPath, type Path } from '../cty/path';
import { isList, isObject, isUnknown, isWhollyKnown, type Value } from '../cty/value';
import { type Attribute, type Attributes } from './attribute';
import { type Schema } from './schema';

/** The paths of what is not known yet in a configuration, as Terraform writes them. */
export function unknownArguments(config: Value, path: Path = []): string[] {
  if (isUnknown(config)) return [formatPath(path)];
  if (isList(config)) {
    return config.flatMap((element, index) => unknownArguments(element, [...path, { index }]));
  }
  if (!isObject(config)) return [];
  return Object.entries(config).flatMap(([name, value]) =>
    unknownArguments(value, [...path, { attribute: name }]),
  );
}

/** The configuration without whatever is unknown in arguments, and keys of maps, that have no effect. */
export function withoutUnusedUnknowns(
  config: Value,
  { attributes, blocks }: Pick<Schema, 'attributes' | 'blocks'>,
): Value {
  if (!isObject(config)) return config;
  const inBlocks = Object.entries(blocks).map(([name, block]): [string, Value] => {
    const value = config[name] ?? null;
    const inOne = (one: Value) => inAttributes(one, block.attributes);
    return [name, isList(value) ? value.map(inOne) : inOne(value)];
  });
  return { ...(inAttributes(config, attributes) as object), ...Object.fromEntries(inBlocks) };
}

function inAttributes(config: Value, attributes: Attributes): Value {
  if (!isObject(config)) return config;
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, inAttribute(value, attributes[name])]),
  );
}

function inAttribute(value: Value, attribute: Attribute | undefined): Value {
  if (isWhollyKnown(value)) return value;
  if (attribute?.withoutEffect) return null;
  const { usedKeys } = attribute ?? {};
  if (usedKeys === undefined || !isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([key, inner]) => usedKeys.includes(key) || isWhollyKnown(inner)),
  );
}
