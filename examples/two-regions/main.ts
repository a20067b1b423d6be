/**
 * The latest backups of two instances in two regions, each by a provider of its own.
 *
 * DDS_INSTANCE_ID is in the region HW_REGION_NAME, DDS_OTHER_INSTANCE_ID in DDS_OTHER_REGION; the rest as in `backup-links`.
 * The links of a backup are read by the provider that found it.
 */
import { App, TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { setting, simulatedEndpoints } from '../setting';
import { Backup, DdsProvider } from 'cdktf-huaweicloud-dds';

class TwoRegions extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const endpoints = simulatedEndpoints();
    new DdsProvider(this, 'dds', { endpoints });
    const other = new DdsProvider(this, 'dds-other', {
      alias: 'other',
      region: setting('DDS_OTHER_REGION'),
      endpoints,
    });
    const here = Backup.fromLookup(this, 'here', { instanceId: setting('DDS_INSTANCE_ID') });
    const there = Backup.fromLookup(this, 'there', {
      provider: other,
      instanceId: setting('DDS_OTHER_INSTANCE_ID'),
    });
    here.downloadLinks('links').exportOutputs({ prefix: 'here' });
    there.downloadLinks('links').exportOutputs({ prefix: 'there' });
  }
}

const app = new App();
new TwoRegions(app, 'two-regions');
app.synth();
