import {
  Fn,
  TerraformCount,
  TerraformIterator,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  Testing,
} from 'cdktf';
import {
  DdsProvider,
  EphemeralBackupDownloadLinks,
  type EphemeralBackupDownloadLinksProps,
  imports,
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

describe('the required version of the engine', () => {
  test.each([
    ['>= 1.5', '>= 1.5, >= 1.10'],
    ['~> 1.9, != 1.11.0', '~> 1.9, != 1.11.0, >= 1.10'],
    ['>= 1.11, < 2.0', '>= 1.11, < 2.0'],
    ['1.11.4', '1.11.4'],
  ])('%j becomes %j, whether it was set before or after', (given, required) => {
    const { stack } = stackWith();
    stack.addOverride('terraform.required_version', given);
    expect(synthesized(stack).terraform).toHaveProperty('required_version', required);
    expect(synthesized(stack).terraform).toHaveProperty('required_version', required);

    const early = new TerraformStack(Testing.app(), 'stack');
    early.addOverride('terraform', { required_version: given });
    new DdsProvider(early, 'dds');
    new EphemeralBackupDownloadLinks(early, 'links', ids);
    new EphemeralBackupDownloadLinks(early, 'others', ids);
    expect(synthesized(early).terraform).toHaveProperty('required_version', required);
  });
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

describe('an ephemeral value that would be stored', () => {
  const advice =
    'use BackupDownloadLinks there, or use the value in a provisioner, a provider or a write-only argument';

  test('in an output, it is an error at synth', () => {
    const { stack, links } = stackWith();
    new TerraformOutput(stack, 'out', { value: `in ${links.bucket}` });
    expect(() => synthesized(stack)).toThrow(
      `stack/out: a value of stack/links/Default is ephemeral and cannot reach an output, which is stored in the state; ${advice}`,
    );
  });

  test('in a data source, it is an error at synth', () => {
    const { stack, links } = stackWith();
    new imports.DataDdsBackupDownloadLinks(stack, 'data', { ...ids, region: links.expiresAt });
    expect(() => synthesized(stack)).toThrow(
      `stack/data: a value of stack/links/Default is ephemeral and cannot reach a data source, which is stored in the state; ${advice}`,
    );
  });

  test('in count, it is an error at synth', () => {
    const { stack, links } = stackWith();
    const count = TerraformCount.of(Fn.lengthOf(links.files));
    new TerraformResource(stack, 'each', { terraformResourceType: 'terraform_data', count });
    expect(() => synthesized(stack)).toThrow('cannot reach count');
  });

  test('in for_each, it is an error at synth', () => {
    const { stack, links } = stackWith();
    const forEach = links.files.allWithMapKey('name');
    new TerraformResource(stack, 'each', { terraformResourceType: 'terraform_data', forEach });
    expect(() => synthesized(stack)).toThrow('cannot reach for_each');
  });

  test('in an argument that may be write-only, it is left to the engine', () => {
    const { stack, links } = stackWith();
    const resource = new TerraformResource(stack, 'any', { terraformResourceType: 'any' });
    resource.addOverride('link_wo', links.downloadLink);
    expect(() => synthesized(stack)).not.toThrow();
  });
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

test('an ephemeral value in another stack, which would read it from a state, is an error', () => {
  const app = Testing.app();
  const home = new TerraformStack(app, 'home');
  new DdsProvider(home, 'dds');
  const links = new EphemeralBackupDownloadLinks(home, 'links', ids);
  const other = new TerraformStack(app, 'other');
  new TerraformResource(other, 'any', { terraformResourceType: 'any' }).addOverride(
    'link',
    links.files.get(0).downloadLink,
  );
  expect(() => app.synth()).toThrow('is ephemeral and cannot reach an output');
});

test('synthesizing HCL, in which CDKTF would silently drop the block, is rejected', () => {
  const { stack } = stackWith();
  expect(() => Testing.synthHcl(stack)).toThrow(
    'stack/links/Default: CDKTF cannot write ephemeral blocks as HCL; synthesize this stack as JSON, without --hcl',
  );
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
