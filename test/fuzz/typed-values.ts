import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { type Type } from '../../lib/terraform-plugin/cty/type';
import { type Unknown, type Value } from '../../lib/terraform-plugin/cty/value';

/** What values are made of. */
export interface Leaves {
  /** Names of attributes, keys of maps. */
  readonly name: fc.Arbitrary<string>;
  readonly text: fc.Arbitrary<string>;
  readonly number: fc.Arbitrary<Value>;
  readonly unknownOf: (type: Type) => fc.Arbitrary<Unknown>;
  /** How many elements a collection has at most. */
  readonly longest: number;
}

/** Random types, and values of them: some of what is in them is null or unknown. */
export class TypedValues {
  /** Any type but a dynamic one. */
  readonly type: fc.Arbitrary<Type>;
  readonly typed: fc.Arbitrary<[Type, Value]>;

  constructor(private readonly leaves: Leaves) {
    this.type = fc.letrec<{ any: Type }>((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<Type>('string', 'number', 'bool'),
        fc.tuple(fc.constantFrom('list', 'set', 'map'), tie('any')) as fc.Arbitrary<Type>,
        fc.array(tie('any'), { maxLength: 4 }).map((elements): Type => ['tuple', elements]),
        fc
          .array(fc.tuple(leaves.name, tie('any')), { maxLength: 4 })
          .map((attributes): Type => ['object', Object.fromEntries(attributes)]),
      ),
    })).any;
    this.typed = this.type.chain((type) => fc.tuple(fc.constant(type), this.valueOf(type)));
  }

  private valueOf(type: Type): fc.Arbitrary<Value> {
    return fc.oneof(
      { weight: 10, arbitrary: this.knownValueOf(type) },
      { weight: 1, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: this.leaves.unknownOf(type) },
    );
  }

  private knownValueOf(type: Type): fc.Arbitrary<Value> {
    const { text, number, name, longest: maxLength } = this.leaves;
    if (type === 'string') return text;
    if (type === 'number') return number;
    if (type === 'bool') return fc.boolean();
    if (type === 'dynamic') return fc.constant(null);
    switch (type[0]) {
      case 'list':
      case 'set':
        return fc.array(this.valueOf(type[1]), { maxLength });
      case 'map':
        return fc
          .uniqueArray(fc.tuple(name, this.valueOf(type[1])), {
            selector: ([key]) => key,
            maxLength,
          })
          .map(record);
      case 'tuple':
        return fc.tuple(...type[1].map((element) => this.valueOf(element)));
      case 'object': {
        const names = Object.keys(type[1]);
        return fc
          .tuple(...names.map((key) => this.valueOf(type[1][key] ?? assert.fail(key))))
          .map((values) => record(values.map((value, index) => [names[index] ?? '', value])));
      }
    }
  }
}

/** An object or a map, as the decoder makes it. */
export function record(entries: readonly (readonly [string, Value])[]): Value {
  const object = Object.create(null) as Record<string, Value>;
  for (const [key, value] of entries) object[key] = value;
  return object;
}
