import { DataDdsBackupDownloadLinks } from '../../../imports';
import { keepLinksSecretEverywhere } from '../secrets/secret-links';

/** The generated data source, which keeps its links secret in every stack of the app. */
export class LinksDataSource extends DataDdsBackupDownloadLinks {
  /** First called when all stacks exist and none is synthesized yet. */
  public override toTerraform(): unknown {
    keepLinksSecretEverywhere(this);
    return super.toTerraform();
  }
}
