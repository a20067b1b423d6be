/**
 * Values as MessagePack, according to their type.
 *
 * Source: Terraform plugin protocol, "Wire Format for Terraform Objects", "MessagePack Format".
 */
import { CodecError, within } from './codec-error';
import { Decimal } from './decimal';
import { MsgpackReader, type Token } from './msgpack-reader';
import { MsgpackWriter } from './msgpack-writer';
import { type PathStep } from './path';
import { parseType, type Type } from './type';
import { isList, isObject, isUnknown, Unknown, type Value } from './value';

/** Throws a CodecError if the value does not have the type. */
export function encode(value: Value, type: Type): Uint8Array {
  const writer = new MsgpackWriter();
  write(writer, value, type);
  return writer.bytes();
}

/** Throws a CodecError if the bytes are malformed or hold another type. */
export function decode(bytes: Uint8Array, type: Type): Value {
  const reader = new MsgpackReader(bytes);
  const value = read(reader, type);
  if (!reader.atEnd) throw new CodecError('unexpected bytes after the value');
  return value;
}

// A missing attribute reaches the codec as undefined, whatever the compiler believes.
function write(writer: MsgpackWriter, value: Value | undefined, type: Type): void {
  if (value === undefined) throw new CodecError('value is missing');
  if (value === null) writer.nil();
  else if (isUnknown(value)) writeUnknown(writer, value);
  else if (type === 'string') writeString(writer, value);
  else if (type === 'bool') writeBool(writer, value);
  else if (type === 'number') writeNumber(writer, value);
  else if (type === 'dynamic')
    throw new CodecError('dynamic values other than null or unknown need a type');
  else writeCollection(writer, value, type);
}

/** Plain unknown is extension 0 with one byte; refinements are returned to the engine unchanged, as extension 12. */
function writeUnknown(writer: MsgpackWriter, { refinement }: Unknown): void {
  if (refinement === null) writer.extension(0, Uint8Array.of(0));
  else writer.extension(REFINED_UNKNOWN, refinement);
}

function writeString(writer: MsgpackWriter, value: Value): void {
  if (typeof value !== 'string') throw mismatch('string', value);
  writer.string(value);
}

function writeBool(writer: MsgpackWriter, value: Value): void {
  if (typeof value !== 'boolean') throw mismatch('bool', value);
  writer.bool(value);
}

/** What fits into 64 bits is an integer, everything else a decimal string, which the engine reads without rounding. */
function writeNumber(writer: MsgpackWriter, value: Value): void {
  if (typeof value === 'bigint') {
    if (value >= -(2n ** 63n) && value < 2n ** 64n) writer.integer(value);
    else writer.string(value.toString());
  } else if (value instanceof Decimal) {
    writer.string(value.toString());
  } else {
    throw mismatch('number', value);
  }
}

function writeCollection(writer: MsgpackWriter, value: Value, type: Exclude<Type, string>): void {
  switch (type[0]) {
    case 'list':
    case 'set': {
      if (!isList(value)) throw mismatch(type[0], value);
      writeElements(writer, value, () => type[1]);
      return;
    }
    case 'tuple': {
      if (!isList(value)) throw mismatch('tuple', value);
      if (value.length !== type[1].length)
        throw new CodecError(`tuple needs ${type[1].length} elements`);
      writeElements(writer, value, (index) => type[1][index] ?? 'dynamic');
      return;
    }
    case 'map': {
      writeMap(writer, value, type[1]);
      return;
    }
    case 'object': {
      writeObject(writer, value, type[1]);
      return;
    }
  }
}

function writeElements(
  writer: MsgpackWriter,
  elements: readonly Value[],
  typeAt: (index: number) => Type,
): void {
  writer.arrayHeader(elements.length);
  for (let index = 0; index < elements.length; index += 1) {
    try {
      write(writer, elements[index], typeAt(index));
    } catch (error) {
      throw within({ index }, error);
    }
  }
}

function writeMap(writer: MsgpackWriter, value: Value, element: Type): void {
  if (!isObject(value)) throw mismatch('map', value);
  const keys = Object.keys(value).sort();
  writer.mapHeader(keys.length);
  for (const key of keys) {
    writer.string(key);
    try {
      write(writer, value[key], element);
    } catch (error) {
      throw within({ key }, error);
    }
  }
}

function writeObject(
  writer: MsgpackWriter,
  value: Value,
  attributes: Readonly<Record<string, Type>>,
): void {
  if (!isObject(value)) throw mismatch('object', value);
  const extra = Object.keys(value).find((name) => !Object.hasOwn(attributes, name));
  if (extra !== undefined) throw new CodecError('no such attribute', [{ attribute: extra }]);
  const entries = entriesOf(attributes);
  writer.mapHeader(entries.length);
  for (const { name, encoded, type } of entries) {
    writer.raw(encoded);
    try {
      write(writer, value[name], type);
    } catch (error) {
      throw within({ attribute: name }, error);
    }
  }
}

interface Entry {
  readonly name: string;
  /** The name as it is on the wire. */
  readonly encoded: Uint8Array;
  readonly type: Type;
}

/** In their order on the wire; types are few, values many. */
function entriesOf(attributes: Readonly<Record<string, Type>>): readonly Entry[] {
  const known = sortedEntries.get(attributes);
  if (known !== undefined) return known;
  const entries = Object.entries(attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, type]) => ({ name, encoded: encode(name, 'string'), type }));
  sortedEntries.set(attributes, entries);
  return entries;
}

const sortedEntries = new WeakMap<object, readonly Entry[]>();

function read(reader: MsgpackReader, type: Type): Value {
  const token = nextToken(reader);
  if (token.kind === 'nil') return null;
  if (token.kind === 'extension') return readUnknown(token);
  if (type === 'number') return readNumber(token);
  if (type === 'string' || type === 'bool') {
    if (token.kind !== type) throw unexpected(type, token);
    return token.value;
  }
  return type === 'dynamic' ? readDynamic(reader, token) : readCollection(reader, token, type);
}

/** Any extension stands for an unknown value; only number 12 carries refinements to return. */
function readUnknown(token: Token & { kind: 'extension' }): Unknown {
  return new Unknown(
    token.type === REFINED_UNKNOWN && token.data.length > 1 ? Uint8Array.from(token.data) : null,
  );
}

function readNumber(token: Token): Value {
  try {
    if (token.kind === 'integer') return token.value;
    if (token.kind === 'float') return Decimal.fromDouble(token.value);
    if (token.kind === 'string') return Decimal.parse(token.value);
  } catch (error) {
    throw new CodecError(error instanceof RangeError ? error.message : 'not a number');
  }
  throw unexpected('number', token);
}

function readDynamic(reader: MsgpackReader, token: Token): Value {
  if (token.kind !== 'array' || token.length !== 2) throw unexpected('dynamic', token);
  const type = nextToken(reader);
  if (type.kind !== 'binary' && type.kind !== 'string') throw unexpected('dynamic', type);
  const json =
    typeof type.value === 'string' ? type.value : Buffer.from(type.value).toString('utf8');
  try {
    return read(reader, parseType(json));
  } catch (error) {
    if (error instanceof CodecError) throw error;
    throw new CodecError('dynamic value with a malformed type');
  }
}

function readCollection(reader: MsgpackReader, token: Token, type: Exclude<Type, string>): Value {
  switch (type[0]) {
    case 'list':
    case 'set': {
      if (token.kind !== 'array') throw unexpected(type[0], token);
      return readElements(reader, token.length, () => type[1]);
    }
    case 'tuple': {
      if (token.kind !== 'array' || token.length !== type[1].length)
        throw unexpected('tuple', token);
      return readElements(reader, token.length, (index) => type[1][index] ?? 'dynamic');
    }
    case 'map':
      return readEntries(reader, token, (key) => [type[1], { key }]);
    case 'object': {
      const value = readEntries(reader, token, (attribute) => [
        Object.hasOwn(type[1], attribute) ? type[1][attribute] : undefined,
        { attribute },
      ]);
      const missing = Object.keys(type[1]).find((name) => !Object.hasOwn(value, name));
      if (missing !== undefined) throw new CodecError('value is missing', [{ attribute: missing }]);
      return value;
    }
  }
}

function readElements(
  reader: MsgpackReader,
  count: number,
  typeAt: (index: number) => Type,
): Value[] {
  const elements: Value[] = [];
  for (let index = 0; index < count; index += 1) {
    try {
      elements.push(read(reader, typeAt(index)));
    } catch (error) {
      throw within({ index }, error);
    }
  }
  return elements;
}

/** Maps and objects alike; without prototype, so that a key like `__proto__` is a key like any other. */
function readEntries(
  reader: MsgpackReader,
  token: Token,
  entry: (key: string) => [type: Type | undefined, step: PathStep],
): Record<string, Value> {
  if (token.kind !== 'map') throw unexpected('map', token);
  const entries = Object.create(null) as Record<string, Value>;
  for (let left = token.length; left > 0; left -= 1) {
    const key = nextToken(reader);
    if (key.kind !== 'string') throw unexpected('key', key);
    const [type, step] = entry(key.value);
    if (type === undefined) throw new CodecError('no such attribute', [step]);
    try {
      entries[key.value] = read(reader, type);
    } catch (error) {
      throw within(step, error);
    }
  }
  return entries;
}

const REFINED_UNKNOWN = 12;

function nextToken(reader: MsgpackReader): Token {
  try {
    return reader.next();
  } catch (error) {
    throw new CodecError(error instanceof RangeError ? error.message : 'malformed MessagePack');
  }
}

function mismatch(wanted: string, value: Value): CodecError {
  return new CodecError(`${wanted} expected, got ${isList(value) ? 'array' : typeof value}`);
}

function unexpected(wanted: string, token: Token): CodecError {
  return new CodecError(`${wanted} expected, got ${token.kind}`);
}
