/**
 * The backup of one shard, through a link that is never stored: neither in the state nor in a plan.
 *
 * Needs Terraform 1.10 or OpenTofu 1.11. DDS_INSTANCE_ID says of which cluster, DDS_SHARD of which of its shards, DDS_FILE
 * where to store the backup; the rest as in `backup-links`.
 */
import path from 'node:path';
import { App, DataResource, TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { setting, simulatedEndpoints } from '../setting';
import { Backup, DdsProvider } from 'cdktf-huaweicloud-dds';

class EphemeralLinks extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new DdsProvider(this, 'dds', { endpoints: simulatedEndpoints() });
    const backup = Backup.fromLookup(this, 'latest', { instanceId: setting('DDS_INSTANCE_ID') });
    const links = backup.ephemeralDownloadLinks('links', { minimumValidity: '10m' });
    new DataResource(this, 'copy', {
      triggersReplace: { backup: backup.backupId },
      provisioners: [
        {
          type: 'local-exec',
          command: `node "${path.join(__dirname, '../download.mjs')}"`,
          environment: {
            LINK: links.files.inGroup(setting('DDS_SHARD')).downloadLink,
            FILE: path.resolve(setting('DDS_FILE')),
          },
        },
      ],
    });
  }
}

const app = new App();
new EphemeralLinks(app, 'ephemeral-links');
app.synth();
