import { type Simulated, simulated } from '../simulated';

let dds: Simulated;
beforeEach(async () => {
  dds = await simulated();
});

interface Listed {
  readonly id: string;
  readonly size: number;
  readonly started_at: string;
}

async function listed(...args: string[]): Promise<Listed[]> {
  const { exitCode, stdout, stderr } = await dds.run(['list', '--json', ...args]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return JSON.parse(stdout) as Listed[];
}

test('as JSON, backups have the attributes of the data source dds_backups', async () => {
  const { automatic } = dds.cloud.backups;
  const backups = await listed('--instance', automatic.instanceId);
  expect(backups.find(({ id }) => id === automatic.id)).toEqual({
    id: automatic.id,
    name: 'backup-automatic',
    type: 'Auto',
    instance_id: automatic.instanceId,
    instance_name: 'dds-replica-set',
    instance_mode: 'ReplicaSet',
    instance_status: 'normal',
    datastore: { type: 'DDS-Community', version: '4.4' },
    begin_time: '2026-01-07 02:00:00',
    end_time: '2026-01-07 02:15:00',
    started_at: '2026-01-07T02:00:00Z',
    finished_at: '2026-01-07T02:15:00Z',
    size: 1025,
    status: 'COMPLETED',
    description: 'The sample called automatic',
    backup_method: 'Physical',
  });
});

test('the newest backup is the first one', async () => {
  const starts = (await listed()).map(({ started_at }) => started_at);
  expect(starts.length).toBeGreaterThan(5);
  expect(starts).toEqual(starts.toSorted().toReversed());
});

test('type and status narrow the list, in any case', async () => {
  const { failed, incremental } = dds.cloud.backups;
  const byStatus = await listed('--status', 'failed');
  expect(byStatus.map(({ id }) => id)).toEqual([failed.id]);
  const byType = await listed('--type', 'incremental', '--instance', incremental.instanceId);
  expect(byType.map(({ id }) => id)).toEqual([incremental.id]);
});

test('no digit of a number is lost', async () => {
  dds.cloud.inject({
    action: 'ListBackups',
    fault: {
      kind: 'answer',
      status: 200,
      body: '{"backups":[{"id":"a","size":12345678901234567890}],"total_count":1}',
    },
  });
  const { stdout } = await dds.run(['list', '--json']);
  expect(stdout).toContain('"size": 12345678901234567890,');
});

test('without a terminal the table has all columns, and a line for each backup', async () => {
  const { single } = dds.cloud.backups;
  const { stdout } = await dds.run(['list', '--instance', single.instanceId]);
  expect(stdout).toBe(
    [
      'ID                                    STATUS     TYPE    STARTED                SIZE  NAME           INSTANCE',
      `${single.id}  COMPLETED  Manual  2026-01-05 02:00:00  1.0 MB  backup-single  ${single.instanceId}`,
      '',
    ].join('\n'),
  );
});

test.each([
  ['of 70 columns', 70, 'ID                                    STATUS     TYPE'],
  ['of 50 columns', 50, 'ID                                    STATUS'],
  [
    'of unknown size, which has 80 columns,',
    undefined,
    'ID                                    STATUS     TYPE    STARTED',
  ],
])('on a terminal %s the table fits, and its titles stand out', async (_, columns, titles) => {
  const { single } = dds.cloud.backups;
  const { stdout } = await dds.onTerminal(['list', '--instance', single.instanceId], { columns });
  expect(stdout.split('\r\n')[0]).toBe(`\u001b[1m${titles}\u001b[22m`);
});

test('what the cloud leaves out of a backup is a dash in the table, and null in JSON', async () => {
  dds.cloud.inject({
    action: 'ListBackups',
    times: 2,
    fault: { kind: 'answer', status: 200, body: '{"backups":[{"id":"a"}],"total_count":1}' },
  });
  const { stdout } = await dds.run(['list']);
  expect(stdout.split('\n')[1]).toMatch(/^a +- +- +- +- +- +-$/);
  expect((await listed())[0]).toMatchObject({ id: 'a', name: null, size: null, datastore: null });
});

test('an empty list is not an error, and says where it looked', async () => {
  dds.cloud.estate.backups.clear();
  const { exitCode, stdout, stderr } = await dds.run(['list']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  expect(stderr).toBe(
    `No backups match in the region cn-north-4 and the project ${dds.cloud.projectId}.\n`,
  );
  expect(await dds.run(['list', '--json', '--quiet'])).toEqual({
    exitCode: 0,
    stdout: '[]\n',
    stderr: '',
  });
});

test('what the cloud calls a backup cannot control the terminal', async () => {
  dds.cloud.inject({
    action: 'ListBackups',
    times: 2,
    fault: {
      kind: 'answer',
      status: 200,
      body: JSON.stringify({
        backups: [{ id: 'a', name: '\u001b[2J\u202ex\u009b1m', status: 'a\nb' }],
        total_count: 1,
      }),
    },
  });
  for (const args of [['list'], ['list', '--json']]) {
    const { stdout } = await dds.run(args);
    expect(stdout).toContain('\\u202ex\\u009b1m');

    expect(stdout).not.toMatch(/[\u001b\u009b\u202e]/);
  }
});
