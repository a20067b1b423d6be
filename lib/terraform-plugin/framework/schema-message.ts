import {
  type Schema as SchemaMessage,
  type Schema_Attribute,
  type Schema_Block,
  Schema_NestedBlock_NestingMode as BlockNesting,
  Schema_Object_NestingMode as ObjectNesting,
  StringKind,
} from '../protocol/tfplugin6';
import { type Attribute, type Attributes, isComputed } from './attribute';
import { type Schema } from './schema';

/** A schema as the protocol carries it. */
export function schemaMessage(schema: Schema): SchemaMessage {
  return { version: BigInt(schema.version ?? 0), block: blockMessage(schema) };
}

function blockMessage({
  description,
  attributes,
  blocks,
  deprecated,
}: Omit<Schema, 'constraints' | 'version'>): Schema_Block {
  return {
    description,
    descriptionKind: StringKind.MARKDOWN,
    ...deprecation(deprecated),
    attributes: attributeMessages(attributes),
    blockTypes: Object.entries(blocks).map(([typeName, block]) => ({
      typeName,
      block: blockMessage({ ...block, blocks: {} }),
      nesting: BLOCK_NESTING[block.nesting],
      maxItems: BigInt(block.maximum ?? 0),
    })),
  };
}

function attributeMessages(attributes: Attributes): Schema_Attribute[] {
  return Object.entries(attributes).map(([name, attribute]) => ({
    name,
    description: attribute.description,
    descriptionKind: StringKind.MARKDOWN,
    required: attribute.presence === 'required',
    optional: attribute.presence.startsWith('optional'),
    computed: isComputed(attribute.presence),
    sensitive: attribute.sensitive,
    ...deprecation(attribute.deprecated),
    ...typeMessage(attribute),
  }));
}

function typeMessage({ type, nested }: Attribute) {
  return nested === undefined
    ? { type: Buffer.from(JSON.stringify(type)) }
    : {
        nestedType: {
          nesting: OBJECT_NESTING[nested.nesting],
          attributes: attributeMessages(nested.attributes),
        },
      };
}

function deprecation(instead: string | undefined) {
  return { deprecated: instead !== undefined, deprecationMessage: instead ?? '' };
}

const BLOCK_NESTING = {
  single: BlockNesting.SINGLE,
  list: BlockNesting.LIST,
  set: BlockNesting.SET,
};

const OBJECT_NESTING = {
  single: ObjectNesting.SINGLE,
  list: ObjectNesting.LIST,
  set: ObjectNesting.SET,
  map: ObjectNesting.MAP,
};
