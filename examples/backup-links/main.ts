/**
 * The links of one backup as outputs of a stack.
 *
 * HW_ACCESS_KEY, HW_SECRET_KEY and HW_REGION_NAME say who asks where, DDS_INSTANCE_ID and DDS_BACKUP_ID which backup is
 * meant. DDS_ENDPOINT is only set to talk to the simulator (`npm run demo`).
 */
import { App, TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { setting, simulatedEndpoints } from '../setting';
import { BackupDownloadLinks, DdsProvider } from 'cdktf-huaweicloud-dds';

class BackupLinks extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new DdsProvider(this, 'dds', { endpoints: simulatedEndpoints() });
    const links = new BackupDownloadLinks(this, 'links', {
      instanceId: setting('DDS_INSTANCE_ID'),
      backupId: setting('DDS_BACKUP_ID'),
    });
    links.exportOutputs({ prefix: 'backup' });
  }
}

const app = new App();
new BackupLinks(app, 'backup-links');
app.synth();
