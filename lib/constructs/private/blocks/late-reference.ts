import { type IResolvable, Lazy, ref, type TerraformResource, TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';
import { addressOf } from '../checks/addresses';
import { resolvedExpression } from '../resolved';
import { nameCrossStackOutput } from './cross-stack-output';

/**
 * A reference to an attribute that is created when the stack is written. CDKTF creates references at once, and the
 * first one fixes the name of the block: a later `overrideLogicalId` would be ignored.
 */
export function lateReference(
  block: IConstruct,
  attribute: string,
  make: (attribute: string) => IResolvable,
): IResolvable {
  // Created only once, because it remembers the names by which other stacks know it.
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

/** The value of an expression that contains the address of a resource, created when the stack is written. */
export function lateExpression(
  resource: TerraformResource,
  expression: (address: string) => string,
): IResolvable {
  return lateReference(resource, '', () =>
    ref(expression(addressOf(resource)), resource.cdktfStack),
  );
}
