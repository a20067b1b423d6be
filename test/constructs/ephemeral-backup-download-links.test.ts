import {
  type TerraformElement,
  TerraformIterator,
  TerraformResource,
  TerraformStack,
  Testing,
} from 'cdktf';
import {
  DdsProvider,
  EphemeralBackupDownloadLinks,
  type EphemeralBackupDownloadLinksProps,
} from '../../lib';

const ids = { instanceId: 'instance', backupId: 'backup' };
const address = 'ephemeral.dds_backup_download_links.links';

function stackWith(props: Partial<EphemeralBackupDownloadLinksProps> = {}) {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new DdsProvider(stack, 'dds');
  return { stack, links: new EphemeralBackupDownloadLinks(stack, 'links', { ...ids, ...props }) };
}

const synthesized = (stack: TerraformStack) =>
  JSON.parse(Testing.synth(stack, true)) as Record<string, Record<string, Record<string, unknown>>>;

test('the block has only the arguments that were given, and the stack requires an engine that supports it', () => {
  const { stack } = stackWith();
  const { ephemeral, terraform } = synthesized(stack);
  expect(ephemeral).toEqual({
    dds_backup_download_links: { links: { instance_id: 'instance', backup_id: 'backup' } },
  });
  expect(terraform).toHaveProperty('required_version', '>= 1.10');
});

test('every argument reaches the block', () => {
  const stack = new TerraformStack(Testing.app(), 'stack');
  const provider = new DdsProvider(stack, 'dds', { alias: 'other' });
  const before = new TerraformResource(stack, 'before', {
    terraformResourceType: 'terraform_data',
  });
  const links = new EphemeralBackupDownloadLinks(stack, 'links', {
    ...ids,
    region: 'eu-west-101',
    projectId: 'project',
    minimumValidity: '10m',
    timeouts: { open: '30s' },
    provider,
    dependsOn: [before],
    lifecycle: { precondition: [{ condition: '${true}', errorMessage: 'never' }] },
  });
  expect(links.downloadLink).toBeDefined();
  expect(synthesized(stack).ephemeral?.dds_backup_download_links?.links).toEqual({
    instance_id: 'instance',
    backup_id: 'backup',
    region: 'eu-west-101',
    project_id: 'project',
    minimum_validity: '10m',
    timeouts: { open: '30s' },
    provider: 'dds.other',
    depends_on: ['terraform_data.before'],
    lifecycle: {
      precondition: [{ condition: '${true}', error_message: 'never' }],
      postcondition: [expect.objectContaining({ condition: '${length(self.files) == 1}' })],
    },
  });
});

test('others can depend on it, by a name that is set at any time', () => {
  const { stack, links } = stackWith();
  new TerraformResource(stack, 'after', {
    terraformResourceType: 'terraform_data',
    dependsOn: [links],
  });
  (links.node.defaultChild as TerraformElement).overrideLogicalId('other');
  expect(synthesized(stack).resource?.terraform_data?.after).toHaveProperty('depends_on', [
    'ephemeral.dds_backup_download_links.other',
  ]);
});

test('a provisioner receives a link through its environment', () => {
  const { stack, links } = stackWith();
  new TerraformResource(stack, 'fetch', {
    terraformResourceType: 'terraform_data',
    provisioners: [
      {
        type: 'local-exec',
        command: 'fetch',
        environment: { LINK: links.files.get(0).downloadLink },
      },
    ],
  });
  expect(JSON.stringify(synthesized(stack).resource)).toContain(
    `"LINK":"\${${address}.files[0].download_link}"`,
  );
});

test.each<[string, object]>([
  ['provisioners', { provisioners: [{ type: 'local-exec' as const, command: 'x' }] }],
  ['count', { count: 2 }],
  ['forEach', { forEach: TerraformIterator.fromList(['a']) }],
])('%s is rejected, because ephemeral blocks do not support it', (name, props) => {
  expect(() => stackWith(props)).toThrow(
    `stack/links: ${name} is not supported for an ephemeral block; `,
  );
});

test('the check for a single file shows no ephemeral value', () => {
  const { stack, links } = stackWith();
  const value = links.downloadLink;
  expect(value).toBeDefined();
  expect(synthesized(stack).ephemeral?.dds_backup_download_links?.links).toMatchObject({
    lifecycle: { postcondition: [{ error_message: expect.not.stringContaining('${') }] },
  });
});

test('a stack without a provider is rejected', () => {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new EphemeralBackupDownloadLinks(stack, 'links', ids);
  expect(() => Testing.synth(stack, true)).toThrow('stack "stack" has no DdsProvider');
});

test.each<[Partial<EphemeralBackupDownloadLinksProps>, string]>([
  [{ instanceId: '' }, 'stack/links: instanceId must not be empty, got ""'],
  [{ timeouts: { open: '1' } }, 'stack/links: timeouts.open must be a duration'],
])('the props %j are rejected', (props, message) => {
  expect(() => stackWith(props)).toThrow(message);
});
