import { Lazy, type TerraformElement, TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';

/**
 * The address of the construct's element, for its own stack. In another one CDKTF would make a `depends_on` of it that no
 * engine understands, and would hand over the whole element, secrets and all.
 */
export function addressInOwnStack(construct: IConstruct, element: TerraformElement): string {
  const home = TerraformStack.of(construct);
  return Lazy.stringValue({
    produce: ({ scope }) => {
      const { node } = TerraformStack.of(scope);
      if (node === home.node) return element.fqn;
      throw new Error(
        `${construct.node.path} is not in stack "${node.id}", which cannot depend on it or use it as a whole: let the ` +
          `stack depend on stack "${home.node.id}" with addDependency, or use single attributes`,
      );
    },
  });
}
