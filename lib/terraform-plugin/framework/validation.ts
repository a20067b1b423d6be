import { type Path } from '../cty/path';
import { isList, isObject, isWhollyKnown, type Value, type Values } from '../cty/value';
import { type Attribute, type Attributes } from './attribute';
import { type Constraint } from './constraints';
import { type Diagnostic } from './diagnostics';
import { type Block, type Schema } from './schema';

/** What is wrong with a configuration, and what in it is deprecated. Values that are not known yet count as valid. */
export function validate(config: Value, schema: Omit<Schema, 'description'>): Diagnostic[] {
  if (!isObject(config)) return [];
  return [
    ...deprecation('This type', schema.deprecated, []),
    ...validateAttributes(config, schema.attributes, schema.constraints, []),
    ...Object.entries(schema.blocks).flatMap(([name, block]) =>
      validateBlock(name, config[name] ?? null, block),
    ),
  ];
}

function validateBlock(name: string, value: Value, block: Block): Diagnostic[] {
  const path = [{ attribute: name }];
  const all = isList(value) ? value : [value];
  const written = all.some(isObject);
  return [
    ...(written ? deprecation(`The block "${name}"`, block.deprecated, path) : []),
    ...all.flatMap((one, index) =>
      isObject(one)
        ? validateAttributes(
            one,
            block.attributes,
            block.constraints,
            block.nesting === 'list' ? [...path, { index }] : path,
          )
        : [],
    ),
  ];
}

function validateAttributes(
  config: Values,
  attributes: Attributes,
  constraints: readonly Constraint[],
  path: Path,
): Diagnostic[] {
  const ofAttributes = Object.entries(attributes).flatMap(([name, attribute]) =>
    validateAttribute(name, config[name] ?? null, attribute, [...path, { attribute: name }]),
  );
  const violations = constraints.flatMap((constraint) => {
    const violation = constraint(config);
    if (violation === undefined) return [];
    const { argument, reason } = violation;
    return [invalid(argument, reason, [...path, { attribute: argument }])];
  });
  return [...ofAttributes, ...violations];
}

function validateAttribute(
  name: string,
  value: Value,
  attribute: Attribute,
  path: Path,
): Diagnostic[] {
  if (value === null) {
    return attribute.presence === 'required' ? [invalid(name, 'It must be set.', path)] : [];
  }
  const warnings = deprecation(`"${name}"`, attribute.deprecated, path);
  if (holdsNull(value)) {
    return [...warnings, invalid(name, 'An element of it is null; leave it out.', path)];
  }
  const inside = elementsOf(value, attribute, path).flatMap(([element, elementPath]) =>
    isObject(element)
      ? validateAttributes(element, attribute.nested?.attributes ?? {}, [], elementPath)
      : [],
  );
  const reason = isWhollyKnown(value) ? attribute.check?.(value) : undefined;
  return [...warnings, ...inside, ...(reason === undefined ? [] : [invalid(name, reason, path)])];
}

/** The objects in an attribute, with their paths. An element of a set has no path of its own. */
function elementsOf(value: Value, { nested }: Attribute, path: Path): (readonly [Value, Path])[] {
  if (nested === undefined) return [];
  if (nested.nesting === 'single') return [[value, path]];
  if (nested.nesting === 'map') {
    const entries = isObject(value) ? Object.entries(value) : [];
    return entries.map(([key, element]) => [element, [...path, { key }]]);
  }
  const elements = isList(value) ? value : [];
  return elements.map((element, index) => [
    element,
    nested.nesting === 'list' ? [...path, { index }] : path,
  ]);
}

/** Handlers are promised lists and sets without null; in a map it may mean that the key is not set. */
function holdsNull(value: Value): boolean {
  return isList(value) && value.includes(null);
}

function invalid(name: string, detail: string, path: Path): Diagnostic {
  return { severity: 'error', summary: `Invalid value of "${name}"`, detail, path };
}

function deprecation(what: string, instead: string | undefined, path: Path): Diagnostic[] {
  if (instead === undefined) return [];
  return [{ severity: 'warning', summary: `${what} is deprecated`, detail: instead, path }];
}
