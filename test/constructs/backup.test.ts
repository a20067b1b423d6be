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

describe('a look-up', () => {
  test('takes the newest that fits', () => {
    const { stack } = lookedUp({ instanceId: 'instance' });
    expect(synthesized(stack).data.dds_backup?.latest).toEqual({
      instance_id: 'instance',
      most_recent: true,
    });
  });

  test('can insist that just one fits, and wait for it', () => {
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

  test('by id takes the backup in whatever status it is', () => {
    const { stack } = newStack();
    Backup.fromBackupId(stack, 'latest', 'backup', { instanceId: 'instance' });
    expect(synthesized(stack).data.dds_backup?.latest).toEqual({
      backup_id: 'backup',
      instance_id: 'instance',
    });
  });

  test('is one step away, and others can depend on it', () => {
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
  ])('of %j is refused', (props, message) => {
    expect(() => lookedUp(props)).toThrow(message);
  });

  test('leaves out what is empty or blank', () => {
    const { stack } = lookedUp({ instanceId: '', backupName: ' ', timeouts: { read: '' } });
    expect(synthesized(stack).data.dds_backup?.latest).toEqual({ most_recent: true });
  });

  test('takes expressions as flags, as generated bindings do', () => {
    const { stack } = newStack();
    const flag = new TerraformVariable(stack, 'flag', { type: 'bool' }).booleanValue;
    Backup.fromLookup(stack, 'latest', { mostRecent: flag, waitForCompletion: flag });
    expect(synthesized(stack).data.dds_backup?.latest).toEqual({
      most_recent: '${var.flag}',
      wait_for_completion: '${var.flag}',
    });
    expect(Testing.synthHcl(stack)).toContain('most_recent = "${var.flag}"');
  });

  test('is known to the matchers of CDKTF', () => {
    const { stack } = lookedUp();
    expect(Testing.toHaveDataSource(Testing.synth(stack), Backup.tfResourceType)).toBe(true);
  });

  test('of an empty id is refused', () => {
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
] as const)('%s is a reference, which can stand anywhere in a text', (property, attribute) => {
  const { stack, backup } = lookedUp();
  new TerraformOutput(stack, 'out', { value: `0${backup[property]}` });
  expect(synthesized(stack).output.out.value).toBe(`0\${${address}.${attribute}}`);
});

describe('links of a backup', () => {
  const ids = { instance_id: `\${${address}.instance_id}`, backup_id: `\${${address}.id}` };

  test('are those of what was looked up, in the same place by the same provider', () => {
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

  test('take options, which come first', () => {
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

  test('stay in the place of the backup where an option is empty', () => {
    const { stack, backup } = lookedUp({ region: 'eu-west-101', projectId: 'project' });
    backup.downloadLinks('links', { region: '', projectId: undefined });
    expect(Object.values(synthesized(stack).data.dds_backup_download_links!)).toEqual([
      { ...ids, region: 'eu-west-101', project_id: 'project' },
    ]);
  });

  test('are children of the backup', () => {
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
