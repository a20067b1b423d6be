/**
 * Values as MessagePack, according to their type.
 *
 * Source: Terraform plugin protocol, "Wire Format for Terraform Objects", "MessagePack Format".
 */
import { Decimal } from './decimal';
import { MsgpackReader, type Token } from './msgpack-reader';
import { MsgpackWriter } from './msgpack-writer';
import { formatPath, type Path, type PathStep } from './path';
import { parseType, type Type } from './type';
import { isList, isObject, isUnknown, Unknown, type Value } from './value';

/** A value does not have its type, or the bytes are malformed. The message names the path, never the value. */
export class CodecError extends Error {
  constructor(
    readonly path: Path,
    readonly reason: string,
  ) {
    super(path.length === 0 ? reason : `${formatPath(path)}: ${reason}`);
    this.name = 'CodecError';
  }
}

/** Throws a CodecError if the value does not have the type. */
export function encode(value: Value, type: Type): Uint8Array {
  const writer = new MsgpackWriter();
  write(writer, value, type, []);
  return writer.bytes();
}

/** Throws a CodecError if the bytes are malformed or hold another type. */
export function decode(bytes: Uint8Array, type: Type): Value {
  const reader = new MsgpackReader(bytes);
  const value = read(reader, type, []);
  if (!reader.atEnd) throw new CodecError([], 'unexpected bytes after the value');
  return value;
}

// A missing attribute reaches the codec as undefined, whatever the compiler believes.
function write(writer: MsgpackWriter, value: Value | undefined, type: Type, path: Path): void {
  if (value === undefined) throw new CodecError(path, 'value is missing');
  if (value === null) writer.nil();
  else if (isUnknown(value)) writeUnknown(writer, value);
  else if (type === 'string') writeString(writer, value, path);
  else if (type === 'bool') writeBool(writer, value, path);
  else if (type === 'number') writeNumber(writer, value, path);
  else if (type === 'dynamic')
    throw new CodecError(path, 'dynamic values other than null or unknown need a type');
  else writeCollection(writer, value, type, path);
}

/** Plain unknown is extension 0 with one byte; refinements are returned to the engine unchanged, as extension 12. */
function writeUnknown(writer: MsgpackWriter, { refinement }: Unknown): void {
  if (refinement === null) writer.extension(0, Uint8Array.of(0));
  else writer.extension(REFINED_UNKNOWN, refinement);
}

function writeString(writer: MsgpackWriter, value: Value, path: Path): void {
  if (typeof value !== 'string') throw mismatch(path, 'string', value);
  writer.string(value);
}

function writeBool(writer: MsgpackWriter, value: Value, path: Path): void {
  if (typeof value !== 'boolean') throw mismatch(path, 'bool', value);
  writer.bool(value);
}

/** What fits into 64 bits is an integer, everything else a decimal string, which the engine reads without rounding. */
function writeNumber(writer: MsgpackWriter, value: Value, path: Path): void {
  if (typeof value === 'bigint') {
    if (value >= -(2n ** 63n) && value < 2n ** 64n) writer.integer(value);
    else writer.string(value.toString());
  } else if (value instanceof Decimal) {
    writer.string(value.toString());
  } else {
    throw mismatch(path, 'number', value);
  }
}

function writeCollection(
  writer: MsgpackWriter,
  value: Value,
  type: Exclude<Type, string>,
  path: Path,
): void {
  switch (type[0]) {
    case 'list':
    case 'set': {
      if (!isList(value)) throw mismatch(path, type[0], value);
      writer.arrayHeader(value.length);
      value.forEach((element, index) => write(writer, element, type[1], [...path, { index }]));
      return;
    }
    case 'tuple': {
      if (!isList(value)) throw mismatch(path, 'tuple', value);
      if (value.length !== type[1].length)
        throw new CodecError(path, `tuple needs ${type[1].length} elements`);
      writer.arrayHeader(value.length);
      type[1].forEach((element, index) =>
        write(writer, value[index], element, [...path, { index }]),
      );
      return;
    }
    case 'map': {
      writeMap(writer, value, type[1], path);
      return;
    }
    case 'object': {
      writeObject(writer, value, type[1], path);
      return;
    }
  }
}

function writeMap(writer: MsgpackWriter, value: Value, element: Type, path: Path): void {
  if (!isObject(value)) throw mismatch(path, 'map', value);
  const keys = Object.keys(value).sort();
  writer.mapHeader(keys.length);
  for (const key of keys) {
    writer.string(key);
    write(writer, value[key], element, [...path, { key }]);
  }
}

function writeObject(
  writer: MsgpackWriter,
  value: Value,
  attributes: Readonly<Record<string, Type>>,
  path: Path,
): void {
  if (!isObject(value)) throw mismatch(path, 'object', value);
  const extra = Object.keys(value).find((name) => !Object.hasOwn(attributes, name));
  if (extra !== undefined)
    throw new CodecError([...path, { attribute: extra }], 'no such attribute');
  const names = namesOf(attributes);
  writer.mapHeader(names.length);
  for (const name of names) {
    writer.string(name);
    write(writer, value[name], attributes[name] ?? 'dynamic', [...path, { attribute: name }]);
  }
}

/** In their order on the wire; types are few, values many. */
function namesOf(attributes: Readonly<Record<string, Type>>): readonly string[] {
  const known = sortedNames.get(attributes);
  if (known !== undefined) return known;
  const names = Object.keys(attributes).sort();
  sortedNames.set(attributes, names);
  return names;
}

const sortedNames = new WeakMap<object, readonly string[]>();

function read(reader: MsgpackReader, type: Type, path: Path): Value {
  const token = nextToken(reader, path);
  if (token.kind === 'nil') return null;
  if (token.kind === 'extension') return readUnknown(token);
  if (type === 'number') return readNumber(token, path);
  if (type === 'string' || type === 'bool') {
    if (token.kind !== type) throw unexpected(path, type, token);
    return token.value;
  }
  return type === 'dynamic'
    ? readDynamic(reader, token, path)
    : readCollection(reader, token, type, path);
}

/** Any extension stands for an unknown value; only number 12 carries refinements to return. */
function readUnknown(token: Token & { kind: 'extension' }): Unknown {
  return new Unknown(
    token.type === REFINED_UNKNOWN && token.data.length > 1 ? Uint8Array.from(token.data) : null,
  );
}

function readNumber(token: Token, path: Path): Value {
  try {
    if (token.kind === 'integer') return token.value;
    if (token.kind === 'float') return Decimal.fromDouble(token.value);
    if (token.kind === 'string') return Decimal.parse(token.value);
  } catch (error) {
    throw new CodecError(path, error instanceof RangeError ? error.message : 'not a number');
  }
  throw unexpected(path, 'number', token);
}

function readDynamic(reader: MsgpackReader, token: Token, path: Path): Value {
  if (token.kind !== 'array' || token.length !== 2) throw unexpected(path, 'dynamic', token);
  const type = nextToken(reader, path);
  if (type.kind !== 'binary' && type.kind !== 'string') throw unexpected(path, 'dynamic', type);
  const json =
    typeof type.value === 'string' ? type.value : Buffer.from(type.value).toString('utf8');
  try {
    return read(reader, parseType(json), path);
  } catch (error) {
    if (error instanceof CodecError) throw error;
    throw new CodecError(path, 'dynamic value with a malformed type');
  }
}

function readCollection(
  reader: MsgpackReader,
  token: Token,
  type: Exclude<Type, string>,
  path: Path,
): Value {
  switch (type[0]) {
    case 'list':
    case 'set': {
      if (token.kind !== 'array') throw unexpected(path, type[0], token);
      const elements: Value[] = [];
      while (elements.length < token.length) {
        elements.push(read(reader, type[1], [...path, { index: elements.length }]));
      }
      return elements;
    }
    case 'tuple': {
      if (token.kind !== 'array' || token.length !== type[1].length)
        throw unexpected(path, 'tuple', token);
      return type[1].map((element, index) => read(reader, element, [...path, { index }]));
    }
    case 'map':
      return readEntries(reader, token, path, (key) => [type[1], { key }]);
    case 'object': {
      const value = readEntries(reader, token, path, (attribute) => [
        Object.hasOwn(type[1], attribute) ? type[1][attribute] : undefined,
        { attribute },
      ]);
      const missing = Object.keys(type[1]).find((name) => !Object.hasOwn(value, name));
      if (missing !== undefined)
        throw new CodecError([...path, { attribute: missing }], 'value is missing');
      return value;
    }
  }
}

/** Maps and objects alike; without prototype, so that a key like `__proto__` is a key like any other. */
function readEntries(
  reader: MsgpackReader,
  token: Token,
  path: Path,
  entry: (key: string) => [type: Type | undefined, step: PathStep],
): Record<string, Value> {
  if (token.kind !== 'map') throw unexpected(path, 'map', token);
  const entries = Object.create(null) as Record<string, Value>;
  for (let left = token.length; left > 0; left -= 1) {
    const key = nextToken(reader, path);
    if (key.kind !== 'string') throw unexpected(path, 'key', key);
    const [type, step] = entry(key.value);
    if (type === undefined) throw new CodecError([...path, step], 'no such attribute');
    entries[key.value] = read(reader, type, [...path, step]);
  }
  return entries;
}

const REFINED_UNKNOWN = 12;

function nextToken(reader: MsgpackReader, path: Path): Token {
  try {
    return reader.next();
  } catch (error) {
    throw new CodecError(
      path,
      error instanceof RangeError ? error.message : 'malformed MessagePack',
    );
  }
}

function mismatch(path: Path, wanted: string, value: Value): CodecError {
  return new CodecError(path, `${wanted} expected, got ${isList(value) ? 'array' : typeof value}`);
}

function unexpected(path: Path, wanted: string, token: Token): CodecError {
  return new CodecError(path, `${wanted} expected, got ${token.kind}`);
}
