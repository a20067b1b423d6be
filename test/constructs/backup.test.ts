import {
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  Testing,
} from 'cdktf';
import { Backup, type BackupLookupProps, DdsProvider } from '../../lib';

const address = 'data.dds_backup.latest';

function newStack() {
  const stack = new TerraformStack(Testing.app(), 'stack');
  return { stack, provider: new DdsProvider(stack, 'dds', { alias: 'other' }) };
}

function lookedUp(props?: BackupLookupProps) {
  const { stack, provider } = newStack();
  return { stack, provider, backup: Backup.fromLookup(stack, 'latest', props) };
}

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
interface Synthesized {
  readonly data: Blocks;
  readonly ephemeral: Blocks;
  readonly output: { readonly out: { readonly value: unknown } };
  readonly resource: Blocks;
}

const synthesized = (stack: TerraformStack) =>
  JSON.parse(Testing.synth(stack, true)) as Synthesized;

describe('looking up a backup', () => {
  test('the newest that matches is used', () => {
    const { stack } = lookedUp({ instanceId: 'instance' });
    expect(synthesized(stack).data.dds_backup?.latest).toEqual({
      instance_id: 'instance',
      most_recent: true,
    });
  });

  test('a lookup can insist on a single match and wait for it', () => {
    const { stack } = lookedUp({
      backupName: 'nightly',
      mostRecent: false,
      waitForCompletion: true,
      timeouts: { read: '1h' },
    });
    expect(synthesized(stack).data.dds_backup?.latest).toEqual({
      backup_name: 'nightly',
      most_recent: false,
      wait_for_completion: true,
      timeouts: { read: '1h' },
    });
  });

  test('a lookup by ID finds the backup in any status', () => {
    const { stack } = newStack();
    Backup.fromBackupId(stack, 'latest', 'backup', { instanceId: 'instance' });
    expect(synthesized(stack).data.dds_backup?.latest).toEqual({
      backup_id: 'backup',
      instance_id: 'instance',
    });
  });

  test('the data source is the default child, and others can depend on it', () => {
    const { stack, backup } = lookedUp();
    expect(backup.node.defaultChild).toHaveProperty('terraformResourceType', 'dds_backup');
    new TerraformResource(stack, 'after', {
      terraformResourceType: 'terraform_data',
      dependsOn: [backup],
    });
    expect(synthesized(stack).resource.terraform_data?.after).toEqual({ depends_on: [address] });
  });

  test.each<[BackupLookupProps, string]>([
    [{ endTime: '2026-01-01T00:00:00Z' }, 'stack/latest: beginTime and endTime belong together'],
    [{ timeouts: { read: 'long' } }, 'stack/latest: timeouts.read must be a duration'],
  ])('the props %j are rejected', (props, message) => {
    expect(() => lookedUp(props)).toThrow(message);
  });

  test('empty and blank strings are omitted', () => {
    const { stack } = lookedUp({ instanceId: '', backupName: ' ', timeouts: { read: '' } });
    expect(synthesized(stack).data.dds_backup?.latest).toEqual({ most_recent: true });
  });

  test('flags can be expressions, as in generated bindings', () => {
    const { stack } = newStack();
    const flag = new TerraformVariable(stack, 'flag', { type: 'bool' }).booleanValue;
    Backup.fromLookup(stack, 'latest', { mostRecent: flag, waitForCompletion: flag });
    expect(synthesized(stack).data.dds_backup?.latest).toEqual({
      most_recent: '${var.flag}',
      wait_for_completion: '${var.flag}',
    });
    expect(Testing.synthHcl(stack)).toContain('most_recent = "${var.flag}"');
  });

  test('the matchers of CDKTF know the data source', () => {
    const { stack } = lookedUp();
    expect(Testing.toHaveDataSource(Testing.synth(stack), Backup.tfResourceType)).toBe(true);
  });

  test('an empty ID is rejected', () => {
    expect(() => Backup.fromBackupId(newStack().stack, 'latest', '')).toThrow(
      'stack/latest: backupId must not be empty, got ""',
    );
  });
});

test.each([
  ['backupId', 'id'],
  ['name', 'name'],
  ['backupType', 'type'],
  ['status', 'status'],
  ['description', 'description'],
  ['backupMethod', 'backup_method'],
  ['size', 'size'],
  ['beginTime', 'begin_time'],
  ['endTime', 'end_time'],
  ['startedAt', 'started_at'],
  ['finishedAt', 'finished_at'],
  ['instanceId', 'instance_id'],
  ['instanceName', 'instance_name'],
  ['instanceMode', 'instance_mode'],
  ['instanceStatus', 'instance_status'],
  ['datastoreType', 'datastore.type'],
  ['datastoreVersion', 'datastore.version'],
] as const)('%s is a reference that can be used anywhere in a string', (property, attribute) => {
  const { stack, backup } = lookedUp();
  new TerraformOutput(stack, 'out', { value: `0${backup[property]}` });
  expect(synthesized(stack).output.out.value).toBe(`0\${${address}.${attribute}}`);
});

describe('links of a backup', () => {
  const ids = { instance_id: `\${${address}.instance_id}`, backup_id: `\${${address}.id}` };

  test('the links are read with the IDs, region, project and provider of the backup', () => {
    const { stack, provider } = newStack();
    const place = { provider, region: 'eu-west-101', projectId: 'project' };
    const backup = Backup.fromLookup(stack, 'latest', place);
    backup.downloadLinks('links');
    backup.ephemeralDownloadLinks('secret');
    const expected = {
      ...ids,
      provider: 'dds.other',
      region: 'eu-west-101',
      project_id: 'project',
    };
    const { data, ephemeral } = synthesized(stack);
    expect(Object.values(data.dds_backup_download_links!)).toEqual([expected]);
    expect(Object.values(ephemeral.dds_backup_download_links!)).toEqual([expected]);
  });

  test('options take precedence over the backup', () => {
    const { stack, backup } = lookedUp({ region: 'eu-west-101' });
    backup.downloadLinks('links', {
      region: 'cn-north-4',
      readDuringApply: true,
      minimumValidity: '5m',
    });
    backup.ephemeralDownloadLinks('secret', { minimumValidity: '10m' });
    const { data, ephemeral } = synthesized(stack);
    expect(Object.values(data.dds_backup_download_links!)).toEqual([
      { ...ids, region: 'cn-north-4', read_trigger: '${timestamp()}', minimum_validity: '5m' },
    ]);
    expect(Object.values(ephemeral.dds_backup_download_links!)).toEqual([
      { ...ids, region: 'eu-west-101', minimum_validity: '10m' },
    ]);
  });

  test('an empty option means the region and project of the backup', () => {
    const { stack, backup } = lookedUp({ region: 'eu-west-101', projectId: 'project' });
    backup.downloadLinks('links', { region: '', projectId: undefined });
    expect(Object.values(synthesized(stack).data.dds_backup_download_links!)).toEqual([
      { ...ids, region: 'eu-west-101', project_id: 'project' },
    ]);
  });

  test('the links are children of the backup', () => {
    const { backup } = lookedUp();
    expect(backup.downloadLinks('links').node.path).toBe('stack/latest/links');
  });
});

test('a backup and its links can be synthesized as HCL', () => {
  const { stack, backup } = lookedUp({ instanceId: 'instance', timeouts: { read: '1h' } });
  const links = backup.downloadLinks('links');
  new TerraformOutput(stack, 'link', { value: links.files.named('a').downloadLink });
  links.exportOutputs({ prefix: 'backup' });
  const hcl = Testing.synthHcl(stack);
  expect(hcl).toContain('most_recent = true');
  expect(hcl).toContain(`instance_id = "\${${address}.instance_id}"`);
  expect(hcl).toContain('postcondition {');
});

test.each(['mostRecent', 'waitForCompletion'])(
  'text in place of the flag %s is rejected',
  (name) => {
    const stack = new TerraformStack(Testing.app(), 'stack');
    expect(() => Backup.fromLookup(stack, 'latest', { [name]: 'no' })).toThrow(
      `stack/latest: ${name} must be true or false, got "no"`,
    );
  },
);
