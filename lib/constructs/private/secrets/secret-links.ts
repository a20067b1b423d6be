import {
  Annotations,
  Aspects,
  type IAspect,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  Token,
} from 'cdktf';
import { type IConstruct } from 'constructs';
import { resolved, textsIn } from '../resolved';
import { LinkExposure } from './link-exposure';

const watched = new WeakSet<TerraformStack>();

/** The same for all stacks of the app, for which a link may be on its way through locals and modules of this one. */
export function keepLinksSecretEverywhere(stack: TerraformStack): void {
  const root = stack.node.root;
  for (const node of root.node.findAll()) {
    if (TerraformStack.isStack(node)) keepLinksSecret(node);
  }
}

/**
 * Makes the outputs of a stack sensitive that contain a link, and warns where one is echoed. The engine demands the first,
 * and CDKTF does not know which attributes are sensitive, so that its users would have to mark each output by hand.
 */
export function keepLinksSecret(stack: TerraformStack): void {
  if (watched.has(stack)) return;
  watched.add(stack);
  Aspects.of(stack).add(new SecretLinks(stack));
}

class SecretLinks implements IAspect {
  private exposure?: LinkExposure;

  public constructor(private readonly stack: TerraformStack) {}

  public visit(node: IConstruct): void {
    // The first to be visited, whenever the stack is synthesized.
    if (node === this.stack) this.exposure = undefined;
    if (TerraformOutput.isTerraformOutput(node)) this.hide(node);
    if (TerraformResource.isTerraformResource(node)) this.warnOfEcho(node);
  }

  private hide(output: TerraformOutput): void {
    if (TerraformStack.of(output) !== this.stack) return;
    const texts = textsIn(resolved(output, addressed(output.value)));
    // Whoever says that an output is no secret may know what becomes of a link on its way, but not that a link is none.
    const isSecret =
      output.sensitive === false
        ? texts.some((text) => this.exposed.isSecret(text))
        : texts.some((text) => this.exposed.reaches(text));
    if (isSecret) output.sensitive = true;
  }

  /** `terraform_data` shows its input as output, which engines do not hide. */
  private warnOfEcho(resource: TerraformResource): void {
    if (resource.terraformResourceType !== 'terraform_data') return;
    if (TerraformStack.of(resource) !== this.stack) return;
    const { resource: written } = resolved(resource, resource.toTerraform()) as Synthesized;
    const inputs = Object.values(written.terraform_data).map(({ input }) => input);
    if (!textsIn(inputs).some((text) => this.exposed.reaches(text))) return;
    Annotations.of(resource).addWarning(
      'the input of terraform_data contains a link, and later plans will show it as its output; ' +
        'hand links to provisioners through their environment',
    );
  }

  private get exposed(): LinkExposure {
    return (this.exposure ??= new LinkExposure(this.stack));
  }
}

interface Synthesized {
  readonly resource: {
    readonly terraform_data: Readonly<Record<string, { readonly input?: unknown }>>;
  };
}

/** The value with elements replaced by their addresses, as an output does it. */
function addressed(value: unknown): unknown {
  if (Token.isUnresolved(value) || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(addressed);
  if ('fqn' in value) return value.fqn;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, addressed(part)]));
}
