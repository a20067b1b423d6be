import { type IResolvable, ref } from 'cdktf';
import { BackupDownload } from '../../../imports';
import { AddressesAreValid, addressOf } from '../checks/addresses';
import { checkStackOf } from '../checks/stack-check';
import { withConditionBlocks } from './hcl-conditions';
import { lateReference } from './late-reference';

/** The generated resource, with a name that can be overridden at any time and with conditions in HCL. */
export class DownloadResource extends BackupDownload {
  public constructor(...args: ConstructorParameters<typeof BackupDownload>) {
    super(...args);
    checkStackOf(this, AddressesAreValid);
  }

  public override interpolationForAttribute(attribute: string): IResolvable {
    return lateReference(this, attribute, (late) => super.interpolationForAttribute(late));
  }

  /** The value of an expression, given the address of this resource. */
  public interpolationFor(expression: (address: string) => string): IResolvable {
    return lateReference(this, '', () => ref(expression(addressOf(this)), this.cdktfStack));
  }

  public override toHclTerraform(): unknown {
    return withConditionBlocks(this, super.toHclTerraform());
  }
}
