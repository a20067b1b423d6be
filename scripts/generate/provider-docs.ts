/**
 * Makes the reference of the provider from its schemas: `npm run generate`.
 *
 * The pages lie where registries look for them: `docs/index.md`, `docs/data-sources/`, `docs/ephemeral-resources/` and
 * `docs/resources/`. Their form is that of `tfplugindocs`, which is a program in Go and needs an engine.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dds } from '../../lib/provider/provider';
import { schemaJson } from '../../lib/terraform-plugin';

interface Attribute {
  readonly type?: Type;
  readonly nested_type?: { readonly attributes: Attributes; readonly nesting_mode: string };
  readonly description: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly sensitive?: boolean;
}
type Type = string | readonly [string, Type];
type Attributes = Readonly<Record<string, Attribute>>;
interface Block {
  readonly attributes: Attributes;
  readonly block_types?: Readonly<
    Record<string, { readonly nesting_mode: string; readonly block: Block }>
  >;
  readonly description: string;
}
type Schemas = Readonly<Record<string, { readonly block: Block }>>;
interface ProviderSchema {
  readonly provider: { readonly block: Block };
  readonly resource_schemas: Schemas;
  readonly data_source_schemas: Schemas;
  readonly ephemeral_resource_schemas: Schemas;
}

const root = path.join(__dirname, '../..');

/** The pages by path in the repository. */
export function providerDocs(): ReadonlyMap<string, string> {
  const { provider_schemas: schemas } = schemaJson(dds) as {
    provider_schemas: Record<string, ProviderSchema>;
  };
  const schema = schemas[dds.source];
  if (schema === undefined) throw new Error(`there is no schema of ${dds.source}`);
  return new Map([
    ['docs/index.md', page('dds Provider', schema.provider.block, '')],
    ...pagesOf('data-sources', 'Data Source', schema.data_source_schemas),
    ...pagesOf('ephemeral-resources', 'Ephemeral Resource', schema.ephemeral_resource_schemas),
    ...pagesOf('resources', 'Resource', schema.resource_schemas),
  ]);
}

function pagesOf(folder: string, kind: string, schemas: Schemas): [string, string][] {
  return Object.entries(schemas).map(([name, { block }]) => [
    `docs/${folder}/${name.replace(/^dds_/, '')}.md`,
    page(`${name} (${kind})`, block, '../'),
  ]);
}

function page(title: string, block: Block, toDocs: string): string {
  const parts = [
    `---\npage_title: '${title}'\ndescription: |-\n  ${block.description}\n---`,
    '<!-- Made by `npm run generate` from the schemas in lib/provider. -->',
    `# ${title}`,
    block.description,
    `How to install and use the provider: [The provider in plain HCL](${toDocs}plain-hcl.md).`,
    '## Schema',
    ...sections('', block),
    ...nestedSections(block),
  ];
  return `${parts.join('\n\n')}\n`;
}

/**
 * Arguments and attributes, by what an author has to do about them.
 * @param within the name of the block or attribute that they are part of, with a dot; empty at the top
 */
function sections(within: string, { attributes, block_types: blocks = {} }: Block): string[] {
  const all = Object.entries(attributes);
  const line = ([name, attribute]: readonly [string, Attribute]) =>
    `- \`${name}\` (${kindOf(attribute)}) ${attribute.description}` +
    (attribute.nested_type === undefined ? '' : see(`${within}${name}`));
  const chosen = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`${within === '' ? '###' : '####'} ${heading}`, lines.join('\n')];
  return [
    ...chosen('Required', all.filter(([, { required }]) => required).map(line)),
    ...chosen('Optional', [
      ...all.filter(([, { optional }]) => optional).map(line),
      ...Object.entries(blocks).map(
        ([name, { block, nesting_mode }]) =>
          `- \`${name}\` (${nesting_mode === 'single' ? 'Block' : 'Block List'}) ${block.description}${see(name)}`,
      ),
    ]),
    ...chosen(
      'Read-Only',
      all.filter(([, { required, optional }]) => !required && !optional).map(line),
    ),
  ];
}

function see(name: string): string {
  return ` See [below](#nested-schema-for-${name.replaceAll('.', '')}).`;
}

function nestedSections({ attributes, block_types: blocks = {} }: Block, within = ''): string[] {
  const nested = [
    ...Object.entries(blocks).map(([name, { block }]) => ({ name, block })),
    ...Object.entries(attributes).flatMap(([name, { nested_type: type }]) =>
      type === undefined ? [] : [{ name, block: { attributes: type.attributes, description: '' } }],
    ),
  ];
  return nested.flatMap(({ name, block }) => [
    `### Nested Schema for \`${within}${name}\``,
    ...sections(`${within}${name}.`, block),
    ...nestedSections(block, `${within}${name}.`),
  ]);
}

function kindOf({ type, nested_type: nested, sensitive }: Attribute): string {
  const attributes = nested && `Attributes ${capitalised(nested.nesting_mode)}`;
  const kind = attributes ?? kindOfType(type ?? 'dynamic');
  return sensitive ? `${kind}, Sensitive` : kind;
}

function kindOfType(type: Type): string {
  if (typeof type !== 'string') return `${capitalised(type[0])} of ${kindOfType(type[1])}`;
  return type === 'bool' ? 'Boolean' : capitalised(type);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

async function main(): Promise<void> {
  for (const [name, text] of providerDocs()) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
    console.log(name);
  }
}

if (require.main === module) void main();
