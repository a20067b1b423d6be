import {
  TerraformDataSource,
  type TerraformElement,
  TerraformOutput,
  type TerraformStack,
} from 'cdktf';
import { resolved, textsIn } from '../resolved';
import { elementsAround } from '../stack-elements';
import { type Carrier, carriersOf } from './carriers';
import {
  anyUseExposes,
  exposes,
  type Exposes,
  linksExpose,
  withoutNonsensitive,
} from './exposed-links';

/** Where in a stack the links of its data sources, or of those of other stacks, can be found. */
export class LinkExposure {
  private readonly sources = new Map<string, Exposes>();
  private readonly carriers = new Map<string, Exposes>();

  /** @param known what was found for other stacks, on each of which many may depend */
  public constructor(stack: TerraformStack, known = new Map<TerraformStack, LinkExposure>()) {
    known.set(stack, this);
    const elements = elementsAround(stack);
    for (const element of elements) {
      if (!TerraformDataSource.isTerraformDataSource(element)) continue;
      const { terraformResourceType, friendlyUniqueId } = element;
      if (terraformResourceType !== 'dds_backup_download_links') continue;
      this.sources.set(`data.${terraformResourceType}.${friendlyUniqueId}`, linksExpose);
    }
    for (const name of stack.dependencies.flatMap((other) =>
      namesOfLinksFrom(other, elements, known),
    )) {
      this.carriers.set(name, anyUseExposes);
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

/** By which names elements of a stack know the links that another stack hands over, be it by a local or a module. */
function namesOfLinksFrom(
  other: TerraformStack,
  elements: readonly TerraformElement[],
  known: Map<TerraformStack, LinkExposure>,
): string[] {
  const state = elements.find(
    ({ node }) => node.id === `cross-stack-reference-input-${other.node.path}`,
  );
  if (state === undefined) return [];
  const exposure = known.get(other) ?? new LinkExposure(other, known);
  return elementsAround(other)
    .filter((element) => TerraformOutput.isTerraformOutput(element))
    .filter((output) =>
      textsIn(resolved(output, output.value)).some((text) => exposure.reaches(text)),
    )
    .map(
      ({ friendlyUniqueId }) =>
        `${String(resolved(state, state.fqn)).slice(2, -1)}.outputs.${friendlyUniqueId}`,
    );
}

function contains(text: string, names: ReadonlyMap<string, Exposes>): boolean {
  return [...names].some(([name, whereItStands]) => exposes(text, name, whereItStands));
}

/** As `LinkSource` writes what comes from another stack. */
function isHidden(text: string): boolean {
  return /\bsensitive\(/.test(text) && text.includes('dds_backup_download_links');
}
