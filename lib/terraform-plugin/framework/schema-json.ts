import { type Attribute, isComputed } from './attribute';
import { type Provider } from './provider';
import { type Schema } from './schema';

/**
 * The schemas of a provider as `terraform providers schema -json` prints them, made without Terraform.
 *
 * Source: Terraform, "terraform providers schema command", "Format Summary".
 */
export function schemaJson(provider: Provider): object {
  return {
    format_version: '1.0',
    provider_schemas: {
      [provider.source]: {
        provider: schemaRepresentation(provider.schema),
        resource_schemas: schemaRepresentations(provider.resources),
        data_source_schemas: schemaRepresentations(provider.dataSources),
        ephemeral_resource_schemas: schemaRepresentations(provider.ephemeralResources),
      },
    },
  };
}

function schemaRepresentations(types: ReadonlyMap<string, { readonly schema: Schema }>): object {
  return Object.fromEntries(
    [...types].map(([name, { schema }]) => [name, schemaRepresentation(schema)]),
  );
}

function schemaRepresentation({ blocks, version = 0, ...schema }: Schema): object {
  return {
    version,
    block: {
      ...blockRepresentation(schema),
      ...(Object.keys(blocks).length > 0 && {
        block_types: mapValues(blocks, ({ nesting, maximum, ...block }) => ({
          nesting_mode: nesting,
          block: blockRepresentation(block),
          ...(maximum !== undefined && { max_items: maximum }),
        })),
      }),
    },
  };
}

function blockRepresentation({
  description,
  attributes,
  deprecated,
}: Omit<Schema, 'blocks'>): object {
  return {
    attributes: mapValues(attributes, attributeRepresentation),
    description,
    description_kind: 'markdown',
    ...(deprecated !== undefined && { deprecated: true }),
  };
}

function attributeRepresentation(attribute: Attribute): object {
  const { type, nested, presence, description, sensitive } = attribute;
  return {
    ...(nested === undefined
      ? { type }
      : {
          nested_type: {
            attributes: mapValues(nested.attributes, attributeRepresentation),
            nesting_mode: nested.nesting,
          },
        }),
    description,
    description_kind: 'markdown',
    ...(presence === 'required' && { required: true }),
    ...(presence.startsWith('optional') && { optional: true }),
    ...(isComputed(presence) && { computed: true }),
    ...(sensitive && { sensitive: true }),
    ...(attribute.deprecated !== undefined && { deprecated: true }),
  };
}

function mapValues<T>(
  entries: Readonly<Record<string, T>>,
  represent: (value: T) => object,
): object {
  return Object.fromEntries(
    Object.entries(entries).map(([name, value]) => [name, represent(value)]),
  );
}
