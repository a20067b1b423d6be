import { type Attributes } from './attribute';
import { type Schema } from './schema';

/** A provider was written down in a way that no engine could work with; a mistake of its author. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}

/** What an engine understands itself wherever a data source, a resource or a provider is configured. */
const RESERVED = {
  type: ['connection', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner'],
  provider: ['alias', 'version'],
};

/**
 * Checks all names of a schema. `whose` begins the sentence about a wrong one.
 *
 * Source: Terraform, configschema.Block.InternalValidate, and the meta-arguments of its language.
 * @throws DefinitionError naming the mistake
 */
export function checkNames(
  whose: string,
  { attributes, blocks }: Pick<Schema, 'attributes' | 'blocks'>,
  kind: keyof typeof RESERVED,
): void {
  const names = [...Object.keys(attributes), ...Object.keys(blocks)];
  const reserved = names.find((name) => RESERVED[kind].includes(name));
  if (reserved !== undefined) {
    throw new DefinitionError(`${whose}: "${reserved}" is reserved for the engine.`);
  }
  checkUnique(`${whose}: attribute or block`, names);
  checkForms(whose, attributes);
  for (const [name, block] of Object.entries(blocks)) {
    checkForm(whose, name);
    checkForms(`${whose}, block "${name}"`, block.attributes);
  }
}

/** @throws DefinitionError naming what is there twice */
export function checkUnique(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new DefinitionError(`${what} "${twice}" is defined twice.`);
}

/** @throws DefinitionError where the name cannot be written in a configuration */
export function checkForm(whose: string, name: string): void {
  if (/^[a-z_][a-z0-9_]*$/.test(name)) return;
  throw new DefinitionError(
    `${whose}: ${JSON.stringify(name)} is no name; names are lower-case letters, digits and underscores, and do not begin with a digit.`,
  );
}

function checkForms(whose: string, attributes: Attributes): void {
  for (const [name, { nested }] of Object.entries(attributes)) {
    checkForm(whose, name);
    if (nested !== undefined) checkForms(`${whose}, attribute "${name}"`, nested.attributes);
  }
}
