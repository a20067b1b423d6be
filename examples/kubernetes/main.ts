/**
 * The latest backup of an instance, downloaded by several pods of an Indexed Job into one volume, each its own part.
 *
 * DDS_INSTANCE_ID says of which instance; DDS_IMAGE names an image that has the command `dds-backup`, as the `Dockerfile`
 * here makes it; DDS_STORAGE_CLASS is a storage class whose volumes several nodes can write to at once (ReadWriteMany).
 * The keys of the pods are in a Secret `huaweicloud` that this stack only names, so they are in no plan and no state.
 */
import { App, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { type Construct } from 'constructs';
import { setting, simulatedEndpoints } from '../setting';
import { downloadJob } from './download-job';
import { Backup, DdsProvider } from 'cdktf-huaweicloud-dds';

/** How many pods share the work. More than the backup has files would be idle. */
const SHARDS = 4;

const kubernetes = { providerName: 'kubernetes', providerVersionConstraint: '~> 2.38' };

class KubernetesProvider extends TerraformProvider {}

class BackupInKubernetes extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new KubernetesProvider(this, 'kubernetes', {
      terraformResourceType: 'kubernetes',
      terraformProviderSource: 'hashicorp/kubernetes',
      terraformGeneratorMetadata: kubernetes,
    });
    new DdsProvider(this, 'dds', { endpoints: simulatedEndpoints() });
    const instanceId = setting('DDS_INSTANCE_ID');
    // Found once, here: each pod must download a part of the same backup.
    const { backupId } = Backup.fromLookup(this, 'latest', { instanceId });

    const volume = this.resource('volume', 'kubernetes_persistent_volume_claim_v1', {
      metadata: { name: 'dds-backup' },
      spec: {
        access_modes: ['ReadWriteMany'],
        storage_class_name: setting('DDS_STORAGE_CLASS'),
        resources: { requests: { storage: '500Gi' } },
      },
      wait_until_bound: false, // many storage classes wait for the first pod
    });
    this.resource('download', 'kubernetes_job_v1', {
      ...downloadJob({
        image: setting('DDS_IMAGE'),
        volumeClaim: `\${${volume.fqn}.metadata[0].name}`,
        shards: SHARDS,
        instanceId,
        backupId,
        endpoints: simulatedEndpoints(),
      }),
      wait_for_completion: true,
      timeouts: { create: '8h', update: '8h' },
    });
  }

  private resource(id: string, type: string, attributes: object): TerraformResource {
    const resource = new TerraformResource(this, id, {
      terraformResourceType: type,
      terraformGeneratorMetadata: kubernetes,
    });
    for (const [name, value] of Object.entries(attributes)) resource.addOverride(name, value);
    return resource;
  }
}

const app = new App();
new BackupInKubernetes(app, 'kubernetes');
app.synth();
