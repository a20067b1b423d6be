import { startSimulator, type Simulator } from '../../../lib/simulator/simulator';
import { signedFetch } from '../signed-fetch';

type Row = Record<string, unknown> & { readonly name: string };

let cloud: Simulator;

beforeAll(async () => {
  cloud = await startSimulator();
});

afterAll(() => cloud.close());

test('a backup is described as the API reference does', async () => {
  const { backups } = await list({ backup_id: cloud.backups.replicaSet.id });
  expect(backups).toEqual([
    {
      id: cloud.backups.replicaSet.id,
      name: 'backup-replica-set',
      instance_id: cloud.instances.replicaSet.id,
      instance_name: 'dds-replica-set',
      instance_mode: 'ReplicaSet',
      instance_status: 'normal',
      is_instance_restoring: false,
      datastore: { type: 'DDS-Community', version: '4.4' },
      type: 'Manual',
      begin_time: '2026-01-06 02:00:00',
      end_time: '2026-01-06 02:15:00',
      status: 'COMPLETED',
      size: 1025,
      description: 'The sample called replicaSet',
      backup_method: 'Physical',
      kms_enable: false,
      deletable: true,
    },
  ]);
});

test('without criteria, all full backups of the project are listed, the newest first', async () => {
  expect(await names({})).toEqual([
    'backup-deleting',
    'backup-disabled',
    'backup-failed',
    'backup-building',
    'backup-cluster',
    'backup-automatic',
    'backup-replica-set',
    'backup-single',
  ]);
});

test.each<[Record<string, string>, string[]]>([
  [{ backup_type: 'Manual', mode: 'ReplicaSet' }, ['backup-building', 'backup-replica-set']],
  [{ backup_type: 'Auto', backup_status: 'FAILED' }, ['backup-failed']],
  [{ mode: 'Single' }, ['backup-single']],
  [{ mode: 'Sharding', backup_status: 'COMPLETED' }, ['backup-cluster']],
  [{ backup_name: 'build' }, ['backup-building']],
  [{ backup_description: 'called single' }, ['backup-single']],
  [{ instance_name: 'sing' }, ['backup-single']],
  [
    { begin_time: '2026-01-05 02:00:00', end_time: '2026-01-06 02:00:00' },
    ['backup-replica-set', 'backup-single'],
  ],
  [{ limit: '2', offset: '1' }, ['backup-disabled', 'backup-failed']],
  [{ offset: '100' }, []],
  [
    { mode: 'Sharding', order_field: 'beginTime', order_rule: 'asc' },
    ['backup-cluster', 'backup-deleting'],
  ],
  [
    { order_field: 'name', order_rule: 'desc', limit: '2' },
    ['backup-single', 'backup-replica-set'],
  ],
])('%j lists %j', async (query, expected) => {
  expect(await names(query)).toEqual(expected);
});

test('incremental backups are listed for one instance, by type or by id', async () => {
  const { id, instanceId } = cloud.backups.incremental;
  expect(await names({ backup_type: 'Incremental', instance_id: instanceId })).toEqual([
    'backup-incremental',
  ]);
  expect(await names({ backup_id: id, instance_id: instanceId })).toEqual(['backup-incremental']);
  expect(await names({ backup_id: id })).toEqual([]);
});

test('the total does not depend on the page', async () => {
  expect((await list({ limit: '1', offset: '3' })).total_count).toBe(8);
});

test('another instance, an unknown one or a backup of another account match nothing', async () => {
  expect(await names({ backup_id: cloud.backups.foreign.id })).toEqual([]);
  expect(await names({ instance_id: `${'f'.repeat(32)}in02` })).toEqual([]);
});

test.each<[Record<string, string>, string]>([
  [{ limit: '0' }, 'DBS.280439'],
  [{ limit: '101' }, 'DBS.280439'],
  [{ limit: 'ten' }, 'DBS.280439'],
  [{ offset: '-1' }, 'DBS.280440'],
  [{ begin_time: '2026-01-05 02:00:00' }, 'DBS.280068'],
  [{ end_time: '2026-01-05 02:00:00' }, 'DBS.280067'],
  [{ begin_time: '2026-01-05T02:00:00Z', end_time: '2026-01-06 02:00:00' }, 'DBS.280067'],
  [{ begin_time: '2026-01-05 02:00:00', end_time: '2026-13-06 02:00:00' }, 'DBS.280068'],
  [{ backup_type: 'Incremental' }, 'DBS.280001'],
  [{ backup_type: 'auto' }, 'DBS.280001'],
  [{ mode: 'Cluster' }, 'DBS.280001'],
  [{ backup_status: 'DELETING' }, 'DBS.280001'],
  [{ order_field: 'name' }, 'DBS.280001'],
  [{ order_rule: 'asc' }, 'DBS.280001'],
  [{ order_field: 'size', order_rule: 'asc' }, 'DBS.280001'],
])('%j is refused with %s', async (query, code) => {
  const response = await ask(query);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error_code: code });
});

test('listing takes a permission', async () => {
  const response = await signedFetch(
    `${cloud.url}/v3/${cloud.projectId}/backups`,
    cloud.people.keys.withoutPermission,
  );
  expect(response.status).toBe(403);
});

function ask(query: Record<string, string>): Promise<Response> {
  const text = Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return signedFetch(`${cloud.url}/v3/${cloud.projectId}/backups?${text}`, cloud.credentials);
}

async function list(
  query: Record<string, string>,
): Promise<{ total_count: number; backups: Row[] }> {
  const response = await ask(query);
  expect(response.status).toBe(200);
  return (await response.json()) as { total_count: number; backups: Row[] };
}

async function names(query: Record<string, string>): Promise<string[]> {
  return (await list(query)).backups.map(({ name }) => name);
}
