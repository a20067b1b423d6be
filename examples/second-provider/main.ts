/**
 * The latest backup, fetched once a day: `hashicorp/time` says when, this package which backup.
 *
 * Bindings of the other provider would come from `cdktf get`, or from a package; CDKTF's plain classes do as well.
 * DDS_INSTANCE_ID says of which instance, DDS_FILE where to store the backup; the rest as in `backup-links`.
 */
import path from 'node:path';
import { App, DataResource, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { setting, simulatedEndpoints } from '../setting';
import { Backup, DdsProvider } from 'cdktf-huaweicloud-dds';

const time = { providerName: 'time', providerVersionConstraint: '~> 0.13' };

class TimeProvider extends TerraformProvider {}

class SecondProvider extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new TimeProvider(this, 'time', {
      terraformResourceType: 'time',
      terraformProviderSource: 'hashicorp/time',
      terraformGeneratorMetadata: time,
    });
    const daily = new TerraformResource(this, 'daily', {
      terraformResourceType: 'time_rotating',
      terraformGeneratorMetadata: time,
    });
    daily.addOverride('rotation_days', 1);

    new DdsProvider(this, 'dds', { endpoints: simulatedEndpoints() });
    const backup = Backup.fromLookup(this, 'latest', { instanceId: setting('DDS_INSTANCE_ID') });
    const links = backup.downloadLinks('links', { readDuringApply: true });
    new DataResource(this, 'copy', {
      triggersReplace: { day: daily.getStringAttribute('id') },
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
new SecondProvider(app, 'second-provider');
app.synth();
