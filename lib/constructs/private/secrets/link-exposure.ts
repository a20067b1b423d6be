import { TerraformDataSource, type TerraformStack } from 'cdktf';
import { elementsAround } from '../stack-elements';
import { type Carrier, carriersOf } from './carriers';
import { exposes, type Exposes, linksExpose, withoutNonsensitive } from './exposed-links';

/** Where in a stack the links of its data sources, or of those of other stacks, can be found. */
export class LinkExposure {
  private readonly sources = new Map<string, Exposes>();
  private readonly carriers = new Map<string, Exposes>();

  public constructor(stack: TerraformStack) {
    const elements = elementsAround(stack);
    for (const element of elements) {
      if (!TerraformDataSource.isTerraformDataSource(element)) continue;
      const { terraformResourceType, friendlyUniqueId } = element;
      if (terraformResourceType !== 'dds_backup_download_links') continue;
      this.sources.set(`data.${terraformResourceType}.${friendlyUniqueId}`, linksExpose);
    }
    this.follow(elements.flatMap(carriersOf).filter(({ name }) => !this.sources.has(name)));
  }

  /** Whether the engine will take the value of the text for a secret because of a link in it. */
  public isSecret(text: string): boolean {
    const secret = withoutNonsensitive(text);
    return isHidden(secret) || contains(secret, this.sources);
  }

  /** Whether a link may be in the value of the text, be it through locals, modules and resources. */
  public reaches(text: string): boolean {
    return isHidden(text) || contains(text, this.sources) || contains(text, this.carriers);
  }

  private follow(carriers: readonly Carrier[]): void {
    let rest = carriers;
    for (let found = true; found;) {
      const next = rest.filter((carrier) => !this.takes(carrier));
      found = next.length < rest.length;
      rest = next;
    }
  }

  private takes({ name, given, exposesWith }: Carrier): boolean {
    const isEach = (given.for_each ?? []).some((text) => this.reaches(text));
    const takesLink = (text: string) =>
      this.reaches(text) || (isEach && exposes(text, 'each.value', linksExpose));
    const links = Object.entries(given)
      .filter(([argument, texts]) => argument !== 'for_each' && texts.some(takesLink))
      .map(([argument]) => argument);
    if (links.length === 0) return false;
    this.carriers.set(name, exposesWith(new Set(links)));
    return true;
  }
}

function contains(text: string, names: ReadonlyMap<string, Exposes>): boolean {
  return [...names].some(([name, whereItStands]) => exposes(text, name, whereItStands));
}

/** As `LinkSource` writes what comes from another stack. */
function isHidden(text: string): boolean {
  return /\bsensitive\(/.test(text) && text.includes('dds_backup_download_links');
}
