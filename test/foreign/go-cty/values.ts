// What our code makes of the values that `main.go` prints, and the values of ours that it should understand.
import * as oracle from '@msgpack/msgpack';
import * as fc from 'fast-check';
import { Decimal } from '../../../lib/terraform-plugin/cty/decimal';
import { decode, encode } from '../../../lib/terraform-plugin/cty/msgpack';
import { elementType } from '../../../lib/terraform-plugin/cty/same-value';
import { parseType, type Type } from '../../../lib/terraform-plugin/cty/type';
import {
  isList,
  isObject,
  isUnknown,
  Unknown,
  unknown,
  type Value,
} from '../../../lib/terraform-plugin/cty/value';
import { conformed, parseStoredState } from '../../../lib/terraform-plugin/framework/stored-state';
import { TypedValues } from '../../fuzz/typed-values';

export interface TypedValue {
  readonly type: Type;
  readonly value: Value;
}

/** A value of go-cty, decoded and encoded by us: from MessagePack, and from JSON where there is one. */
export function throughOurs(line: string): string {
  const [constraint = '', concrete = '', bytes = '', json = ''] = line.split('\t');
  const type = parseType(concrete);
  const fromMsgpack = () => encode(decode(Buffer.from(bytes, 'hex'), parseType(constraint)), type);
  const fromJson = () => encode(conformed(parseStoredState(json), type), type);
  return [attempted(fromMsgpack), json === '' ? '' : attempted(fromJson)].join('\t');
}

/** Hexadecimal, or the error, which is no bytes. */
function attempted(work: () => Uint8Array): string {
  try {
    return Buffer.from(work()).toString('hex');
  } catch (error) {
    return String(error).replaceAll(/[\t\n]/g, ' ');
  }
}

/** Values of ours, the same ones for the same seed. */
export function ourValues(seed: number, count: number): TypedValue[] {
  return fc
    .sample(values.typed, { seed, numRuns: count })
    .map(([type, value]) => ({ type, value }));
}

export function lineFor({ type, value }: TypedValue): string {
  return `${JSON.stringify(type)}\t${Buffer.from(encode(value, type)).toString('hex')}`;
}

/** What is wrong with the answer to a value, undefined if it is that value. */
export function difference({ type, value }: TypedValue, answer: string): string | undefined {
  const bytes = Buffer.from(answer, 'hex');
  const found =
    bytes.length * 2 === answer.length && answer !== '' ? shown(decode(bytes, type), type) : answer;
  const wanted = shown(value, type);
  return found === wanted ? undefined : `${JSON.stringify(type)} ${wanted} became ${found}`;
}

/** A text that is the same for what engines take as the same. */
function shown(value: Value, type: Type): string {
  if (isUnknown(value)) {
    return value.refinement === null ? '?' : `?${JSON.stringify(oracle.decode(value.refinement))}`;
  }
  if (isList(value)) {
    const elements = value.map((element, index) => shown(element, elementType(type, index)));
    return `[${(type[0] === 'set' ? withoutDuplicates(elements) : elements).join()}]`;
  }
  if (isObject(value)) {
    const entries = Object.keys(value)
      .sort()
      .map(
        (name) => `${JSON.stringify(name)}:${shown(value[name] ?? null, elementType(type, name))}`,
      );
    return `{${entries.join()}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function withoutDuplicates(elements: readonly string[]): string[] {
  return [...new Set(elements)].sort();
}

// Engines have texts in this form only.
const normalized = fc.string({ unit: 'grapheme' }).map((text) => text.normalize('NFC'));
const special = fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '');
const long = fc.nat(300).map((length) => 'x'.repeat(length));
/** What fits into the 512 bits with which an engine computes: it changes larger integers, also on its own way. */
const number = fc.oneof(
  fc.bigInt(),
  fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }),
  fc.integer({ min: -40_000, max: 80_000 }).map(BigInt),
  fc.double({ noNaN: true, min: -1e150, max: 1e150 }).map((double) => Decimal.fromDouble(double)),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 150n), max: 10n ** 150n }), fc.integer({ min: -400, max: 0 }))
    .map(([digits, exponent]) => Decimal.parse(`${digits}e${exponent}`)),
  fc.constantFrom('1e100', '-0', '0.1', '1e400', '1e-400').map((text) => Decimal.parse(text)),
);

const values = new TypedValues({
  name: fc.oneof({ weight: 9, arbitrary: normalized }, { weight: 1, arbitrary: special }),
  text: fc.oneof({ weight: 9, arbitrary: normalized }, { weight: 1, arbitrary: long }),
  number,
  longest: 4, // the length of its head is checked by fuzzing
  unknownOf: (type) =>
    fc.oneof(
      fc.constant(unknown),
      fc
        .tuple(fc.boolean(), knowledgeOf(type))
        .map(([isNotNull, rest]) =>
          refined([...(isNotNull ? [[1, false] as const] : []), ...rest]),
        ),
    ),
});

type Knowledge = readonly (readonly [key: number, value: unknown])[];

/** What an engine may know of an unknown value besides that it is not null. Source: go-cty, cty/msgpack/unknown.go */
function knowledgeOf(type: Type): fc.Arbitrary<Knowledge> {
  const nothing = fc.constant<Knowledge>([]);
  if (type === 'string') {
    return fc.oneof(
      nothing,
      normalized.map((text): Knowledge => [[2, `https://${text}/`]]),
    );
  }
  if (type === 'number') {
    const bounds = fc.tuple(fc.integer(), fc.nat({ max: 2 ** 40 }), fc.boolean(), fc.boolean());
    const known = bounds.map(([lower, size, isIn, isUpperIn]): Knowledge => [
      [3, [lower, isIn]],
      [4, [lower + size + 1, isUpperIn]],
    ]);
    return fc.oneof(nothing, known);
  }
  if (typeof type === 'string' || type[0] === 'object' || type[0] === 'tuple') return nothing;
  const lengths = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 301, max: 70_000 }));
  return fc.oneof(
    nothing,
    lengths.map(([least, most]): Knowledge => [
      [5, least],
      [6, most],
    ]),
  );
}

function refined(knowledge: Knowledge): Unknown {
  if (knowledge.length === 0) return unknown;
  const entries = knowledge.flatMap((entry) => entry.map((part) => oracle.encode(part)));
  return new Unknown(Buffer.concat([Uint8Array.of(0x80 | knowledge.length), ...entries]));
}
