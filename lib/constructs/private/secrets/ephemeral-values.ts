import { type TerraformStack } from 'cdktf';
import { type IValidation } from 'constructs';
import { resolved } from '../resolved';
import { elementsAround } from '../stack-elements';

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

type BlocksByType = Readonly<Record<string, Blocks>>;

/** The parts of a synthesized element that ephemeral values must not reach, and those that pass them on. */
interface Written {
  readonly ephemeral?: BlocksByType;
  readonly output?: unknown;
  readonly data?: unknown;
  readonly resource?: BlocksByType;
  readonly locals?: Readonly<Record<string, unknown>>;
}

/**
 * The engine rejects an ephemeral value wherever it would be stored, but its message names neither construct nor
 * remedy. Arguments of other resources are left to the engine: they may be write-only.
 */
export class EphemeralValuesAreNotStored implements IValidation {
  public constructor(private readonly stack: TerraformStack) {}

  public validate(): string[] {
    const elements = elementsAround(this.stack).map((element) => ({
      path: element.node.path,
      written: resolved(element, element.toTerraform()) as Written,
    }));
    const origins = originsIn(elements);
    return elements.flatMap(({ path, written }) =>
      placesIn(written).flatMap(([place, value]) =>
        pathsBehind(value, origins).map(
          (ephemeral) =>
            `${path}: a value of ${ephemeral} is ephemeral and cannot reach ${place}, which is stored in the state; ` +
            'use BackupDownloadLinks there, or use the value in a provisioner, a provider or a write-only argument',
        ),
      ),
    );
  }
}

/** The names that expressions have for ephemeral links, also through locals, each with the paths of the links. */
type Origins = ReadonlyMap<string, readonly string[]>;

function originsIn(
  elements: readonly { readonly path: string; readonly written: Written }[],
): Origins {
  const origins = new Map<string, readonly string[]>();
  for (const { path, written } of elements) {
    for (const name of Object.keys(written.ephemeral?.[TYPE] ?? {})) {
      origins.set(`ephemeral.${TYPE}.${name}`, [path]);
    }
  }
  const locals = elements.flatMap(({ written }) => Object.entries(written.locals ?? {}));
  for (let found = origins.size > 0; found;) {
    found = false;
    for (const [name, value] of locals) {
      const paths = pathsBehind(value, origins);
      if (paths.length <= (origins.get(`local.${name}`)?.length ?? 0)) continue;
      origins.set(`local.${name}`, paths);
      found = true;
    }
  }
  return origins;
}

const TYPE = 'dds_backup_download_links';

/** The paths of the ephemeral links that a value contains something of. */
function pathsBehind(value: unknown, origins: Origins): string[] {
  const paths = textsIn(value)
    .filter((text) => !MAKES_STORABLE.test(text))
    .flatMap((text) => text.match(NAMES) ?? [])
    .flatMap((name) => origins.get(name) ?? []);
  return [...new Set(paths)];
}

const NAMES = /(?<![\p{ID_Continue}.-])(?:ephemeral\.[\w-]+|local)\.[\p{ID_Continue}-]+/gu;

/** All strings within a value and the keys of its maps, but not what a block only waits for, which is never stored. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => key !== 'depends_on')
    .flatMap(([key, part]) => [key, ...textsIn(part)]);
}

/** The function of the engine whose result is not ephemeral. Whether it spans the whole string, the engine sees. */
const MAKES_STORABLE = /\bephemeralasnull\(/;

/** What must not contain an ephemeral value, with the value that it has. */
function placesIn({ output, data, resource = {} }: Written): [string, unknown][] {
  const blocks = Object.values(resource).flatMap((byName) => Object.values(byName));
  return [
    ['an output', output],
    ['a data source', data],
    ['count', blocks.map(({ count }) => count)],
    ['for_each', blocks.map(({ for_each }) => for_each)],
    ...storedArguments(resource.dds_backup_download),
  ];
}

/** Arguments of our own resource, none of which is write-only. */
function storedArguments(downloads: Blocks = {}): [string, unknown][] {
  return Object.values(downloads)
    .flatMap((block) => Object.entries(block))
    .filter(([name]) => !NOT_STORED.has(name));
}

/** Parts of a resource that are not stored, and those that are reported for every resource. */
const NOT_STORED = new Set([
  '//',
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]);
