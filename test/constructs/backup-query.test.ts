import { TerraformOutput, TerraformResource, TerraformStack, Testing, Token } from 'cdktf';
import { BackupQuery, type BackupQueryProps, DdsProvider } from '../../lib';

const address = 'data.dds_backups.query';

function stackWith(props?: BackupQueryProps) {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new DdsProvider(stack, 'dds');
  return { stack, query: new BackupQuery(stack, 'query', props) };
}

interface Synthesized {
  readonly data: { readonly dds_backups: { readonly query: unknown } };
  readonly output: { readonly out: { readonly value: unknown } };
  readonly resource: { readonly terraform_data: Readonly<Record<string, unknown>> };
}

const synthesized = (stack: TerraformStack) =>
  JSON.parse(Testing.synth(stack, true)) as Synthesized;

function outputOf(stack: TerraformStack, value: unknown) {
  new TerraformOutput(stack, 'out', { value });
  return synthesized(stack).output.out.value;
}

const everything = {
  region: 'eu-west-101',
  projectId: 'project',
  backupId: 'backup',
  backupName: 'nightly',
  backupType: 'Incremental',
  instanceId: 'instance',
  instanceName: 'name',
  mode: 'Sharding',
  status: 'COMPLETED',
  description: 'text',
  beginTime: '2026-01-01T00:00:00Z',
  endTime: '2026-01-02T00:00:00Z',
  timeouts: { read: '30s' },
};

test('a query needs no arguments', () => {
  expect(synthesized(stackWith().stack).data.dds_backups.query).toEqual({});
});

test('every argument reaches the data source', () => {
  expect(synthesized(stackWith(everything).stack).data.dds_backups.query).toEqual({
    region: 'eu-west-101',
    project_id: 'project',
    backup_id: 'backup',
    backup_name: 'nightly',
    backup_type: 'Incremental',
    instance_id: 'instance',
    instance_name: 'name',
    mode: 'Sharding',
    status: 'COMPLETED',
    description: 'text',
    begin_time: '2026-01-01T00:00:00Z',
    end_time: '2026-01-02T00:00:00Z',
    timeouts: { read: '30s' },
  });
});

test('empty and blank strings are omitted', () => {
  const blank = Object.fromEntries(Object.keys(everything).map((name) => [name, ' ']));
  expect(
    synthesized(stackWith({ ...blank, timeouts: { read: '' } }).stack).data.dds_backups.query,
  ).toEqual({});
});

test.each([
  ['id', 'id'],
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
] as const)('%s of a backup is a reference', (property, attribute) => {
  const { stack, query } = stackWith();
  expect(outputOf(stack, query.backups.get(1)[property])).toBe(
    `\${${address}.backups[1].${attribute}}`,
  );
});

test('numbers can follow a digit or a sign in a string', () => {
  const { stack, query } = stackWith();
  expect(outputOf(stack, `n-${query.totalCount} 0${query.backups.get(0).size}`)).toBe(
    `n-\${${address}.total_count} 0\${${address}.backups[0].size}`,
  );
});

test('an iterator can iterate over the backups, and others can depend on them', () => {
  const { stack, query } = stackWith();
  new TerraformResource(stack, 'each', {
    terraformResourceType: 'terraform_data',
    forEach: query.backups.allWithMapKey('id'),
    dependsOn: [query],
  });
  expect(synthesized(stack).resource.terraform_data.each).toEqual({
    for_each: `\${{ for key, val in ${address}.backups: val.id => val }}`,
    depends_on: [address],
  });
});

describe('checks at synth', () => {
  test.each<[BackupQueryProps, string]>([
    [{ timeouts: { read: '5' } }, 'stack/query: timeouts.read must be a duration'],
    [
      { beginTime: '2026-01-01T00:00:00Z' },
      'stack/query: beginTime and endTime belong together; set both or neither',
    ],
    [
      { backupType: 'incremental' },
      'stack/query: incremental backups are listed by instance; set instanceId too',
    ],
  ])('the props %j are rejected', (props, message) => {
    expect(() => stackWith(props)).toThrow(message);
  });

  test('tokens are left to the engine', () => {
    const token = Token.asString('${var.x}');
    expect(() => stackWith({ backupType: token, instanceName: token })).not.toThrow();
  });

  test('a stack without a provider is rejected', () => {
    const stack = new TerraformStack(Testing.app(), 'stack');
    new BackupQuery(stack, 'query');
    expect(() => synthesized(stack)).toThrow('stack "stack" has no DdsProvider');
  });
});

test('a query can be synthesized as HCL', () => {
  const { stack } = stackWith(everything);
  const hcl = Testing.synthHcl(stack);
  expect(hcl).toContain('data "dds_backups" "query"');
  expect(hcl).toContain('backup_name = "nightly"');
});
