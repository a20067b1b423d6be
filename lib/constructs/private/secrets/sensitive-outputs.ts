import {
  Aspects,
  type IAspect,
  type TerraformDataSource,
  TerraformOutput,
  TerraformStack,
} from 'cdktf';
import { type IConstruct } from 'constructs';
import { exposesLink } from './exposed-links';
import { resolved, textsIn } from './resolved';

/**
 * Makes the outputs of the stack sensitive that contain a link of the data source. The engine demands it, and
 * CDKTF does not know which attributes are sensitive, so that its users would have to mark each output by hand.
 */
export function markOutputsWithLinks(dataSource: TerraformDataSource): void {
  const { terraformResourceType, friendlyUniqueId } = dataSource;
  const address = `data.${terraformResourceType}.${friendlyUniqueId}`;
  const stack = TerraformStack.of(dataSource);
  Aspects.of(stack).add(new SensitiveOutputs((text) => exposesLink(text, address)));
}

const hiding = new WeakSet<TerraformStack>();

/** Makes the outputs of a stack sensitive that contain what was made sensitive by the function of that name. */
export function hideOutputsWithSecrets(stack: TerraformStack): void {
  if (hiding.has(stack)) return;
  hiding.add(stack);
  Aspects.of(stack).add(new SensitiveOutputs((text) => /\bsensitive\(/.test(text)));
}

class SensitiveOutputs implements IAspect {
  public constructor(private readonly isSensitive: (text: string) => boolean) {}

  public visit(node: IConstruct): void {
    if (TerraformOutput.isTerraformOutput(node) && this.containsSecret(node)) node.sensitive = true;
  }

  private containsSecret(output: TerraformOutput): boolean {
    return textsIn(resolved(output, output.value)).some(this.isSensitive);
  }
}
