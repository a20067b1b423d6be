import { type TerraformElement } from 'cdktf';
import { type IValidation } from 'constructs';
import { resolved } from '../resolved';
import { elementsAround } from '../stack-elements';

interface Ephemeral extends TerraformElement {
  readonly terraformResourceType: string;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The parts of a synthesized element that ephemeral values must not reach, and those that pass them on. */
interface Written {
  readonly output?: unknown;
  readonly data?: unknown;
  readonly resource?: Readonly<Record<string, Blocks>>;
  readonly locals?: Readonly<Record<string, unknown>>;
}

/**
 * The engine rejects an ephemeral value wherever it would be stored, but its message names neither construct nor
 * remedy. Arguments of other resources are left to the engine: they may be write-only.
 */
export class EphemeralValuesAreNotStored implements IValidation {
  public constructor(private readonly ephemeral: Ephemeral) {}

  public validate(): string[] {
    const others = elementsAround(this.ephemeral)
      .filter((element) => element !== this.ephemeral)
      .map((element) => ({
        element,
        written: resolved(element, element.toTerraform()) as Written,
      }));
    const reaches = this.reachedThrough(others.map(({ written }) => written.locals ?? {}));
    return others.flatMap(({ element, written }) =>
      placesIn(written, reaches).map(
        (place) =>
          `${element.node.path}: a value of ${this.ephemeral.node.path} is ephemeral and cannot reach ${place}; ` +
          'use BackupDownloadLinks there, or use the value in a provisioner, a provider or a write-only argument',
      ),
    );
  }

  /** Whether a value contains the ephemeral one, directly or through locals. */
  private reachedThrough(locals: readonly Readonly<Record<string, unknown>>[]): Reaches {
    const { terraformResourceType, friendlyUniqueId } = this.ephemeral;
    const names = new Set([`ephemeral.${terraformResourceType}.${friendlyUniqueId}`]);
    const entries = locals.flatMap((values) => Object.entries(values));
    let reaches = reachesAny(names);
    for (let before = 0; before < names.size; reaches = reachesAny(names)) {
      before = names.size;
      for (const [name, value] of entries) if (reaches(value)) names.add(`local.${name}`);
    }
    return reaches;
  }
}

type Reaches = (value: unknown) => boolean;

function reachesAny(names: ReadonlySet<string>): Reaches {
  const alternatives = [...names].map((name) => name.replace(/\W/g, '\\$&')).join('|');
  const pattern = new RegExp(`(?<![\\w.-])(?:${alternatives})(?![\\w-])`);
  return (value) => {
    const text = value === undefined ? '' : JSON.stringify(value, withoutOrder);
    return pattern.test(text) && !MAKES_STORABLE.test(text);
  };
}

/** A replacer that leaves out what a block depends on: that is only waited for, and never stored. */
function withoutOrder(name: string, value: unknown): unknown {
  return name === 'depends_on' ? undefined : value;
}

/** The function of the engine whose result is not ephemeral. Whether it spans the whole value, the engine sees. */
const MAKES_STORABLE = /\bephemeralasnull\(/;

function placesIn({ output, data, resource = {} }: Written, reaches: Reaches): string[] {
  const blocks = Object.values(resource).flatMap((byName) => Object.values(byName));
  const places = [
    reaches(output) && 'an output, which is stored in the state',
    reaches(data) && 'a data source, which is stored in the state',
    blocks.some(({ count }) => reaches(count)) && 'count, which is stored in the state',
    blocks.some(({ for_each }) => reaches(for_each)) && 'for_each, which is stored in the state',
    ...storedIn(resource.dds_backup_download, reaches),
  ];
  return places.filter((place) => place !== false);
}

/** Arguments of our own resource, none of which is write-only. */
function storedIn(downloads: Blocks = {}, reaches: Reaches): string[] {
  return Object.values(downloads)
    .flatMap((block) => Object.entries(block))
    .filter(([name, value]) => !NOT_STORED.has(name) && reaches(value))
    .map(([name]) => `${name}, which is stored in the state`);
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
