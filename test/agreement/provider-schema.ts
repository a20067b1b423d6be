/** What the built provider accepts and returns, as its command `schema` prints it. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

export interface Attribute {
  readonly type?: unknown;
  readonly nested_type?: { readonly attributes: Attributes };
  readonly description: string;
  readonly optional?: boolean;
  readonly required?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
}

export type Attributes = Readonly<Record<string, Attribute>>;

interface Block {
  readonly attributes: Attributes;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}

interface Schemas {
  readonly provider: { readonly block: Block };
  readonly data_source_schemas: Readonly<Record<string, { readonly block: Block }>>;
  readonly resource_schemas: Readonly<Record<string, { readonly block: Block }>>;
  readonly ephemeral_resource_schemas: Readonly<Record<string, { readonly block: Block }>>;
}

const provider = path.join(__dirname, '../../build/provider/provider.cjs');
const { provider_schemas } = JSON.parse(
  execFileSync(process.execPath, [provider, 'schema'], { encoding: 'utf8' }),
) as { readonly provider_schemas: Readonly<Record<string, Schemas>> };

export const schemas = provider_schemas['terraform.internal/huaweicloud/dds']!;

/** The attributes of a block, or those of its nested blocks of a name. */
export function attributesOf(block: Block, name?: string): Attributes {
  return name === undefined ? block.attributes : block.block_types![name]!.block.attributes;
}

/** Paths of all values within attributes: `name`, `datastore.type`. */
export function pathsOf(attributes: Attributes): string[] {
  return Object.entries(attributes).flatMap(([name, { nested_type }]) =>
    nested_type === undefined
      ? [name]
      : pathsOf(nested_type.attributes).map((below) => `${name}.${below}`),
  );
}

/** Names of what the user may set. */
export function argumentsOf(attributes: Attributes): string[] {
  return Object.keys(attributes).filter(
    (name) => attributes[name]!.optional === true || attributes[name]!.required === true,
  );
}
