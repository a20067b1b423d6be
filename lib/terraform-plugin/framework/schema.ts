import { list, object, set, type Type } from '../cty/type';
import { type Attribute, type Attributes, type Config, typesOf } from './attribute';
import { optional } from './attribute-builders';
import { type Constraint } from './constraints';

/** The arguments and attributes of a provider, or of one of its types. */
export interface Schema {
  readonly description: string;
  readonly attributes: Attributes;
  readonly blocks: Blocks;
  /** Rules about several arguments. */
  readonly constraints: readonly Constraint[];
  /** What to use instead, as a sentence. @default - not deprecated */
  readonly deprecated?: string | undefined;
  /** Of a resource: grows when an older state has to be upgraded. @default 0 */
  readonly version?: number;
}

export type Blocks = Readonly<Record<string, Block>>;
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- it is meant to be empty
export type NoBlocks = Record<never, Block>;

/** A block inside another one: at most one of it, a list, or a set. */
export interface Block<A extends Attributes = Attributes, N extends Nesting = Nesting> {
  readonly nesting: N;
  readonly description: string;
  readonly attributes: A;
  readonly constraints: readonly Constraint[];
  /** How many of a repeated block there may be. @default - any number */
  readonly maximum?: number;
  /** What to use instead, as a sentence. @default - not deprecated */
  readonly deprecated?: string;
}

type Nesting = 'single' | 'list' | 'set';

export interface BlockOptions {
  /** Rules about several arguments of the block. @default - none */
  readonly constraints?: readonly Constraint[];
  /** What to use instead, as a sentence: whoever still writes the block is warned. @default - not deprecated */
  readonly deprecated?: string;
}

export interface RepeatedBlockOptions extends BlockOptions {
  /** How many there may be. @default - any number */
  readonly maximum?: number;
}

/** What a handler gets of blocks. */
export type BlockValues<B extends Blocks> = {
  readonly [Name in keyof B]: B[Name] extends Block<infer E, infer N>
    ? N extends 'single'
      ? Config<E> | null
      : readonly Config<E>[]
    : never;
};

/** A block that may occur once. */
export function block<A extends Attributes>(
  description: string,
  attributes: A,
  options: BlockOptions = {},
): Block<A, 'single'> {
  return { nesting: 'single', description, attributes, constraints: [], ...options };
}

/** A block that may be repeated. */
export function blockList<A extends Attributes>(
  description: string,
  attributes: A,
  options: RepeatedBlockOptions = {},
): Block<A, 'list'> {
  return { nesting: 'list', description, attributes, constraints: [], ...options };
}

/** A block that may be repeated, in any order. */
export function blockSet<A extends Attributes>(
  description: string,
  attributes: A,
  options: RepeatedBlockOptions = {},
): Block<A, 'set'> {
  return { nesting: 'set', description, attributes, constraints: [], ...options };
}

/** The block `timeouts`, as other vendors' providers have it. */
export function timeoutsBlock(timeouts: Readonly<Record<string, string>>): Block {
  const limits = Object.entries(timeouts).map(([operation, limit]) => [
    operation,
    optional.duration(
      `How long the ${operation} may take, for example \`30s\` or \`5m\`. Defaults to \`${limit}\`.`,
    ),
  ]);
  return block('How long to wait at most.', Object.fromEntries(limits) as Attributes);
}

/** The type of a value of the schema. */
export function schemaType(schema: Pick<Schema, 'attributes' | 'blocks'>): Type {
  const known = types.get(schema);
  if (known !== undefined) return known;
  const type = object(typesOf(attributesAndBlocks(schema)));
  types.set(schema, type);
  return type;
}

/** Every call needs them, and schemas do not change. */
const types = new WeakMap<object, Type>();

/** Blocks are attributes of a value, too: optional ones, with the same nesting. */
export function attributesAndBlocks({
  attributes,
  blocks,
}: Pick<Schema, 'attributes' | 'blocks'>): Attributes {
  const ofBlocks = Object.entries(blocks).map(([name, { nesting, ...block }]) => {
    const type = object(typesOf(block.attributes));
    const attribute: Attribute = {
      type: { single: type, list: list(type), set: set(type) }[nesting],
      presence: 'optional',
      description: block.description,
      sensitive: false,
      nested: { nesting, attributes: block.attributes },
    };
    return [name, attribute];
  });
  return { ...attributes, ...(Object.fromEntries(ofBlocks) as Attributes) };
}
