import { TerraformDataSource, TerraformElement, TerraformOutput, type TerraformStack } from 'cdktf';
import { resolved, stringsIn } from '../resolved';
import { elementsAround } from '../stack-elements';
import {
  anyUseExposes,
  exposes,
  type Exposes,
  linksExpose,
  withoutNonsensitive,
} from './exposed-links';
import { type Propagator, propagatorsOf } from './propagators';

/** Where in a stack the links of its own data sources and of those of other stacks end up. */
export class LinkExposure {
  private readonly sources = new Map<string, Exposes>();
  private readonly propagators = new Map<string, Exposes>();

  /** @param known results for other stacks, each of which several stacks may depend on */
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
      namesOfLinksFrom(other, stack, known),
    )) {
      this.sources.set(name, anyUseExposes);
    }
    this.follow(elements.flatMap(propagatorsOf).filter(({ name }) => !this.sources.has(name)));
  }

  /** Whether the engine will treat the value of the text as sensitive because of a link in it. */
  public isSecret(text: string): boolean {
    return contains(withoutNonsensitive(text), this.sources);
  }

  /** Whether the value of the text may contain a link, directly or through locals, modules and resources. */
  public reaches(text: string): boolean {
    return contains(text, this.sources) || contains(text, this.propagators);
  }

  private follow(propagators: readonly Propagator[]): void {
    let rest = propagators;
    for (let found = true; found;) {
      const next = rest.filter((propagator) => !this.takes(propagator));
      found = next.length < rest.length;
      rest = next;
    }
  }

  private takes({ name, given, exposesWith }: Propagator): boolean {
    const isEach = (given.for_each ?? []).some((text) => this.reaches(text));
    const takesLink = (text: string) =>
      this.reaches(text) || (isEach && exposes(text, 'each.value', linksExpose));
    const links = Object.entries(given)
      .filter(([argument, texts]) => argument !== 'for_each' && texts.some(takesLink))
      .map(([argument]) => argument);
    if (links.length === 0) return false;
    this.propagators.set(name, exposesWith(new Set(links)));
    return true;
  }
}

/** The names by which elements of the stack refer to the links in the outputs of another stack. */
function namesOfLinksFrom(
  other: TerraformStack,
  stack: TerraformStack,
  known: Map<TerraformStack, LinkExposure>,
): string[] {
  // Not compared with IDs, in which the slashes of a path are replaced.
  const state = stack.node.tryFindChild(`cross-stack-reference-input-${other.node.path}`);
  if (!TerraformElement.isTerraformElement(state)) return [];
  const exposure = known.get(other) ?? new LinkExposure(other, known);
  return elementsAround(other)
    .filter((element) => TerraformOutput.isTerraformOutput(element))
    .filter((output) =>
      stringsIn(resolved(output, output.value)).some((text) => exposure.reaches(text)),
    )
    .map(
      ({ friendlyUniqueId }) =>
        `${String(resolved(state, state.fqn)).slice(2, -1)}.outputs.${friendlyUniqueId}`,
    );
}

function contains(text: string, names: ReadonlyMap<string, Exposes>): boolean {
  return [...names].some(([name, occurrenceExposes]) => exposes(text, name, occurrenceExposes));
}
