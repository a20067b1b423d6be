import { type TerraformElement } from 'cdktf';
import { type IValidation } from 'constructs';
import { resolved } from '../resolved';
import { elementsAround } from '../stack-elements';

interface Ephemeral extends TerraformElement {
  readonly terraformResourceType: string;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The parts of a synthesized element that ephemeral values must not reach. */
interface Synthesized {
  readonly output?: unknown;
  readonly data?: unknown;
  readonly resource?: Readonly<Record<string, Blocks>>;
}

/**
 * The engine rejects an ephemeral value wherever it would be stored, but its message names neither construct nor
 * remedy. Arguments of other resources are left to the engine: they may be write-only.
 */
export class EphemeralValuesAreNotStored implements IValidation {
  public constructor(private readonly ephemeral: Ephemeral) {}

  public validate(): string[] {
    return elementsAround(this.ephemeral)
      .filter((element) => element !== this.ephemeral)
      .flatMap((element) => this.violationsOf(element));
  }

  private violationsOf(element: TerraformElement): string[] {
    const { output, data, resource } = resolved(element, element.toTerraform()) as Synthesized;
    const arguments_ = Object.values(resource ?? {}).flatMap((blocks) => Object.values(blocks));
    const places = [
      this.reaches(output) && 'an output, which is stored in the state',
      this.reaches(data) && 'a data source, which is stored in the state',
      arguments_.some(({ count }) => this.reaches(count)) && 'count, which is stored in the state',
      arguments_.some(({ for_each }) => this.reaches(for_each)) &&
        'for_each, which is stored in the state',
      ...this.storedIn(resource?.dds_backup_download),
    ];
    return places
      .filter((place) => place !== false)
      .map(
        (place) =>
          `${element.node.path}: a value of ${this.ephemeral.node.path} is ephemeral and cannot reach ${place}; ` +
          'use BackupDownloadLinks there, or use the value in a provisioner, a provider or a write-only argument',
      );
  }

  /** Arguments of our own resource, none of which is write-only. */
  private storedIn(downloads: Blocks = {}): string[] {
    return Object.values(downloads)
      .flatMap((block) => Object.entries(block))
      .filter(([name, value]) => !NOT_STORED.has(name) && this.reaches(value))
      .map(([name]) => `${name}, which is stored in the state`);
  }

  private reaches(value: unknown): boolean {
    const { terraformResourceType, friendlyUniqueId } = this.ephemeral;
    const address = new RegExp(`\\bephemeral\\.${terraformResourceType}\\.${friendlyUniqueId}\\b`);
    return value !== undefined && address.test(JSON.stringify(value));
  }
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
