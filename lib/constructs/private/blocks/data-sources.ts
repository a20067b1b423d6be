import { type IResolvable } from 'cdktf';
import { DataDdsBackup, DataDdsBackupDownloadLinks, DataDdsBackups } from '../../../imports';
import { AddressesAreValid } from '../checks/addresses';
import { checkStackOf } from '../checks/stack-check';
import { keepLinksSecretEverywhere } from '../secrets/secret-links';
import { withConditionBlocks } from './hcl-conditions';
import { lateReference } from './late-reference';

// The generated data sources, with names that can be overridden at any time and with conditions in HCL.

export class BackupDataSource extends DataDdsBackup {
  public constructor(...args: ConstructorParameters<typeof DataDdsBackup>) {
    super(...args);
    checkStackOf(this, AddressesAreValid);
  }

  public override interpolationForAttribute(attribute: string): IResolvable {
    return lateReference(this, attribute, (late) => super.interpolationForAttribute(late));
  }

  public override toHclTerraform(): unknown {
    return withConditionBlocks(this, super.toHclTerraform());
  }
}

export class BackupsDataSource extends DataDdsBackups {
  public constructor(...args: ConstructorParameters<typeof DataDdsBackups>) {
    super(...args);
    checkStackOf(this, AddressesAreValid);
  }

  public override interpolationForAttribute(attribute: string): IResolvable {
    return lateReference(this, attribute, (late) => super.interpolationForAttribute(late));
  }

  public override toHclTerraform(): unknown {
    return withConditionBlocks(this, super.toHclTerraform());
  }
}

export class LinksDataSource extends DataDdsBackupDownloadLinks {
  public constructor(...args: ConstructorParameters<typeof DataDdsBackupDownloadLinks>) {
    super(...args);
    checkStackOf(this, AddressesAreValid);
  }

  public override interpolationForAttribute(attribute: string): IResolvable {
    return lateReference(this, attribute, (late) => super.interpolationForAttribute(late));
  }

  /** First called when all stacks exist and none is synthesized yet. */
  public override toTerraform(): unknown {
    keepLinksSecretEverywhere(this);
    return super.toTerraform();
  }

  public override toHclTerraform(): unknown {
    return withConditionBlocks(this, super.toHclTerraform());
  }
}
