import { type TerraformElement } from 'cdktf';
import { resolved, textsIn } from '../resolved';
import { anyUseExposes, argumentExposes, type Exposes, linksExpose } from './exposed-links';

/** Something that is given values under one name, and may hand them on under another. */
export interface Carrier {
  /** By which expressions refer to it. */
  readonly name: string;
  /** What it is given, by argument. */
  readonly given: Readonly<Record<string, readonly string[]>>;
  /** How its name has to stand in an expression for a link to be in it, when there are links in these arguments. */
  readonly exposesWith: (links: ReadonlySet<string>) => Exposes;
}

type Written = Readonly<Record<string, unknown>>;

/** The locals, modules, resources and data sources that an element writes. */
export function carriersOf(element: TerraformElement): Carrier[] {
  const written = resolved(element, element.toTerraform()) as Written;
  return [
    ...entriesOf(written.locals).map(([name, value]) => local(name, value)),
    ...entriesOf(written.module).map(([name, config]) => ({
      name: `module.${name}`,
      given: argumentsOf(config),
      exposesWith: () => anyUseExposes,
    })),
    ...blocksOf(written.resource, ''),
    ...blocksOf(written.data, 'data.'),
  ];
}

function local(name: string, value: unknown): Carrier {
  const texts = textsIn(value);
  // Another name for the same thing.
  const isReference = typeof value === 'string' && /^\$\{[\w.*[\]"-]+\}$/.test(value);
  return {
    name: `local.${name}`,
    given: { value: texts },
    exposesWith: () => (isReference ? linksExpose : anyUseExposes),
  };
}

function blocksOf(byType: unknown, prefix: string): Carrier[] {
  return entriesOf(byType).flatMap(([type, blocks]) =>
    entriesOf(blocks).map(([name, config]) => ({
      name: `${prefix}${type}.${name}`,
      given: argumentsOf(config),
      exposesWith: (links) =>
        argumentExposes(
          // It echoes its input, and so does no other resource that we know.
          type === 'terraform_data' && links.has('input') ? new Set([...links, 'output']) : links,
        ),
    })),
  );
}

function argumentsOf(config: unknown): Record<string, string[]> {
  return Object.fromEntries(
    entriesOf(config)
      .filter(([name]) => !NOT_KEPT.has(name))
      .map(([name, value]) => [name, textsIn(value)]),
  );
}

/** What a block is given and does not hand on. */
const NOT_KEPT = new Set([
  '//',
  'connection',
  'depends_on',
  'lifecycle',
  'provider',
  'provisioner',
]);

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
