import { type TerraformDataSource, type TerraformResource } from 'cdktf';
import { AddressesAreValid } from '../checks/addresses';
import { checkStackOf } from '../checks/stack-check';
import { withConditionBlocks } from './hcl-conditions';
import { lateReference } from './late-reference';

/**
 * The generated data source or resource, with a name that can be overridden at any time and with conditions in HCL. Each
 * generated class would need a subclass of its own for this, so it is added to the object.
 */
export function ownBlock<B extends TerraformDataSource | TerraformResource>(block: B): B {
  checkStackOf(block, AddressesAreValid);
  const referTo = block.interpolationForAttribute.bind(block);
  block.interpolationForAttribute = (attribute) => lateReference(block, attribute, referTo);
  const toHcl = block.toHclTerraform.bind(block);
  block.toHclTerraform = () => withConditionBlocks(block, toHcl());
  return block;
}
