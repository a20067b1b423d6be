import { type Attributes } from './attribute';
import { mistake } from './definition-error';
import { type Schema } from './schema';

/**
 * The names of arguments and blocks that an engine itself interprets, or keeps for later versions, in every provider or
 * type. In JSON it cannot tell an argument from a block, so it makes no difference here which of them a name is.
 *
 * Source: Terraform, providerBlockSchema, ResourceBlockSchema, dataBlockSchema and ephemeralBlockSchema.
 */
const RESERVED = {
  type: [
    ...['connection', 'count', 'depends_on', 'for_each', 'lifecycle', 'locals', 'provider'],
    ...['provisioner', '_'],
  ],
  provider: [
    ...['alias', 'count', 'depends_on', 'for_each', 'lifecycle', 'locals', 'source', 'version'],
    '_',
  ],
};

/**
 * Checks all names of a schema. `whose` begins the sentence about an invalid one.
 *
 * Source: Terraform, configschema.Block.InternalValidate.
 * @throws DefinitionError that names the mistake
 */
export function checkNames(
  whose: string,
  { attributes, blocks }: Pick<Schema, 'attributes' | 'blocks'>,
  kind: keyof typeof RESERVED,
): void {
  const names = [...Object.keys(attributes), ...Object.keys(blocks)];
  const reserved = names.find((name) => RESERVED[kind].includes(name));
  if (reserved !== undefined) {
    throw mistake(`${whose}: "${reserved}" is reserved for the engine.`);
  }
  checkUnique(`${whose}: attribute or block`, names);
  checkForms(whose, attributes);
  for (const [name, block] of Object.entries(blocks)) {
    checkForm(whose, name);
    checkForms(`${whose}, block "${name}"`, block.attributes);
  }
}

/** @throws DefinitionError that names the duplicate */
export function checkUnique(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw mistake(`${what} "${twice}" is defined twice.`);
}

/**
 * Checks the address of a provider.
 *
 * Source: Terraform, "Provider Requirements", "Source Addresses".
 * @throws DefinitionError if an engine would refuse it
 */
export function checkSource(source: string): void {
  const part = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
  if (new RegExp(`^(?:${part}\\.)*${part}(?::\\d+)?/${part}/${part}$`).test(source)) return;
  throw mistake(
    `Provider: ${JSON.stringify(source)} is not a source address; it has three lower-case parts, as in "example.com/namespace/name".`,
  );
}

/** @throws DefinitionError if the name cannot be written in a configuration */
export function checkForm(whose: string, name: string): void {
  if (/^[a-z_][a-z0-9_]*$/.test(name)) return;
  throw mistake(
    `${whose}: ${JSON.stringify(name)} is not a valid name; use lower-case letters, digits and underscores, and do not begin with a digit.`,
  );
}

function checkForms(whose: string, attributes: Attributes): void {
  for (const [name, { nested }] of Object.entries(attributes)) {
    checkForm(whose, name);
    if (nested !== undefined) checkForms(`${whose}, attribute "${name}"`, nested.attributes);
  }
}
