import { type TerraformElement } from 'cdktf';
import { resolved, stringsIn } from '../resolved';
import { anyUseExposes, argumentExposes, type Exposes, linksExpose } from './exposed-links';

/** An element that receives values in its arguments and may expose them under its own name. */
export interface Propagator {
  /** The name by which expressions refer to it. */
  readonly name: string;
  /** The strings it is given, by argument. */
  readonly given: Readonly<Record<string, readonly string[]>>;
  /** Which uses of its name expose a link if there are links in these arguments. */
  readonly exposesWith: (links: ReadonlySet<string>) => Exposes;
}

type Written = Readonly<Record<string, unknown>>;

/** The locals, modules, resources and data sources that an element writes. */
export function propagatorsOf(element: TerraformElement): Propagator[] {
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

function local(name: string, value: unknown): Propagator {
  const texts = stringsIn(value);
  // Merely another name for a value.
  const isReference = typeof value === 'string' && /^\$\{[\w.*[\]"-]+\}$/.test(value);
  return {
    name: `local.${name}`,
    given: { value: texts },
    exposesWith: () => (isReference ? linksExpose : anyUseExposes),
  };
}

function blocksOf(byType: unknown, prefix: string): Propagator[] {
  return entriesOf(byType).flatMap(([type, blocks]) =>
    entriesOf(blocks).map(([name, config]) => ({
      name: `${prefix}${type}.${name}`,
      given: argumentsOf(config),
      exposesWith: (links) =>
        argumentExposes(
          // It echoes its input. No other resource is known to.
          type === 'terraform_data' && links.has('input') ? new Set([...links, 'output']) : links,
        ),
    })),
  );
}

function argumentsOf(config: unknown): Record<string, string[]> {
  return Object.fromEntries(
    entriesOf(config)
      .filter(([name]) => !NOT_EXPOSED.has(name))
      .map(([name, value]) => [name, stringsIn(value)]),
  );
}

/** Arguments that a block does not expose under its name. */
const NOT_EXPOSED = new Set([
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
