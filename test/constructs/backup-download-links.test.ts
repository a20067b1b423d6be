import {
  DataResource,
  type TerraformElement,
  TerraformIterator,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  Testing,
  Token,
} from 'cdktf';
import { Construct } from 'constructs';
import { BackupDownloadLinks, type BackupDownloadLinksProps } from '../../lib';

const ids = { instanceId: 'instance', backupId: 'backup' };
const address = 'data.dds_backup_download_links.links';

function stackWith(props: Partial<BackupDownloadLinksProps> = {}) {
  const stack = new TerraformStack(Testing.app(), 'stack');
  return { stack, links: new BackupDownloadLinks(stack, 'links', { ...ids, ...props }) };
}

interface Synthesized {
  readonly data: { readonly dds_backup_download_links: Readonly<Record<string, unknown>> };
  readonly output: Readonly<Record<string, { readonly value: unknown; readonly sensitive?: true }>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const synthesized = (stack: TerraformStack) => JSON.parse(Testing.synth(stack)) as Synthesized;

function outputOf(stack: TerraformStack, value: unknown) {
  new TerraformOutput(stack, 'out', { value });
  return synthesized(stack).output.out;
}

test('the data source has a short address and only the arguments that were given', () => {
  const { stack } = stackWith();
  expect(synthesized(stack).data.dds_backup_download_links).toEqual({
    links: { instance_id: 'instance', backup_id: 'backup' },
  });
});

test('every argument reaches the data source', () => {
  const { stack } = stackWith({
    region: 'eu-west-101',
    projectId: 'project',
    minimumValidity: '10m',
    readDuringApply: true,
    timeouts: { read: '30s' },
  });
  expect(synthesized(stack).data.dds_backup_download_links.links).toEqual({
    instance_id: 'instance',
    backup_id: 'backup',
    region: 'eu-west-101',
    project_id: 'project',
    minimum_validity: '10m',
    read_trigger: '${timestamp()}',
    timeouts: { read: '30s' },
  });
});

test('the data source is the default child', () => {
  const { links } = stackWith();
  expect(links.node.defaultChild).toHaveProperty(
    'terraformResourceType',
    'dds_backup_download_links',
  );
});

test('another element can depend on the links', () => {
  const { stack, links } = stackWith();
  new TerraformResource(stack, 'after', {
    terraformResourceType: 'terraform_data',
    dependsOn: [links],
  });
  expect(synthesized(stack).resource.terraform_data?.after).toEqual({
    depends_on: [address],
  });
});

describe('attributes', () => {
  test.each<[string, (links: BackupDownloadLinks) => unknown, string]>([
    ['the bucket', (links) => links.bucket, `\${${address}.bucket}`],
    ['the earliest expiry', (links) => links.expiresAt, `\${${address}.expires_at}`],
    ['the name of a file', (links) => links.files.get(1).name, `\${${address}.files[1].name}`],
    [
      'the expiry of a file',
      (links) => links.files.get(0).linkExpiredTime,
      `\${${address}.files[0].link_expired_time}`,
    ],
    [
      'the expiry as RFC 3339',
      (links) => links.files.get(0).expiresAt,
      `\${${address}.files[0].expires_at}`,
    ],
    [
      'the group of a file',
      (links) => [links.files.get(0).groupId, links.files.get(0).groupName],
      [
        `\${${address}.files[0].group_id}`,
        `\${${address}.files[0].group_name}`,
      ] as unknown as string,
    ],
  ])('%s is a reference', (_, attribute, reference) => {
    const { stack, links } = stackWith();
    expect(outputOf(stack, attribute(links))).toEqual({ value: reference });
  });

  test.each(['a-', 'a.', 'a+', 'a|', '5'])(
    'the size of a file can follow %j in a string',
    (text) => {
      const { stack, links } = stackWith();
      expect(outputOf(stack, `${text}${links.files.get(0).size}`)).toEqual({
        value: `${text}\${${address}.files[0].size}`,
      });
    },
  );

  test('the size of a file can be a number', () => {
    const { stack, links } = stackWith();
    expect(outputOf(stack, Token.asNumber(links.files.get(0).size))).toEqual({
      value: `\${${address}.files[0].size}`,
    });
  });

  test('an iterator can iterate over the files', () => {
    const { stack, links } = stackWith();
    const forEach = TerraformIterator.fromComplexList(links.files, 'name');
    new TerraformResource(stack, 'each', { terraformResourceType: 'terraform_data', forEach });
    expect(synthesized(stack).resource.terraform_data?.each).toEqual({
      for_each: `\${{ for key, val in ${address}.files: val.name => val }}`,
    });
  });
});

test('the link to the only file comes with a check that there is only one', () => {
  const { stack, links } = stackWith({
    lifecycle: {
      postcondition: [{ condition: '${self.bucket != null}', errorMessage: 'no bucket' }],
    },
  });
  const values = [links.downloadLink, links.downloadLink];
  expect(outputOf(stack, values)?.value).toEqual(
    Array(2).fill(`\${${address}.files[0].download_link}`),
  );
  expect(synthesized(stack).data.dds_backup_download_links.links).toHaveProperty('lifecycle', {
    postcondition: [
      { condition: '${self.bucket != null}', error_message: 'no bucket' },
      {
        condition: '${length(self.files) == 1}',
        error_message:
          'downloadLink is for a backup with one file, but this one has ${length(self.files)}: ${join(", ", [for file in self.files : join("/", compact([file.group_name, file.name]))])}. Choose one with files.named(name).downloadLink.',
      },
    ],
  });
});

describe('exportOutputs', () => {
  test('it defines three outputs with stable names, and the links are sensitive', () => {
    const { stack, links } = stackWith();
    links.exportOutputs({ prefix: 'backup' });
    const { output } = synthesized(stack);
    expect(Object.entries(output).map(([name, { sensitive }]) => [name, sensitive])).toEqual([
      ['backup_bucket', undefined],
      ['backup_download_links', true],
      ['backup_files', undefined],
    ]);
    expect(JSON.stringify(output.backup_files)).not.toContain('download_link ');
  });

  test('files of one name are told apart by their groups, and the links are kept from the files', () => {
    const { stack, links } = stackWith();
    links.exportOutputs({ prefix: 'backup' });
    const { output } = synthesized(stack);
    const alike = `length([for other in ${address}.files : other if other.name == file.name])`;
    const key = `${alike} == 1 ? file.name : join("/", compact([file.group_name, file.name]))`;
    expect(output.backup_download_links).toHaveProperty(
      'value',
      `\${{for file in ${address}.files : ${key} => file.download_link}}`,
    );
    const shown = ['name', 'size', 'link_expired_time', 'expires_at', 'group_id', 'group_name'];
    const object = shown.map((name) => `${name} = file.${name}`).join(', ');
    expect(output.backup_files).toHaveProperty(
      'value',
      `\${[for file in ${address}.files : {${object}}]}`,
    );
  });

  test('the output of the links is sensitive from the start, not only after aspects have run', () => {
    const { stack, links } = stackWith();
    links.exportOutputs({ prefix: 'backup' });
    const outputs = stack.node.children.filter((child) => child instanceof TerraformOutput);
    expect(outputs.map(({ node, sensitive }) => [node.id, sensitive])).toEqual([
      ['backup_bucket', undefined],
      ['backup_files', undefined],
      ['backup_download_links', true],
    ]);
  });

  test('its outputs keep their names in a stack that names its elements by a scheme of its own', () => {
    class Named extends TerraformStack {
      protected override allocateLogicalId(element: TerraformElement): string {
        return `own_${element.node.id}`;
      }
    }
    const stack = new Named(Testing.app(), 'stack');
    new BackupDownloadLinks(stack, 'links', ids).exportOutputs({ prefix: 'backup' });
    expect(Object.keys(synthesized(stack).output)).toEqual([
      'backup_bucket',
      'backup_download_links',
      'backup_files',
    ]);
  });

  test('its outputs belong to the stack, wherever the construct is', () => {
    const stack = new TerraformStack(Testing.app(), 'stack');
    const links = new BackupDownloadLinks(new Construct(stack, 'nested'), 'links', ids);
    links.exportOutputs({ prefix: 'backup' });
    expect(stack.node.tryFindChild('backup_bucket')).toBeDefined();
  });

  test('it fails if the stack already has an output of that name', () => {
    const { stack, links } = stackWith();
    new TerraformOutput(stack, 'backup_bucket', { value: 'other' });
    expect(() => links.exportOutputs({ prefix: 'backup' })).toThrow(
      'stack/links: the stack already has an output "backup_bucket"; give each exportOutputs its own prefix',
    );
  });

  test('it fails at synth if a nested output has the same name', () => {
    const { stack, links } = stackWith();
    links.exportOutputs({ prefix: 'backup' });
    const nested = new Construct(stack, 'nested');
    new TerraformOutput(nested, 'backup_bucket', { value: 'other', staticId: true });
    expect(() => Testing.synth(stack, true)).toThrow(
      'stack/nested/backup_bucket: the stack already has an output "backup_bucket"; give each exportOutputs its own prefix',
    );
  });

  test.each<[unknown, string]>([
    ['', 'stack/links: prefix must match ^[A-Za-z_][\\w-]*$, got ""'],
    ['1st', 'stack/links: prefix must match ^[A-Za-z_][\\w-]*$, got "1st"'],
    [undefined, 'stack/links: prefix must be a string, got nothing'],
    [null, 'stack/links: prefix must be a string, got null'],
    [Token.asString('${var.x}'), 'stack/links: prefix must be known at synth, but it is a token'],
  ])('the prefix %j is rejected', (prefix, message) => {
    const { links } = stackWith();
    expect(() => links.exportOutputs({ prefix: prefix as string })).toThrow(message);
  });
});

describe('checks at synth', () => {
  test.each<[string, Partial<BackupDownloadLinksProps>, string]>([
    [
      'an empty instance ID',
      { instanceId: '' },
      'stack/links: instanceId must not be empty, got ""',
    ],
    ['a blank backup ID', { backupId: ' ' }, 'stack/links: backupId must not be empty, got " "'],
    [
      'a minimum validity that is not a duration',
      { minimumValidity: '10' },
      'stack/links: minimumValidity must be a duration such as "30s", "10m" or "1m30s", got "10"',
    ],
    [
      'a timeout that is not a duration',
      { timeouts: { read: 'soon' } },
      'stack/links: timeouts.read must be a duration such as "30s", "10m" or "1m30s", got "soon"',
    ],
  ])('%s is rejected', (_, props, message) => {
    expect(() => stackWith(props)).toThrow(message);
  });

  test('tokens are left to the engine', () => {
    const token = Token.asString('${var.x}');
    const { stack } = stackWith({ instanceId: token, minimumValidity: token });
    expect(synthesized(stack).data.dds_backup_download_links.links).toMatchObject({
      instance_id: '${var.x}',
      minimum_validity: '${var.x}',
    });
  });

  test('a stack without a provider is rejected', () => {
    const { stack } = stackWith();
    expect(() => Testing.synth(stack, true)).toThrow(
      `stack "stack" has no DdsProvider: add new DdsProvider(this, 'dds', { region: '…' })`,
    );
  });
});

describe('terraform_data, whose input later plans show', () => {
  const warnings = (stack: TerraformStack) => {
    Testing.synth(stack);
    return stack.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === '@cdktf/warn')
      .map(({ data }) => String(data));
  };

  test('causes a warning if its input contains a link', () => {
    const { stack, links } = stackWith();
    new DataResource(stack, 'data', { input: { link: links.files.get(0).downloadLink } });
    expect(warnings(stack)).toEqual([
      'the input of terraform_data contains a link, which later plans will show as its output; pass links to provisioners through their environment',
    ]);
  });

  test('causes no warning with any other input', () => {
    const { stack, links } = stackWith();
    new DataResource(stack, 'data', { input: { bucket: links.bucket } });
    new DataResource(stack, 'fetch', {
      provisioners: [
        { type: 'local-exec', command: 'x', environment: { LINK: links.downloadLink } },
      ],
    });
    expect(warnings(stack)).toEqual([]);
  });
});

test.each<[unknown, string]>([
  ['false', 'must be true or false, got "false"'],
  [Token.asAny('${var.x}'), 'must be known at synth, but it is a token'],
])('whether to read during the apply is known at synth: %j', (value, problem) => {
  const readDuringApply = value as boolean;
  expect(() => stackWith({ readDuringApply })).toThrow(`stack/links: readDuringApply ${problem}`);
});

test('the links can be synthesized as HCL', () => {
  const { stack } = stackWith({ readDuringApply: true });
  expect(Testing.synthHcl(stack)).toContain('read_trigger = "${timestamp()}"');
});
