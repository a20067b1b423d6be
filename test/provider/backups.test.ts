import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { type Value } from '../../lib/terraform-plugin/cty/value';
import { configuredEngine, startedEngine } from './configured-engine';

let cloud: Simulator;
beforeEach(async () => {
  cloud = await startSimulator();
});
afterEach(() => cloud.close());

interface Backups {
  readonly total_count: bigint;
  readonly backups: readonly Readonly<Record<string, Value>>[];
}

async function read(config: Record<string, Value>): Promise<Backups> {
  const engine = await configuredEngine(cloud, 'dds_backups');
  const { state, diagnostics } = await engine.read(config);
  expect(diagnostics).toEqual([]);
  return state as unknown as Backups;
}

const idsIn = ({ backups }: Backups) => backups.map(({ id }) => id);

test('a backup is described with times in both forms', async () => {
  const { replicaSet } = cloud.backups;
  const [backup] = (await read({ backup_id: replicaSet.id })).backups;
  expect({ ...backup, datastore: { ...(backup?.datastore as object) } }).toEqual({
    id: replicaSet.id,
    name: 'backup-replica-set',
    type: expect.stringMatching(/manual/i),
    instance_id: replicaSet.instanceId,
    instance_name: 'dds-replica-set',
    instance_mode: 'ReplicaSet',
    instance_status: 'normal',
    datastore: { type: 'DDS-Community', version: '4.4' },
    begin_time: '2026-01-06 02:00:00',
    end_time: '2026-01-06 02:15:00',
    started_at: '2026-01-06T02:00:00Z',
    finished_at: '2026-01-06T02:15:00Z',
    size: expect.any(BigInt),
    status: 'COMPLETED',
    description: 'The sample called replicaSet',
    backup_method: 'Physical',
  });
});

test('all are listed, the newest first, and counted', async () => {
  const all = await read({});
  expect(all.total_count).toBe(BigInt(all.backups.length));
  const started = all.backups.map(({ begin_time }) => begin_time as string);
  expect(started).toEqual(started.toSorted().reverse());
});

test('the newest come first also where the cloud lists them in another order', async () => {
  const listed = (id: string, begin_time: string) => ({ id, begin_time, status: 'COMPLETED' });
  const backups = [listed('old', '2020-01-01 00:00:00'), listed('new', '2026-01-01 00:00:00')];
  const body = JSON.stringify({ backups, total_count: 2 });
  cloud.inject({ action: 'ListBackups', fault: { kind: 'answer', status: 200, body } });
  expect(idsIn(await read({}))).toEqual(['new', 'old']);
});

describe('the backups that an argument selects', () => {
  test.each<[string, () => Record<string, Value>, () => string[]]>([
    [
      'the instance',
      () => ({ instance_id: cloud.instances.single.id }),
      () => [cloud.backups.single.id],
    ],
    [
      'the state, in whatever case',
      () => ({ status: 'building' }),
      () => [cloud.backups.building.id],
    ],
    ['the mode, in whatever case', () => ({ mode: 'single' }), () => [cloud.backups.single.id]],
    ['a part of the name', () => ({ backup_name: 'backup-sin' }), () => [cloud.backups.single.id]],
    [
      'a part of the description, whatever letters it has',
      () => ({ description: 'called single' }),
      () => [cloud.backups.single.id],
    ],
    [
      'incremental ones, of an instance',
      () => ({ backup_type: 'incremental', instance_id: cloud.instances.replicaSet.id }),
      () => [cloud.backups.incremental.id],
    ],
    [
      'a period',
      () => ({ begin_time: '2026-01-05 00:00:00', end_time: '2026-01-05T23:59:59Z' }),
      () => [cloud.backups.single.id],
    ],
    [
      'a period in another time zone',
      () => ({ begin_time: '2026-01-05T03:59:00+02:00', end_time: '2026-01-05T04:01:00+02:00' }),
      () => [cloud.backups.single.id],
    ],
    ['nothing if nothing matches', () => ({ backup_name: 'no such name' }), () => []],
  ])('%s', async (_, config, expected) => {
    expect(idsIn(await read(config()))).toEqual(expected());
  });
});

test('many backups come in pages, each once', async () => {
  addBackups(250);
  const { total_count, backups } = await read({ backup_name: 'many' });
  expect(total_count).toBe(250n);
  expect(new Set(backups.map(({ id }) => id)).size).toBe(250);
  expect(cloud.requestCount({ action: 'ListBackups' })).toBe(3);
});

test('a backup that vanishes between two pages lets no other one be missed', async () => {
  const many = addBackups(250);
  const engine = await configuredEngine(cloud, 'dds_backups');
  void cloud
    .nextRequest({ action: 'ListBackups' })
    .then(() => cloud.estate.backups.delete(many[249]!));
  const { state } = await engine.read({ backup_name: 'many' });
  const ids = new Set(idsIn(state as unknown as Backups));
  expect(many.slice(0, 249).filter((id) => !ids.has(id))).toEqual([]);
});

test('an argument that is empty selects nothing, and a blank place is that of the provider', async () => {
  const empty = Object.fromEntries(
    ['backup_id', 'backup_name', 'backup_type', 'instance_id', 'instance_name', 'mode', 'status']
      .concat(['description', 'begin_time', 'end_time', 'region', 'project_id'])
      .map((name) => [name, '']),
  );
  const engine = await configuredEngine(cloud, 'dds_backups');
  const readOn = async (config: Record<string, Value>) => (await engine.read(config)).state;
  const all = (await readOn({})) as unknown as Backups;
  const here = { region: cloud.region, project_id: cloud.projectId };
  const { total_count } = all;
  expect(await readOn({ ...empty, timeouts: { read: '' } })).toMatchObject({
    total_count,
    ...here,
  });
  expect(await readOn({ region: ' ', project_id: ' ' })).toMatchObject({ total_count, ...here });
});

describe('a mistake is reported at its argument', () => {
  test.each<[Record<string, Value>, ...string[]]>([
    [
      { begin_time: '2026-01-05 00:00:00' },
      'error: Invalid value of "begin_time"; It needs "end_time" too; set both, or neither. @ begin_time',
    ],
    [
      { begin_time: 'yesterday', end_time: '2026-01-05 00:00:00' },
      'error: Invalid value of "begin_time"; "yesterday" is not a time: write it like "2026-01-31T15:04:05Z" or "2026-01-31 15:04:05". @ begin_time',
    ],
    [
      { begin_time: '2026-01-06 00:00:00', end_time: '2026-01-05 00:00:00' },
      'error: Invalid value of "end_time"; It is before "begin_time". @ end_time',
    ],
    [
      { backup_type: 'INCREMENTAL' },
      'error: Invalid value of "backup_type"; Incremental backups are listed by instance: set "instance_id" too. @ backup_type',
    ],
    [
      { begin_time: '2026-02-30T00:00:00Z', end_time: '2026-03-05 24:00:00' },
      'error: Invalid value of "begin_time"; "2026-02-30T00:00:00Z" is not a time: write it like "2026-01-31T15:04:05Z" or "2026-01-31 15:04:05". @ begin_time',
      'error: Invalid value of "end_time"; "2026-03-05 24:00:00" is not a time: write it like "2026-01-31T15:04:05Z" or "2026-01-31 15:04:05". @ end_time',
    ],
    [
      { status: 'DONE' },
      'error: Invalid value of "status"; "DONE" is not a possible value: use COMPLETED, BUILDING or FAILED. @ status',
    ],
    [
      { backup_type: 'full' },
      'error: Invalid value of "backup_type"; "full" is not a possible value: use Auto, Manual or Incremental. @ backup_type',
    ],
    [
      { mode: 'replica' },
      'error: Invalid value of "mode"; "replica" is not a possible value: use Sharding, ReplicaSet or Single. @ mode',
    ],
    [
      { backup_name: ' ' },
      'error: Invalid value of "backup_name"; It is blank; omit it to match all backups. @ backup_name',
    ],
    [
      { instance_id: '../x' },
      'error: Invalid value of "instance_id"; "../x" cannot be the ID of an instance: an ID consists of letters, digits, "-" and "_". IDs look like "0123456789abcdef0123456789abcdefin02". @ instance_id',
    ],
    [
      { project_id: '..' },
      'error: Invalid value of "project_id"; ".." cannot be an ID: an ID consists of letters, digits, "-" and "_". @ project_id',
    ],
    [
      { region: 'eu west' },
      'error: Invalid value of "region"; "eu west" cannot be a region; regions look like "eu-west-101". @ region',
    ],
  ])('%j', async (config, ...diagnostics) => {
    const engine = await startedEngine('dds_backups');
    expect(await engine.validate(config)).toEqual(diagnostics);
  });
});

function addBackups(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `${index.toString(16).padStart(32, '0')}br02`;
    const beginTime = new Date(Date.parse('2026-02-01T00:00:00Z') + index * 60_000);
    cloud.estate.addBackup({ ...cloud.backups.single, id, name: `many-${index}`, beginTime });
    return id;
  });
}
