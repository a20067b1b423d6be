import { type Attributes } from './attribute';
import { type Constraint } from './constraints';
import { mistake } from './definition-error';
import { wrongDuration } from './duration';
import { checkForm, checkNames, checkUnique } from './names';
import { attributesAndBlocks, type Blocks, type Schema, timeoutsBlock } from './schema';

/** What the definitions of all types have in common. */
interface TypeOptions {
  readonly description?: string;
  readonly attributes: Attributes;
  readonly blocks?: Blocks;
  readonly constraints?: readonly Constraint[];
  readonly timeouts: Readonly<Record<string, string>>;
  readonly deprecated?: string;
}

/**
 * The schema of a type, with its block `timeouts`.
 *
 * @throws DefinitionError that names the mistake in the definition
 */
export function typeSchema(
  kind: 'Data source' | 'Ephemeral resource' | 'Resource',
  name: string,
  { description = '', attributes, constraints = [], timeouts, ...definition }: TypeOptions,
): Schema {
  const whose = `${kind} "${name}"`;
  checkForm(kind, name);
  for (const [operation, limit] of Object.entries(timeouts)) {
    const wrong = wrongDuration(limit);
    if (wrong !== undefined) throw mistake(`${whose}, timeouts.${operation}: ${wrong}`);
  }
  const own = Object.keys(definition.blocks ?? {});
  checkUnique(`${whose}: attribute or block`, ['timeouts', ...own]);
  const blocks = { ...definition.blocks, timeouts: timeoutsBlock(timeouts) };
  checkNames(whose, { attributes, blocks }, 'type');
  if (kind !== 'Resource') checkResourceOnly(whose, { attributes, blocks });
  return { description, attributes, blocks, constraints, deprecated: definition.deprecated };
}

/**
 * Refuses what only the plan of a resource heeds.
 *
 * @throws DefinitionError that names the attribute
 */
export function checkResourceOnly(
  whose: string,
  schema: Pick<Schema, 'attributes' | 'blocks'>,
): void {
  for (const [name, attribute] of Object.entries(attributesAndBlocks(schema))) {
    if (attribute.default !== undefined || attribute.requiresReplace !== undefined) {
      throw mistake(
        `${whose}: "${name}" has a default or requires a replacement; only attributes of resources can.`,
      );
    }
    const inside = { attributes: attribute.nested?.attributes ?? {}, blocks: {} };
    checkResourceOnly(`${whose}, "${name}"`, inside);
  }
}
