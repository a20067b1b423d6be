/**
 * The links of the latest backup as outputs, for a pipeline that works with files and a shell:
 *
 *     umask 077
 *     npx cdktf deploy --auto-approve --outputs-file outputs.json --outputs-file-include-sensitive-outputs
 *     sh examples/pipeline/download-all.sh outputs.json backups
 *     rm outputs.json
 *
 * DDS_INSTANCE_ID says of which instance; the rest as in `backup-links`.
 */
import { App, TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { setting, simulatedEndpoints } from '../setting';
import { Backup, DdsProvider } from 'cdktf-huaweicloud-dds';

class Pipeline extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new DdsProvider(this, 'dds', { endpoints: simulatedEndpoints() });
    const backup = Backup.fromLookup(this, 'latest', { instanceId: setting('DDS_INSTANCE_ID') });
    backup.downloadLinks('links').exportOutputs({ prefix: 'backup' });
  }
}

const app = new App();
new Pipeline(app, 'pipeline');
app.synth();
