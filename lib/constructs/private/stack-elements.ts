import { TerraformElement, TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';

/** The elements of the construct's stack in the order of their creation, without those of nested stacks. */
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
