import { Lazy, type TerraformElement, TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';
import { message } from '../spelling';

/**
 * The address of the construct's element, for use in its own stack only. In another stack, CDKTF would turn it into a
 * `depends_on` that no engine understands, or would share the whole element, including its secrets.
 */
export function addressInOwnStack(construct: IConstruct, element: TerraformElement): string {
  const home = TerraformStack.of(construct);
  return Lazy.stringValue({
    produce: ({ scope }) => {
      const { node } = TerraformStack.of(scope);
      if (node === home.node) return element.fqn;
      throw new Error(
        `${construct.node.path} is not in stack "${node.id}", which cannot depend on it or use it as a whole: make the ` +
          message`stack depend on stack "${home.node.id}" with addDependency, or use individual attributes`,
      );
    },
  });
}
