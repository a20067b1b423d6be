import { type IResolvable, Lazy, TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';
import { resolvedExpression } from '../resolved';
import { nameCrossStackOutput } from './cross-stack-output';

/**
 * A reference to an attribute that is made when the stack is written. CDKTF makes references at once, and with the first
 * one fixes the name of the block: a later `overrideLogicalId` would be ignored.
 */
export function lateReference(
  block: IConstruct,
  attribute: string,
  make: (attribute: string) => IResolvable,
): IResolvable {
  // One and the same each time, because it remembers by which names other stacks know it.
  let reference: IResolvable | undefined;
  return Lazy.anyValue({
    produce: ({ preparing, scope }) => {
      reference ??= make(resolvedExpression(block, attribute, preparing));
      const home = TerraformStack.of(block);
      if (preparing && TerraformStack.of(scope) !== home) nameCrossStackOutput(home, reference);
      return reference;
    },
  });
}
