import assert from 'node:assert/strict';
import * as oracle from '@msgpack/msgpack';
import * as fc from 'fast-check';
import { CodecError } from '../../lib/terraform-plugin/cty/codec-error';
import { Decimal } from '../../lib/terraform-plugin/cty/decimal';
import { decode, encode } from '../../lib/terraform-plugin/cty/msgpack';
import { MsgpackReader, type Token } from '../../lib/terraform-plugin/cty/msgpack-reader';
import { sameValue } from '../../lib/terraform-plugin/cty/same-value';
import { parseType, type Type } from '../../lib/terraform-plugin/cty/type';
import { isList, Unknown, unknown, type Value } from '../../lib/terraform-plugin/cty/value';
import { always } from './property';
import { record, TypedValues } from './typed-values';

const name = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', ''),
);

const number = fc.oneof(
  fc.bigInt(),
  fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }),
  fc.integer({ min: -40_000, max: 80_000 }).map(BigInt),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((double) => Decimal.fromDouble(double)),
);
const text = fc.oneof(
  { weight: 9, arbitrary: fc.string({ unit: 'grapheme' }) },
  { weight: 1, arbitrary: fc.nat(70_000).map((length) => 'x'.repeat(length)) },
);
const refined = fc.uint8Array({ minLength: 2, maxLength: 40 }).map((bytes) => new Unknown(bytes));

const { type: anyType, typed } = new TypedValues({
  name,
  text,
  number,
  unknownOf: () => fc.oneof(fc.constant(unknown), refined),
  longest: 20,
});

/** What an independent library reads, in its own terms. */
const extensions = new oracle.ExtensionCodec();
for (const type of [0, 12])
  extensions.register({
    type,
    encode: () => null,
    decode: (bytes) => new Unknown(type === 0 ? null : Uint8Array.from(bytes)),
  });

function asOracleReads(value: Value, type: Type): unknown {
  if (typeof value === 'bigint') {
    if (value < -(2n ** 63n) || value >= 2n ** 64n) return String(value);
    return value >= -(2n ** 31n) && value < 2n ** 32n ? Number(value) : value;
  }
  if (value instanceof Decimal) return String(value);
  if (isList(value)) {
    return value.map((element, index) => asOracleReads(element, elementOf(type, index)));
  }
  if (value === null || typeof value !== 'object' || value instanceof Unknown) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [
      key,
      asOracleReads(element, elementOf(type, key)),
    ]),
  );
}

function elementOf(type: Type, step: string | number): Type {
  if (typeof type === 'string') return type;
  if (type[0] === 'object') return type[1][step] ?? 'dynamic';
  return type[0] === 'tuple' ? (type[1][Number(step)] ?? 'dynamic') : type[1];
}

/** One item after the other, as text, until the input ends or is no MessagePack. */
function tokensOf(bytes: Uint8Array): Token[] {
  const reader = new MsgpackReader(bytes);
  const tokens: Token[] = [];
  while (!reader.atEnd) tokens.push(reader.next());
  return tokens;
}

export const msgpack = [
  always('what is written is read back the same', [typed], ([type, value]) => {
    const read = decode(encode(value, type), type);
    assert.deepEqual(read, value);
    assert.ok(sameValue(read, value, type));
  }),

  always(
    'what is written is read back, whatever precedes it',
    [fc.array(fc.nat({ max: 3000 }), { maxLength: 4 }), typed],
    (lengths, [type, value]) => {
      const fillers = lengths.map((length) => 'x'.repeat(length));
      const all: Type = ['tuple', [...fillers.map((): Type => 'string'), type, type]];
      const values = [...fillers, value, value];
      assert.deepEqual(decode(encode(values, all), all), values);
    },
  ),

  always('what is read is written back byte by byte', [typed], ([type, value]) => {
    const bytes = Buffer.from(encode(value, type));
    assert.ok(bytes.equals(encode(decode(bytes, type), type)));
  }),

  always('an independent library reads what is written', [typed], ([type, value]) => {
    const bytes = encode(value, type);
    fc.pre(!Buffer.from(bytes).includes('__proto__')); // which the oracle refuses
    const read = oracle.decode(bytes, { extensionCodec: extensions, useBigInt64: true });
    assert.deepEqual(read, asOracleReads(value, type));
  }),

  always('what an independent library writes is read', [fc.jsonValue()], (json) => {
    const [type, value] = typeOfJson(json);
    assert.deepEqual(decode(oracle.encode(json), type), value);
  }),

  always('a dynamic value is read by the type that precedes it', [typed], ([type, value]) => {
    const header = [Uint8Array.of(0x92), oracle.encode(Buffer.from(JSON.stringify(type)))];
    const bytes = Buffer.concat([...header, encode(value, type)]);
    assert.deepEqual(decode(bytes, 'dynamic'), value);
  }),

  always('a type is read back from its JSON', [anyType], (type) => {
    assert.deepEqual(parseType(JSON.stringify(type)), type);
  }),

  always(
    'bytes that were cut or altered are a value or a CodecError',
    [typed, fc.nat(), fc.nat(255), fc.boolean()],
    ([type, value], place, byte, isCut) => {
      const bytes = Uint8Array.from(encode(value, type));
      const at = place % bytes.length;
      if (!isCut) bytes[at] = byte;
      try {
        const read = decode(isCut ? bytes.subarray(0, at) : bytes, type);
        assert.ok(!isCut);
        encode(read, type);
      } catch (error) {
        assert.ok(error instanceof CodecError, String(error));
      }
    },
  ),

  always(
    'any bytes are a value or a CodecError',
    [anyType, fc.uint8Array({ maxLength: 64 })],
    (type, bytes) => {
      for (const wanted of [type, 'dynamic'] as const) {
        try {
          decode(bytes, wanted);
        } catch (error) {
          assert.ok(error instanceof CodecError, String(error));
        }
      }
    },
  ),

  always('any bytes are tokens or a RangeError', [fc.uint8Array({ maxLength: 64 })], (bytes) => {
    try {
      tokensOf(bytes);
    } catch (error) {
      assert.ok(error instanceof RangeError, String(error));
    }
  }),
];

/** A type that fits, and the value as ours has it. */
function typeOfJson(json: fc.JsonValue): [Type, Value] {
  if (json === null) return ['string', null];
  if (typeof json === 'string') return ['string', json];
  if (typeof json === 'boolean') return ['bool', json];
  if (typeof json === 'number') return ['number', Decimal.fromDouble(json)];
  if (Array.isArray(json)) {
    const elements = json.map(typeOfJson);
    return [['tuple', elements.map(([type]) => type)], elements.map(([, value]) => value)];
  }
  const members = Object.entries(json).map(
    ([key, member]) => [key, typeOfJson(member ?? null)] as const,
  );
  return [
    ['object', Object.fromEntries(members.map(([key, [type]]) => [key, type]))],
    record(members.map(([key, [, value]]) => [key, value])),
  ];
}
