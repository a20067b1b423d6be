/**
 * The latest backup of an instance, fetched when the stack is applied, and again whenever there is a newer one.
 *
 * `readDuringApply` lets the plan be reviewed for as long as it takes. The consumer gets the link through its
 * environment. DDS_INSTANCE_ID says of which instance, DDS_FILE where to store the backup; the rest as in `backup-links`.
 */
import path from 'node:path';
import { App, DataResource, TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { setting, simulatedEndpoints } from '../setting';
import { Backup, DdsProvider } from 'cdktf-huaweicloud-dds';

class LatestBackup extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new DdsProvider(this, 'dds', { endpoints: simulatedEndpoints() });
    const backup = Backup.fromLookup(this, 'latest', { instanceId: setting('DDS_INSTANCE_ID') });
    const links = backup.downloadLinks('links', { readDuringApply: true });
    new DataResource(this, 'copy', {
      triggersReplace: { backup: backup.backupId },
      provisioners: [
        {
          type: 'local-exec',
          command: `node "${path.join(__dirname, '../download.mjs')}"`,
          environment: { LINK: links.downloadLink, FILE: path.resolve(setting('DDS_FILE')) },
        },
      ],
    });
  }
}

const app = new App();
new LatestBackup(app, 'latest-backup');
app.synth();
