import { list, object, type Type } from '../cty/type';
import { type Attributes, optional, typesOf } from './attribute';
import { type Constraint } from './constraints';

/** The arguments and attributes of a provider, data source or resource. */
export interface Schema {
  readonly description: string;
  readonly attributes: Attributes;
  readonly blocks: Blocks;
  /** What holds between several arguments. */
  readonly constraints: readonly Constraint[];
}

export type Blocks = Readonly<Record<string, Block>>;

/** A block inside another one: at most one of it, or a list. */
export interface Block<A extends Attributes = Attributes, N extends Nesting = Nesting> {
  readonly nesting: N;
  readonly description: string;
  readonly attributes: A;
  readonly constraints: readonly Constraint[];
  /** How many of a list block there may be. @default - any number */
  readonly maximum?: number;
}

export type Nesting = 'single' | 'list';

/** A block that may be repeated. */
export function blockList<A extends Attributes>(
  description: string,
  attributes: A,
  { maximum, constraints = [] }: { maximum?: number; constraints?: readonly Constraint[] } = {},
): Block<A, 'list'> {
  return {
    nesting: 'list',
    description,
    attributes,
    constraints,
    ...(maximum !== undefined && { maximum }),
  };
}

/** The block `timeouts`, as the providers of other vendors have it. */
export function timeoutsBlock(timeouts: Readonly<Record<string, string>>): Block {
  return {
    nesting: 'single',
    description: 'How long to wait at most.',
    attributes: Object.fromEntries(
      Object.entries(timeouts).map(([operation, limit]) => [
        operation,
        optional.duration(
          `How long ${operation} may take, for example \`30s\` or \`5m\`. Defaults to \`${limit}\`.`,
        ),
      ]),
    ),
    constraints: [],
  };
}

/** The type of a value of the schema: attributes and blocks alike are attributes of an object. */
export function schemaType({ attributes, blocks }: Pick<Schema, 'attributes' | 'blocks'>): Type {
  const blockTypes = Object.entries(blocks).map(([name, block]): [string, Type] => {
    const type = object(typesOf(block.attributes));
    return [name, block.nesting === 'single' ? type : list(type)];
  });
  return object({ ...typesOf(attributes), ...Object.fromEntries(blockTypes) });
}
