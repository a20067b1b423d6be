import { TerraformElement, TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';

/** The elements of the stack of a construct, in the order in which they were made; a stack within it has its own. */
export function elementsAround(construct: IConstruct): TerraformElement[] {
  return elementsBelow(TerraformStack.of(construct));
}

function elementsBelow({ node }: IConstruct): TerraformElement[] {
  return node.children
    .filter((child) => !TerraformStack.isStack(child))
    .flatMap((child) => [
      ...(TerraformElement.isTerraformElement(child) ? [child] : []),
      ...elementsBelow(child),
    ]);
}
