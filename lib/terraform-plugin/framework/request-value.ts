import { CodecError } from '../cty/codec-error';
import { decode } from '../cty/msgpack';
import { isObject, type Value, type Values } from '../cty/value';
import { type DynamicValue } from '../protocol/tfplugin6';
import { type Decoded } from '../server/grpc/handlers';
import { DiagnosticsError } from './diagnostics';
import { type Schema, schemaType } from './schema';

/**
 * The value in a request, null if there is none. Throws a DiagnosticsError if it does not have the type of the schema:
 * that is the fault of the engine, which knows the schema.
 */
export function decoded(sent: Decoded<DynamicValue> | undefined, schema: Schema): Value {
  if (sent === undefined) return null;
  try {
    return decode(sent.msgpack, schemaType(schema));
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    throw unreadable(`a value that does not fit the provider's schema (${error.message})`, error);
  }
}

/** The same where a request makes no sense without an object. */
export function decodedObject(sent: Decoded<DynamicValue> | undefined, schema: Schema): Values {
  const value = decoded(sent, schema);
  if (!isObject(value)) throw unreadable('no object where there must be one');
  return value;
}

function unreadable(what: string, cause?: Error): DiagnosticsError {
  const error = new DiagnosticsError({
    severity: 'error',
    summary: 'Unreadable request',
    detail: `The engine sent ${what}. This is a bug in Terraform or OpenTofu: use another version.`,
  });
  error.cause = cause;
  return error;
}
