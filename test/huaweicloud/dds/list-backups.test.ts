import { type BackupCriteria } from '../../../lib/huaweicloud/dds/backup-criteria';
import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import { cloud, connect, keys } from '../auth/log-in-fixture';
import { failureOf, here, messageOf, patient } from '../cloud-of';

const list = 'GET /v3/p/backups';

/** Answers the list of backups with pages out of `ids`. */
function lists(ids: readonly string[], answer: (page: object[], ids: readonly string[]) => object) {
  cloud.answers.set(list, ({ query }) => {
    const [offset, limit] = [Number(query.offset), Number(query.limit)];
    const page = ids.slice(offset, offset + limit).map((id) => ({ id }));
    return { body: answer(page, ids) };
  });
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `b-${1000 + index}`);

async function found(settings: GivenSettings = {}): Promise<number> {
  const dds = connect({ ...keys, projectId: 'p', ...settings }).dds(here);
  return (await dds.backups({}, patient)).backups.length;
}

test('all pages are read', async () => {
  lists(many(250), (backups, { length }) => ({ backups, total_count: length }));
  expect(await found()).toBe(250);
  expect(cloud.calls).toEqual([list, list, list]);
});

test('without a total, only an empty page is the end', async () => {
  lists(many(250), (backups) => ({ backups: backups.slice(0, 40) }));
  expect(await found()).toBe(250);
});

test.each([-1, 0, 99])(
  'a total that is too low is no proof of the end: %d',
  async (total_count) => {
    lists(many(250), (backups) => ({ backups, total_count }));
    expect(await found()).toBe(250);
  },
);

test('the same page again and again is an error', async () => {
  const page = many(100).map((id) => ({ id }));
  cloud.answers.set(list, { body: { backups: page, total_count: 250 } });
  expect(await messageOf(() => found())).toMatchInlineSnapshot(`
   "- | Unexpected answer
   The pages of the list do not add up: they contain 100 backups, but there are at least 250.

   Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

   HTTP 200, no request ID, GET http://127.0.0.1:PORT/v3/p/backups"
  `);
  cloud.answers.set(list, { body: { backups: page } });
  expect(await messageOf(() => found())).toContain('they contain 100 backups');
});

test('a list that ends before its total is an error', async () => {
  lists(many(150), (backups) => ({ backups, total_count: 160 }));
  expect(await messageOf(() => found())).toContain(
    'they contain 150 backups, but there are at least 160',
  );
});

describe('a list that changes between two pages', () => {
  const [first, ...others] = many(150);
  const all = [first!, ...others];

  /** @param lists as it is at the first request, at the second, …, and at all later ones */
  async function idsFound(lists: string[][], totalOf: (ids: string[]) => number | undefined) {
    cloud.answers.set(list, ({ query }) => {
      const [offset, limit] = [Number(query.offset), Number(query.limit)];
      const ids = lists[cloud.calls.length - 1] ?? lists.at(-1)!;
      const backups = ids.slice(offset, offset + limit).map((id) => ({ id }));
      return { body: { backups, total_count: totalOf(ids) } };
    });
    const { backups } = await connect({ ...keys, projectId: 'p' })
      .dds(here)
      .backups({}, patient);
    return backups.map(({ id }) => id);
  }

  test('is read again if a backup was removed, which shows in the total only', async () => {
    expect(await idsFound([all, others], ({ length }) => length)).toEqual(others);
  });

  test('is read again if one was added, which without a total shows in what comes twice', async () => {
    expect(await idsFound([others, all], () => undefined)).toEqual(all);
  });

  test('in every reading is all that was seen, if that is enough', async () => {
    const lists = [others, all, all, others, others, all];
    const ids = await idsFound(lists, ({ length }) => length);
    expect(ids.toSorted()).toEqual(all.toSorted());
    expect(cloud.calls.length).toBe(lists.length);
  });
});

test('a short page that repeats is the whole list', async () => {
  cloud.answers.set(list, { body: { backups: [{ id: 'a' }, { id: 'b' }] } });
  expect(await found()).toBe(2);
});

test.each([{ backups: null, total_count: 0 }, { total_count: 0 }, { backups: [] }])(
  '%j is an empty list',
  async (body) => {
    cloud.answers.set(list, { body });
    expect(await found()).toBe(0);
  },
);

test.each([{}, { backups: null }, { backups: null, total_count: 1 }, { backups: 'none' }])(
  '%j is no list',
  async (body) => {
    cloud.answers.set(list, { body });
    expect(await messageOf(() => found())).toContain('The answer contains no list of backups.');
  },
);

test('a backup has what its entry says, and the newest is the first', async () => {
  const entry = {
    id: 'b-1',
    name: 'nightly',
    type: 'Auto',
    instance_id: 'i-1',
    instance_name: 'shop',
    instance_mode: 'ReplicaSet',
    instance_status: 'normal',
    datastore: { type: 'DDS-Community', version: '4.2' },
    begin_time: '2024-05-06 07:08:09',
    end_time: '2024-05-06 07:18:09',
    size: 4096,
    status: 'COMPLETED',
    description: 'before the release',
    backup_method: 'Physical',
  };
  const newer = { id: 'b-2', begin_time: '2024-05-07 00:00:00' };
  cloud.answers.set(list, { body: { backups: [{ id: 'b-3' }, entry, newer] } });
  const { backups } = await connect({ ...keys, projectId: 'p' })
    .dds(here)
    .backups({}, patient);
  expect(backups.map(({ id }) => id)).toEqual(['b-2', 'b-1', 'b-3']);
  expect(backups[1]).toEqual({
    id: 'b-1',
    name: 'nightly',
    type: 'Auto',
    instanceId: 'i-1',
    instanceName: 'shop',
    instanceMode: 'ReplicaSet',
    instanceStatus: 'normal',
    datastore: { type: 'DDS-Community', version: '4.2' },
    beginTime: '2024-05-06 07:08:09',
    endTime: '2024-05-06 07:18:09',
    startedAt: new Date('2024-05-06T07:08:09Z'),
    finishedAt: new Date('2024-05-06T07:18:09Z'),
    size: 4096n,
    status: 'COMPLETED',
    description: 'before the release',
    method: 'Physical',
  });
});

test('backups of the same second have one order, in whichever the cloud lists them', async () => {
  const backups = ['b-1', 'b-2', 'b-3'].map((id) => ({ id, begin_time: '2024-05-06 07:08:09' }));
  const dds = connect({ ...keys, projectId: 'p' }).dds(here);
  for (const listed of [backups, backups.toReversed()]) {
    cloud.answers.set(list, { body: { backups: listed } });
    const found = await dds.backups({}, patient);
    expect(found.backups.map(({ id }) => id)).toEqual(['b-1', 'b-2', 'b-3']);
  }
});

test.each<[BackupCriteria, Record<string, string>]>([
  [
    { backupId: 'b', instanceId: 'i' },
    { backup_id: 'b', instance_id: 'i' },
  ],
  [
    { backupName: 'n', instanceName: 'm' },
    { backup_name: 'n', instance_name: 'm' },
  ],
  [
    { description: 'Before', backupType: 'MANUAL' },
    { backup_description: 'Before', backup_type: 'Manual' },
  ],
  [
    { mode: 'replicaset', status: 'Completed' },
    { mode: 'ReplicaSet', backup_status: 'COMPLETED' },
  ],
  [
    { mode: 'Unheard', status: 'DELETED' },
    { mode: 'Unheard', backup_status: 'DELETED' },
  ],
  [
    { startedFrom: new Date(0), startedUntil: new Date('2024-05-06T07:08:09.999Z') },
    { begin_time: '1970-01-01 00:00:00', end_time: '2024-05-06 07:08:09' },
  ],
  [{ backupId: null, backupName: '', status: null, startedFrom: null }, {}],
])('%j is asked for as %j', async (criteria, query) => {
  cloud.answers.set(list, { body: { backups: [] } });
  const dds = connect({ ...keys, projectId: 'p' }).dds(here);
  await dds.backups(criteria, patient);
  const { offset, limit, ...asked } = cloud.last(list)!.query;
  expect([offset, limit]).toEqual(['0', '100']);
  expect(asked).toEqual(query);
});

describe('a refused list', () => {
  const startedFrom = new Date(0);

  test.each<[string, BackupCriteria, string | undefined, string]>([
    ['DBS.280067', { startedFrom }, 'startedFrom', 'The cloud does not accept this time.'],
    ['DBS.280068', { startedUntil: startedFrom }, 'startedUntil', 'Check startedFrom and'],
    ['DBS.280342', { mode: 'x' }, 'mode', 'Set mode to Sharding, ReplicaSet or Single.'],
    ['DBS.201214', { backupId: 'b' }, 'backupId', 'The cloud knows no backup with this ID.'],
    ['DBS.200002', { instanceId: 'i' }, 'instanceId', 'The instance does not exist in this'],
    ['DBS.201502', { instanceId: 'i', backupId: 'b' }, 'instanceId', 'The instance does not exist'],
    ['DBS.201502', { backupId: 'b' }, 'backupId', 'The cloud knows no backup with this ID.'],
    ['DBS.200010', {}, 'projectId', 'The project does not belong to the account'],
    ['DBS.200001', { mode: 'x' }, 'mode', 'The cloud does not accept the filter.'],
    ['DBS.200001', { mode: 'x', status: 'y' }, undefined, 'Check mode, status.'],
    ['DBS.200001', {}, undefined, 'The cloud does not list the backups of this project.'],
    ['DBS.280067', { mode: 'x' }, 'mode', 'The cloud does not accept the filter.'],
  ])('with %s for %j is about %s: %s', async (code, criteria, setting, means) => {
    cloud.answers.set(list, { status: 400, body: { error_code: code, error_msg: 'no' } });
    const dds = connect({ ...keys, projectId: 'p' }).dds(here);
    const failure = await failureOf(() => dds.backups(criteria, patient));
    expect(failure).toMatchObject({ setting, code });
    expect(failure.detail).toContain(means);
  });
});

test('an entry without an ID is left out, and no backup is missing because of it', async () => {
  cloud.answers.set(list, {
    body: { backups: [{ id: 'a' }, { name: 'b' }, null, 7], total_count: 4 },
  });
  expect(await found()).toBe(1);
  expect(cloud.calls).toEqual([list]);
});
