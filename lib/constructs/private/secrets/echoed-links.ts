import {
  Annotations,
  Aspects,
  type IAspect,
  type TerraformDataSource,
  TerraformResource,
  TerraformStack,
} from 'cdktf';
import { type IConstruct } from 'constructs';
import { exposesLink } from './exposed-links';
import { resolved, textsIn } from './resolved';

/** Warns where `terraform_data` gets a link as input: it echoes it as output, which engines show in later plans. */
export function warnOfEchoedLinks(dataSource: TerraformDataSource): void {
  const { terraformResourceType, friendlyUniqueId } = dataSource;
  const address = `data.${terraformResourceType}.${friendlyUniqueId}`;
  Aspects.of(TerraformStack.of(dataSource)).add(new EchoedLinks(address));
}

interface Synthesized {
  readonly resource: {
    readonly terraform_data: Readonly<Record<string, { readonly input?: unknown }>>;
  };
}

class EchoedLinks implements IAspect {
  public constructor(private readonly address: string) {}

  public visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node)) return;
    if (node.terraformResourceType !== 'terraform_data') return;
    const { resource } = resolved(node, node.toTerraform()) as Synthesized;
    const inputs = Object.values(resource.terraform_data).map(({ input }) => input);
    if (!textsIn(inputs).some((text) => exposesLink(text, this.address))) return;
    Annotations.of(node).addWarning(
      'the input of terraform_data contains a link, and later plans will show it as its output; ' +
        'hand links to provisioners through their environment',
    );
  }
}
