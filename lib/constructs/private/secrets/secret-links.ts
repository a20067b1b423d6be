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
import { resolved, stringsIn } from '../resolved';
import { LinkExposure } from './link-exposure';

const watched = new WeakSet<TerraformStack>();

/**
 * Makes outputs that contain a link sensitive, and warns if a resource echoes one. The engine requires the former, and
 * CDKTF does not know which attributes are sensitive, so users would have to mark each output by hand.
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
    // Visited first, each time the stack is synthesized.
    if (node === this.stack) this.exposure = undefined;
    if (TerraformOutput.isTerraformOutput(node)) this.hide(node);
    if (TerraformResource.isTerraformResource(node)) this.warnOfEcho(node);
  }

  private hide(output: TerraformOutput): void {
    if (TerraformStack.of(output) !== this.stack) return;
    const texts = stringsIn(resolved(output, addressed(output.value)));
    // Users who say that an output is not secret may know how a link is transformed on its way there, but a link itself
    // is always secret.
    const isSecret =
      output.sensitive === false
        ? texts.some((text) => this.exposed.isSecret(text))
        : texts.some((text) => this.exposed.reaches(text));
    if (isSecret) output.sensitive = true;
  }

  /** `terraform_data` shows its input as its output, which engines do not hide. */
  private warnOfEcho(resource: TerraformResource): void {
    if (resource.terraformResourceType !== 'terraform_data') return;
    if (TerraformStack.of(resource) !== this.stack) return;
    const { resource: written } = resolved(resource, resource.toTerraform()) as Synthesized;
    const inputs = Object.values(written.terraform_data).map(({ input }) => input);
    if (!stringsIn(inputs).some((text) => this.exposed.reaches(text))) return;
    Annotations.of(resource).addWarning(
      'the input of terraform_data contains a link, which later plans will show as its output; ' +
        'pass links to provisioners through their environment',
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

/** The value with elements replaced by their addresses, as in an output. */
function addressed(value: unknown): unknown {
  if (Token.isUnresolved(value) || typeof value !== 'object' || value === null) return value;
  if ('fqn' in value) return value.fqn;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, addressed(part)]));
}
