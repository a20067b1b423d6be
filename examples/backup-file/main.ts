/**
 * The latest backup of an instance as files on disk, and what is run with them.
 *
 * The program after the download runs again whenever there is a newer backup. DDS_INSTANCE_ID says of which instance; the
 * rest as in `backup-links`. The files go to the folder `backups` of the project.
 */
import { App, DataResource, TerraformOutput, TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { setting, simulatedEndpoints } from '../setting';
import { Backup, DdsProvider } from 'cdktf-huaweicloud-dds';

class BackupFile extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new DdsProvider(this, 'dds', { endpoints: simulatedEndpoints() });
    const backup = Backup.fromLookup(this, 'latest', { instanceId: setting('DDS_INSTANCE_ID') });
    const download = backup.download('files', { directory: 'backups' });
    new DataResource(this, 'check', {
      triggersReplace: download.sha256,
      provisioners: [
        {
          type: 'local-exec',
          // With lz4, `lz4 -t` would check the archive itself: command: `lz4 -t "$FILE"`, environment:
          // { FILE: download.files.only.localPath }.
          command: 'printf %s "$CHECKSUMS" | sha256sum -c -',
          environment: { CHECKSUMS: download.checksums },
        },
      ],
    });
    new TerraformOutput(this, 'paths', { value: download.paths, staticId: true });
    new TerraformOutput(this, 'sha256', { value: download.sha256, staticId: true });
  }
}

const app = new App();
new BackupFile(app, 'backup-file');
app.synth();
