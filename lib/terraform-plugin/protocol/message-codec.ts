// Protocol Buffers, proto3 (https://protobuf.dev/programming-guides/encoding/), for messages of the shapes
// that @bufbuild/protobuf generates, but led by small tables: loading its descriptors would cost a quarter
// of our start-up time.
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { FieldTable, MessageTables } from './description';

type Content = Record<string, unknown>;
type Selection = { case: string; value: unknown } | { case: undefined };

/** What is left out, or zero, takes no space. */
export function encodeMessage(tables: MessageTables, type: string, message: object): Uint8Array {
  const writer = new BinaryWriter();
  writeFields(writer, tables, type, message as Content);
  return writer.finish();
}

/**
 * The message with all its fields; one that was not sent has its zero value. Fields that the table does
 * not have are skipped.
 *
 * @throws Error when the bytes are not such a message
 */
export function decodeMessage(tables: MessageTables, type: string, bytes: Uint8Array): object {
  return readFields(new BinaryReader(bytes), tables, type, bytes.length);
}

// ---- Scalars ----

interface ScalarCodec {
  readonly wireType: WireType;
  readonly zero: () => unknown;
  readonly isZero: (value: unknown) => boolean;
  readonly read: (reader: BinaryReader) => unknown;
  readonly write: (writer: BinaryWriter, value: unknown) => void;
}

function scalar<T>(codec: {
  wireType: WireType;
  zero: () => T;
  isZero?: (value: T) => boolean;
  read: (reader: BinaryReader) => T;
  write: (writer: BinaryWriter, value: T) => void;
}): ScalarCodec {
  return { isZero: (value: T) => value === codec.zero(), ...codec } as ScalarCodec;
}

const scalars: Readonly<Record<string, ScalarCodec | undefined>> = {
  string: scalar({
    wireType: WireType.LengthDelimited,
    zero: () => '',
    read: (reader) => reader.string(),
    write: (writer, value) => writer.string(value),
  }),
  bytes: scalar<Uint8Array>({
    wireType: WireType.LengthDelimited,
    zero: () => new Uint8Array(0),
    isZero: (value) => value.length === 0,
    read: (reader) => reader.bytes(),
    write: (writer, value) => writer.bytes(value),
  }),
  bool: scalar({
    wireType: WireType.Varint,
    zero: () => false,
    read: (reader) => reader.bool(),
    write: (writer, value) => writer.bool(value),
  }),
  int64: scalar({
    wireType: WireType.Varint,
    zero: () => 0n,
    read: (reader) => BigInt(reader.int64()),
    write: (writer, value) => writer.int64(value),
  }),
  int32: scalar({
    wireType: WireType.Varint,
    zero: () => 0,
    read: (reader) => reader.int32(),
    write: (writer, value) => writer.int32(value),
  }),
};

// ---- Writing ----

function writeFields(
  writer: BinaryWriter,
  tables: MessageTables,
  type: string,
  message: Content,
): void {
  for (const [name, field] of fieldsOf(tables, type)) {
    const value = field.oneof ? selected(message[field.oneof], name) : message[name];
    if (value === undefined || value === null) continue;
    if (field.label === 'repeated') {
      for (const item of value as unknown[]) writeValue(writer, tables, field, item);
    } else if (field.label === 'map') {
      for (const entry of Object.entries(value)) writeEntry(writer, tables, field, entry);
    } else if (field.label === 'optional' || field.oneof || !scalars[field.type]?.isZero(value)) {
      writeValue(writer, tables, field, value);
    }
  }
}

function writeValue(
  writer: BinaryWriter,
  tables: MessageTables,
  { no, type }: FieldTable,
  value: unknown,
): void {
  const codec = scalars[type];
  if (codec) {
    codec.write(writer.tag(no, codec.wireType), value);
  } else {
    writer.tag(no, WireType.LengthDelimited).fork();
    writeFields(writer, tables, type, value as Content);
    writer.join();
  }
}

/** An entry of a map is a message with the fields 1 (key) and 2 (value). */
function writeEntry(
  writer: BinaryWriter,
  tables: MessageTables,
  { no, type }: FieldTable,
  [key, value]: [string, unknown],
): void {
  writer.tag(no, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.LengthDelimited).string(key);
  writeValue(writer, tables, { no: 2, type }, value);
  writer.join();
}

function selected(selection: unknown, name: string): unknown {
  const { case: chosen, ...rest } = (selection ?? { case: undefined }) as Selection;
  return chosen === name && 'value' in rest ? rest.value : undefined;
}

// ---- Reading ----

function readFields(
  reader: BinaryReader,
  tables: MessageTables,
  type: string,
  end: number,
  message = emptyMessage(tables, type),
): Content {
  while (reader.pos < end) {
    const [no, wireType] = reader.tag();
    const found = fieldsOf(tables, type).find(([, field]) => field.no === no);
    if (found !== undefined && wireType === wireTypeOf(found[1])) {
      readField(reader, tables, found, message);
    } else {
      reader.skip(wireType, no);
    }
  }
  if (reader.pos !== end) throw new RangeError(`a field of ${type} is longer than its message`);
  return message;
}

function readField(
  reader: BinaryReader,
  tables: MessageTables,
  [name, field]: [string, FieldTable],
  message: Content,
): void {
  if (field.oneof) {
    message[field.oneof] = { case: name, value: readValue(reader, tables, field) };
  } else if (field.label === 'repeated') {
    (message[name] as unknown[]).push(readValue(reader, tables, field));
  } else if (field.label === 'map') {
    const entry = { key: { no: 1, type: 'string' }, value: { no: 2, type: field.type } };
    const { key, value } = readFields(reader, { ...tables, entry }, 'entry', endOf(reader));
    (message[name] as Content)[key as string] = value ?? emptyMessage(tables, field.type);
  } else {
    message[name] = readValue(reader, tables, field, message[name]);
  }
}

/** A message that comes in several pieces is merged into one. */
function readValue(
  reader: BinaryReader,
  tables: MessageTables,
  { type }: FieldTable,
  before?: unknown,
): unknown {
  const codec = scalars[type];
  if (codec) return codec.read(reader);
  return readFields(reader, tables, type, endOf(reader), before as Content | undefined);
}

function endOf(reader: BinaryReader): number {
  const length = reader.uint32();
  return reader.pos + length;
}

function wireTypeOf({ type, label }: FieldTable): WireType {
  return label === 'map'
    ? WireType.LengthDelimited
    : (scalars[type]?.wireType ?? WireType.LengthDelimited);
}

function emptyMessage(tables: MessageTables, type: string): Content {
  const message: Content = { $typeName: type };
  for (const [name, field] of fieldsOf(tables, type)) {
    if (field.oneof) message[field.oneof] = { case: undefined };
    else if (field.label === 'repeated') message[name] = [];
    else if (field.label === 'map') message[name] = {};
    else if (field.label !== 'optional' && scalars[field.type])
      message[name] = scalars[field.type]?.zero();
  }
  return message;
}

function fieldsOf(tables: MessageTables, type: string): [string, FieldTable][] {
  const fields = tables[type];
  if (fields === undefined) throw new TypeError(`no table for the message type ${type}`);
  return Object.entries(fields);
}
