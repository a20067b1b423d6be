import { CodecError } from '../cty/codec-error';
import { encode } from '../cty/msgpack';
import { formatPath } from '../cty/path';
import { inside } from '../cty/steps';
import { isList, isObject, isUnknown, type Value, type Values } from '../cty/value';
import { type DynamicValue } from '../protocol/tfplugin6';
import { type Diagnostic, DiagnosticsError } from './diagnostics';
import { withEmptyStringsOf, withoutEmptyStrings } from './empty-strings';
import { type BrokenRule } from './plan-rules';
import { type Resource } from './resource';
import { type Schema, schemaType } from './schema';

/** What handlers see of an object of the engine: no `timeouts`, and empty strings count as left out. */
export function seen(object: Value, schema: Schema): Values {
  const values = Object.entries(recordOf(withoutEmptyStrings(object, schema)));
  return Object.fromEntries(values.filter(([name]) => name !== 'timeouts'));
}

/** A state from a handler, with what it does not see. */
export function completed(
  state: Values,
  basis: Value,
  { schema }: Pick<Resource<unknown>, 'schema'>,
): Values {
  return {
    ...withEmptyStringsOf(recordOf(basis), state, schema),
    timeouts: inside(basis, 'timeouts'),
  };
}

export function recordOf(value: Value): Values {
  if (!isObject(value)) throw new TypeError('not an object');
  return value;
}

/**
 * The object as a message.
 *
 * @throws DiagnosticsError that names the mistake of the handler, if the object does not have the type of the schema
 */
export function objectMessage(
  object: Values | null,
  { name, schema }: Pick<Resource<unknown>, 'name' | 'schema'>,
  handler: string,
): DynamicValue {
  try {
    return { msgpack: encode(object, schemaType(schema)), json: new Uint8Array() };
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    const { path, reason } = error;
    throw new DiagnosticsError(brokenRule(name, handler, { path, rule: reason }));
  }
}

/** A mistake of the provider's author, for its users to report. */
export function brokenRule(type: string, handler: string, { path, rule }: BrokenRule): Diagnostic {
  const what = path.length === 0 ? 'result' : `"${formatPath(path)}"`;
  return {
    severity: 'error',
    summary: 'The provider failed',
    detail: `This is a bug in the provider: "${handler}" of ${type} returned a wrong ${what}: ${rule}. Report it to the provider's developers.`,
    path,
  };
}

/** The value with null for all that is unknown: no state can hold that. */
export function unknownAsNull(value: Value): Value {
  if (isUnknown(value)) return null;
  if (isList(value)) return value.map(unknownAsNull);
  return isObject(value) ? knownValues(value) : value;
}

export function knownValues(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, unknownAsNull(value)]),
  );
}
