import { type Path } from '../cty/path';
import { isRecord, isWhollyKnown, type Value } from '../cty/value';
import { type Attribute, type Attributes } from './attribute';
import { type Constraint } from './constraints';
import { type Diagnostic } from './diagnostics';
import { type Block, type Schema } from './schema';

/** What is wrong with a configuration. Values that are unknown yet are taken to be right. */
export function validate(config: Value, schema: Omit<Schema, 'description'>): Diagnostic[] {
  if (!isRecord(config)) return [];
  return [
    ...validateAttributes(config, schema.attributes, schema.constraints, []),
    ...Object.entries(schema.blocks).flatMap(([name, block]) =>
      validateBlock(config[name] ?? null, block, [{ attribute: name }]),
    ),
  ];
}

function validateBlock(value: Value, block: Block, path: Path): Diagnostic[] {
  const instances = Array.isArray(value) ? (value as readonly Value[]) : [value];
  return instances.flatMap((instance, index) =>
    isRecord(instance)
      ? validateAttributes(
          instance,
          block.attributes,
          block.constraints,
          Array.isArray(value) ? [...path, { index }] : path,
        )
      : [],
  );
}

function validateAttributes(
  config: Readonly<Record<string, Value>>,
  attributes: Attributes,
  constraints: readonly Constraint[],
  path: Path,
): Diagnostic[] {
  const invalid = Object.entries(attributes).flatMap(([name, attribute]) => {
    const reason = wrong(config[name] ?? null, attribute);
    return reason === undefined ? [] : [diagnostic(name, reason)];
  });
  const violations = constraints.flatMap((constraint) => {
    const violation = constraint(config);
    return violation === undefined ? [] : [diagnostic(violation.argument, violation.reason)];
  });
  return [...invalid, ...violations];

  function diagnostic(name: string, detail: string): Diagnostic {
    return {
      severity: 'error',
      summary: `Invalid value of "${name}"`,
      detail,
      path: [...path, { attribute: name }],
    };
  }
}

function wrong(value: Value, attribute: Attribute): string | undefined {
  if (!isWhollyKnown(value)) return undefined;
  if (value === null) return attribute.presence === 'required' ? 'It must be set.' : undefined;
  return attribute.check?.(value);
}
