import { type MessageInitShape } from '@bufbuild/protobuf';
import {
  Schema_NestedBlock_NestingMode as BlockNesting,
  Schema_Object_NestingMode as ObjectNesting,
  type Schema_AttributeSchema,
  type Schema_BlockSchema,
  type SchemaSchema,
  StringKind,
} from '../protocol/tfplugin6_pb';
import { type Attribute, type Attributes } from './attribute';
import { type Schema } from './schema';

/** A schema as the protocol carries it. */
export function schemaMessage(schema: Schema): MessageInitShape<typeof SchemaSchema> {
  return { block: blockMessage(schema) };
}

function blockMessage({
  description,
  attributes,
  blocks,
}: Pick<Schema, 'description' | 'attributes' | 'blocks'>): MessageInitShape<
  typeof Schema_BlockSchema
> {
  return {
    description,
    descriptionKind: StringKind.MARKDOWN,
    attributes: attributeMessages(attributes),
    blockTypes: Object.entries(blocks).map(([typeName, block]) => ({
      typeName,
      block: blockMessage({ ...block, blocks: {} }),
      nesting: block.nesting === 'single' ? BlockNesting.SINGLE : BlockNesting.LIST,
      maxItems: BigInt(block.maximum ?? 0),
    })),
  };
}

function attributeMessages(
  attributes: Attributes,
): MessageInitShape<typeof Schema_AttributeSchema>[] {
  return Object.entries(attributes).map(([name, attribute]) => ({
    name,
    description: attribute.description,
    descriptionKind: StringKind.MARKDOWN,
    required: attribute.presence === 'required',
    optional: attribute.presence.startsWith('optional'),
    computed: attribute.presence.endsWith('computed'),
    sensitive: attribute.sensitive,
    ...typeMessage(attribute),
  }));
}

function typeMessage({
  type,
  nested,
}: Attribute): Pick<MessageInitShape<typeof Schema_AttributeSchema>, 'type' | 'nestedType'> {
  return nested === undefined
    ? { type: Buffer.from(JSON.stringify(type)) }
    : {
        nestedType: {
          nesting: nested.nesting === 'single' ? ObjectNesting.SINGLE : ObjectNesting.LIST,
          attributes: attributeMessages(nested.attributes),
        },
      };
}
