import { encode } from '../cty/msgpack';
import { list, map, object, parseType, set, type Type } from '../cty/type';
import { isList, isObject, type Value, type Values } from '../cty/value';
import {
  type Schema,
  type Schema_Attribute,
  type Schema_Block,
  Schema_NestedBlock_NestingMode as BlockNesting,
  Schema_Object_NestingMode as ObjectNesting,
} from './protocol/tfplugin6';

export function blockOf(schema: Schema | undefined): Schema_Block {
  if (schema?.block === undefined) throw new Error('a schema without a block');
  return schema.block;
}

/** The type of a value of the block: attributes and blocks alike are attributes of an object. */
export function typeOf({ attributes, blockTypes }: Schema_Block): Type {
  const blocks = blockTypes.map(({ typeName, block, nesting }): [string, Type] => {
    const type = typeOf(blockOf({ block } as Schema));
    return [typeName, nested(BlockNesting[nesting], type)];
  });
  return object({ ...typesOf(attributes), ...Object.fromEntries(blocks) });
}

function typesOf(attributes: readonly Schema_Attribute[]): Record<string, Type> {
  return Object.fromEntries(
    attributes.map(({ name, type, nestedType }) => {
      if (nestedType === undefined) return [name, parseType(Buffer.from(type).toString())];
      const element = object(typesOf(nestedType.attributes));
      return [name, nested(ObjectNesting[nestedType.nesting], element)];
    }),
  );
}

function nested(nesting: string | undefined, type: Type): Type {
  const collection = { LIST: list, SET: set, MAP: map }[nesting ?? ''];
  return collection === undefined ? type : collection(type);
}

/** A message with a value of the block; what is left out is null. */
export function dynamic(block: Schema_Block, config: Values) {
  return { msgpack: encode(complete(block, config), typeOf(block)) };
}

function complete(block: Schema_Block, config: Value): Value {
  if (!isObject(config)) return config;
  const attributes = block.attributes.map(({ name }) => [name, config[name] ?? null]);
  const blocks = block.blockTypes.map(({ typeName, nesting, block: inner }) => {
    const content = config[typeName] ?? (nesting === BlockNesting.SINGLE ? null : []);
    const instance = (each: Value) => complete(blockOf({ block: inner } as Schema), each);
    return [typeName, isList(content) ? content.map(instance) : instance(content)];
  });
  return {
    ...config,
    ...(Object.fromEntries([...attributes, ...blocks]) as Record<string, Value>),
  };
}
