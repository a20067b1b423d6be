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

test('the block has just the arguments that were given, and the stack asks for an engine that knows it', () => {
  const { stack } = stackWith();
  const { ephemeral, terraform } = synthesized(stack);
  expect(ephemeral).toEqual({
    dds_backup_download_links: { links: { instance_id: 'instance', backup_id: 'backup' } },
  });
  expect(terraform).toHaveProperty('required_version', '>= 1.10');
});

describe('an engine that knows ephemeral blocks is required in addition to what the stack requires', () => {
  test.each([
    ['>= 1.5', '>= 1.5, >= 1.10'],
    ['~> 1.9, != 1.11.0', '~> 1.9, != 1.11.0, >= 1.10'],
    ['>= 1.11, < 2.0', '>= 1.11, < 2.0'],
    ['1.11.4', '1.11.4'],
  ])('%j becomes %j, whenever it was set', (given, required) => {
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

test('a provisioner gets a link through its environment', () => {
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

describe('an ephemeral value that would be stored is an error at synth, which says what to use', () => {
  const advice =
    'use BackupDownloadLinks there, or use the value in a provisioner, a provider or a write-only argument';

  test('in an output', () => {
    const { stack, links } = stackWith();
    new TerraformOutput(stack, 'out', { value: `in ${links.bucket}` });
    expect(() => synthesized(stack)).toThrow(
      `stack/out: a value of stack/links/Default is ephemeral and cannot reach an output, which is stored in the state; ${advice}`,
    );
  });

  test('in a data source', () => {
    const { stack, links } = stackWith();
    new imports.DataDdsBackupDownloadLinks(stack, 'data', { ...ids, region: links.expiresAt });
    expect(() => synthesized(stack)).toThrow(
      `stack/data: a value of stack/links/Default is ephemeral and cannot reach a data source, which is stored in the state; ${advice}`,
    );
  });

  test('in count', () => {
    const { stack, links } = stackWith();
    const count = TerraformCount.of(Fn.lengthOf(links.files));
    new TerraformResource(stack, 'each', { terraformResourceType: 'terraform_data', count });
    expect(() => synthesized(stack)).toThrow('cannot reach count');
  });

  test('in for_each', () => {
    const { stack, links } = stackWith();
    const forEach = links.files.allWithMapKey('name');
    new TerraformResource(stack, 'each', { terraformResourceType: 'terraform_data', forEach });
    expect(() => synthesized(stack)).toThrow('cannot reach for_each');
  });

  test('but not in an argument that may be write-only', () => {
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
])('what an ephemeral block cannot have is refused: %s', (name, props) => {
  expect(() => stackWith(props)).toThrow(
    `stack/links: ${name} is not supported for an ephemeral block; `,
  );
});

test('the check that there is just one file shows nothing ephemeral, which no engine would', () => {
  const { stack, links } = stackWith();
  const value = links.downloadLink;
  expect(value).toBeDefined();
  expect(synthesized(stack).ephemeral?.dds_backup_download_links?.links).toMatchObject({
    lifecycle: { postcondition: [{ error_message: expect.not.stringContaining('${') }] },
  });
});

test('in another stack, to which values go through a state, an ephemeral value is an error', () => {
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

test('HCL, in which CDKTF would drop the block without a word, is refused', () => {
  const { stack } = stackWith();
  expect(() => Testing.synthHcl(stack)).toThrow(
    'stack/links/Default: CDKTF cannot write ephemeral blocks as HCL; synthesize this stack as JSON, without --hcl',
  );
});

test('a stack without provider is told so', () => {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new EphemeralBackupDownloadLinks(stack, 'links', ids);
  expect(() => Testing.synth(stack, true)).toThrow('stack "stack" has no DdsProvider');
});

test.each<[Partial<EphemeralBackupDownloadLinksProps>, string]>([
  [{ instanceId: '' }, 'stack/links: instanceId must not be empty, got ""'],
  [{ timeouts: { open: '1' } }, 'stack/links: timeouts.open must be a duration'],
])('%j is refused', (props, message) => {
  expect(() => stackWith(props)).toThrow(message);
});
