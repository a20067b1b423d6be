import {
  create,
  fromBinary,
  ScalarType,
  toBinary,
  type DescField,
  type DescMessage,
  type MessageInitShape,
} from '@bufbuild/protobuf';
import fc from 'fast-check';
import { decodeMessage, encodeMessage } from '../../../lib/terraform-plugin/protocol/message-codec';
import { Provider as wire } from '../../../lib/terraform-plugin/protocol/tfplugin6-wire';
import {
  AttributePathSchema,
  FunctionErrorSchema,
  Provider,
  RawStateSchema,
} from '../../../lib/terraform-plugin/protocol/tfplugin6_pb';

// @bufbuild/protobuf itself is the oracle: what one writes, the other must read.
const decode = (type: DescMessage, bytes: Uint8Array) =>
  decodeMessage(wire.messages, type.typeName, bytes);
const encode = (type: DescMessage, message: object) =>
  encodeMessage(wire.messages, type.typeName, message);

const requestsAndResponses = Provider.methods.flatMap(({ input, output }) => [input, output]);

test.each(requestsAndResponses.map((type) => [type.typeName, type] as const))(
  'any %s means the same to the generated codec',
  (_name, type) => {
    fc.assert(
      fc.property(anyMessage(type, 3), (init) => {
        const message = create(type, init);
        expect(fromBinary(type, encode(type, init))).toEqual(message);
        expect(decode(type, toBinary(type, message))).toEqual(plain(message));
      }),
      { numRuns: 25 },
    );
  },
);

test('a zero that was set is told from one that was not, where the protocol needs that', () => {
  expect(encode(FunctionErrorSchema, { functionArgument: 0n })).toEqual(Uint8Array.of(0x10, 0));
  expect(decode(FunctionErrorSchema, Uint8Array.of(0x10, 0))).toMatchObject({
    functionArgument: 0n,
  });
  expect(decode(FunctionErrorSchema, Uint8Array.of())).not.toHaveProperty('functionArgument');
  const firstElement = { steps: [{ selector: { case: 'elementKeyInt', value: 0n } }] };
  expect(decode(AttributePathSchema, encode(AttributePathSchema, firstElement))).toMatchObject(
    firstElement,
  );
});

test('integers keep all 64 bits', () => {
  for (const value of [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n]) {
    const bytes = encode(FunctionErrorSchema, { functionArgument: value });
    expect(decode(FunctionErrorSchema, bytes)).toMatchObject({ functionArgument: value });
  }
});

test('fields of a newer protocol are skipped, whatever their kind', () => {
  const known = encode(FunctionErrorSchema, { text: 'known' });
  const newer = Buffer.from('fa0703616263' + 'f00796' + '01' + 'f9070102030405060708', 'hex');
  expect(decode(FunctionErrorSchema, Buffer.concat([newer, known]))).toMatchObject({
    text: 'known',
  });
});

test('a known number with another kind of value is skipped as well', () => {
  expect(decode(FunctionErrorSchema, Uint8Array.of(0x08, 1))).toMatchObject({ text: '' });
});

test('an entry of a map may lack its key or value', () => {
  expect(decode(RawStateSchema, Uint8Array.of(0x12, 0))).toMatchObject({ flatmap: { '': '' } });
});

test.each([
  ['a message that breaks off', '0a0561'],
  ['a length beyond the end', '0affffffff0f'],
  ['a number of field that cannot be', '00'],
])('%s is an error', (_what, hex) => {
  expect(() => decode(FunctionErrorSchema, Buffer.from(hex, 'hex'))).toThrow();
});

test('a nested message does not reach beyond its end', () => {
  // steps = { attribute_name of 5 bytes } in a step of only 3
  expect(() => decode(AttributePathSchema, Buffer.from('0a030a056162636465', 'hex'))).toThrow(
    'longer than its message',
  );
});

/** Without the oracle's prototypes and defaults that only show on access. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

const scalars: Partial<Record<ScalarType, fc.Arbitrary<unknown>>> = {
  [ScalarType.STRING]: fc.string({ unit: 'grapheme' }),
  [ScalarType.BYTES]: fc.uint8Array(),
  [ScalarType.BOOL]: fc.boolean(),
  [ScalarType.INT64]: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  [ScalarType.INT32]: fc.integer(),
};

/** `depth` bounds how deep messages lie in each other, as schemas may without end. */
function anyMessage<T extends DescMessage>(
  type: T,
  depth: number,
): fc.Arbitrary<MessageInitShape<T>> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  for (const member of type.members) {
    if (member.kind === 'oneof') {
      const choices = member.fields.map((field) =>
        anyValue(field, depth).map((value) => ({ case: field.localName, value })),
      );
      fields[member.localName] = fc.oneof(...choices);
    } else if (depth > 0 || member.message === undefined) {
      fields[member.localName] = anyField(member, depth);
    }
  }
  return fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<MessageInitShape<T>>;
}

function anyField(field: DescField, depth: number): fc.Arbitrary<unknown> {
  const value = anyValue(field, depth);
  if (field.fieldKind === 'list') return fc.array(value, { maxLength: 3 });
  if (field.fieldKind === 'map') {
    const keys = fc.string({ unit: 'grapheme' }).filter((key) => key !== '__proto__');
    return fc.dictionary(keys, value, { maxKeys: 3, noNullPrototype: true });
  }
  return value;
}

function anyValue(field: DescField, depth: number): fc.Arbitrary<unknown> {
  if (field.message) return anyMessage(field.message, depth - 1);
  if (field.enum) return fc.constantFrom(...field.enum.values.map(({ number }) => number));
  const arbitrary = scalars[field.scalar];
  if (arbitrary === undefined) throw new Error(`no values for ${field.toString()}`);
  return arbitrary;
}
