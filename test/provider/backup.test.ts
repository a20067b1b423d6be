import { type Backup } from '../../lib/simulator/dds/estate';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { type Value } from '../../lib/terraform-plugin/cty/value';
import { configuredEngine } from './configured-engine';

let cloud: Simulator;
beforeEach(async () => {
  cloud = await startSimulator();
});
afterEach(() => cloud.close());

async function read(config: Record<string, Value>) {
  const engine = await configuredEngine(cloud, 'dds_backup');
  const { state, diagnostics } = await engine.read(config);
  return { ...(state as unknown as { id: string; status: string }), diagnostics };
}

function addBackup(backup: Backup, change: Partial<Backup>): Backup {
  return cloud.estate.addBackup({ ...backup, ...change });
}

describe('the data source dds_backup', () => {
  test('a backup is found by its id, whatever its state', async () => {
    const { building } = cloud.backups;
    expect(await read({ backup_id: building.id })).toMatchObject({
      id: building.id,
      backup_id: building.id,
      instance_id: building.instanceId,
      status: 'BUILDING',
      region: cloud.region,
      project_id: cloud.projectId,
      diagnostics: [],
    });
  });

  test('an incremental backup is found by its id and instance', async () => {
    const { id: backup_id, instanceId: instance_id } = cloud.backups.incremental;
    expect(await read({ backup_id, instance_id })).toMatchObject({ id: backup_id });
  });

  test('a backup is found that is the only one to match', async () => {
    const { single } = cloud.backups;
    expect(await read({ instance_id: single.instanceId })).toMatchObject({ id: single.id });
  });

  test('the newest completed backup of several is found', async () => {
    const { replicaSet, automatic } = cloud.backups;
    const found = await read({ instance_id: replicaSet.instanceId, most_recent: true });
    expect(found).toMatchObject({ id: automatic.id, status: 'COMPLETED' });
  });

  test('a backup is found in the state that is given', async () => {
    const { failed } = cloud.backups;
    expect(await read({ instance_id: failed.instanceId, status: 'failed' })).toMatchObject({
      id: failed.id,
    });
  });
});

describe('the newest of several backups', () => {
  const listing = (...started: (string | null)[]) => {
    const backups = started.map((begin_time, index) => ({
      ...{ id: `backup-${index}`, instance_id: 'i', status: 'COMPLETED', begin_time },
    }));
    const body = JSON.stringify({ backups, total_count: backups.length });
    cloud.inject({ action: 'ListBackups', fault: { kind: 'answer', status: 200, body } });
  };

  test.each([
    ['2026-01-01T00:00:00+0000', '2026-01-02T00:00:00+0000'],
    ['2026-01-01T00:00:00+0800', '2026-01-01T00:00:00Z'],
    ['2026-01-01 00:00:00', '2026-01-01T00:00:01.5+00:00'],
    ['2026-01-09T00:00:00Z', '2026-01-010T00:00:00+0000'],
  ])(
    'the newest is the one with the later time, in whatever form: %s, %s',
    async (older, newer) => {
      listing(older, newer);
      expect(await read({ most_recent: true })).toMatchObject({ id: 'backup-1', diagnostics: [] });
    },
  );

  test.each(['yesterday', '', null, '2026-02-30 00:00:00'])(
    'is not guessed where a time cannot be read (%j)',
    async (time) => {
      listing('2026-01-01 00:00:00', time);
      expect((await read({ most_recent: true })).diagnostics).toEqual([
        'error: The newest backup is unknown; Of 2 matching backups, these have no readable start time. ' +
          `Set backup_id to the one that you mean:\n  backup-1  -  -  COMPLETED  ${time ?? '-'} @ backup_id`,
      ]);
    },
  );

  test('the only match needs no readable time', async () => {
    listing('yesterday');
    expect(await read({ most_recent: true })).toMatchObject({ id: 'backup-0', diagnostics: [] });
  });
});

describe('the error if no single backup matches', () => {
  test('several matches are listed with their IDs', async () => {
    const { replicaSet, automatic } = cloud.backups;
    const { diagnostics } = await read({ instance_id: replicaSet.instanceId });
    expect(diagnostics).toEqual([
      `error: Several backups match; 2 backups match. Set most_recent = true for the newest, or backup_id to one of:\n` +
        `  ${automatic.id}  backup-automatic  Auto  COMPLETED  2026-01-07 02:00:00\n` +
        `  ${replicaSet.id}  backup-replica-set  Manual  COMPLETED  2026-01-06 02:00:00 @ backup_id`,
    ]);
  });

  test('matches that are not completed are listed', async () => {
    cloud.backups.single.status = 'BUILDING';
    const { id, instanceId } = cloud.backups.single;
    const { diagnostics } = await read({ instance_id: instanceId });
    expect(diagnostics).toEqual([
      `error: No backup matches; No completed backup matches in the region ${cloud.region} and the project ${cloud.projectId}. There is:\n  ${id}  backup-single  Manual  BUILDING  2026-01-05 02:00:00 @ backup_id`,
    ]);
  });

  const place = () => `in the region ${cloud.region} and the project ${cloud.projectId}`;
  const elsewhere =
    'Most likely the backup is in another region: check region, then project_id. Each region has its own instances, projects and backups.';

  test('the other backups of the instance are listed if none matches', async () => {
    const { id, instanceId } = cloud.backups.single;
    const { diagnostics } = await read({ instance_id: instanceId, status: 'failed' });
    expect(diagnostics).toEqual([
      `error: No backup matches; There is no backup with instance_id = "${instanceId}", status = "failed" ${place()}.\n\n` +
        `Check the arguments. The instance has:\n  ${id}  backup-single  Manual  COMPLETED  2026-01-05 02:00:00 @ backup_id`,
    ]);
  });

  test('the backups of the project are listed with their instances if the instance has none', async () => {
    const instance_id = `${'f'.repeat(32)}in02`;
    const [diagnostic] = (await read({ instance_id, most_recent: true })).diagnostics;
    expect(diagnostic).toContain(
      `There is no backup with instance_id = "${instance_id}" ${place()}.\n\nCheck instance_id, then region and project_id. Each region has its own instances, projects and backups. Here are:\n  `,
    );
    const { id, instanceId } = cloud.backups.automatic;
    expect(diagnostic).toContain(
      `  ${id}  backup-automatic  Auto  COMPLETED  2026-01-07 02:00:00, of ${instanceId}\n`,
    );
  });

  test('the error says so if the project has no backups at all', async () => {
    cloud.estate.backups.clear();
    expect((await read({ backup_name: 'nightly' })).diagnostics).toEqual([
      `error: No backup matches; There is no backup with backup_name = "nightly" ${place()}.\n\nThere are no backups at all. ${elsewhere} @ backup_id`,
    ]);
    expect((await read({ most_recent: true })).diagnostics).toEqual([
      `error: No backup matches; There is no backup ${place()}.\n\nThere are no backups at all. ${elsewhere} @ backup_id`,
    ]);
  });

  test('the error says where to look if the other backups cannot be listed', async () => {
    const refusal = { kind: 'answer', status: 403, body: '{"error_code":"DBS.280032"}' } as const;
    cloud.inject({ action: 'ListBackups', skip: 1, fault: refusal });
    const [diagnostic] = (await read({ backup_name: 'nightly' })).diagnostics;
    expect(diagnostic).toContain(`backup_name = "nightly" ${place()}.\n\n${elsewhere} @`);
  });

  test('what the cloud calls a backup cannot steer a terminal', async () => {
    const { single } = cloud.backups;
    const name = 'x\r\n\u001b[2JApply complete!\u202e';
    addBackup(single, { name, status: 'FAILED' });
    const { diagnostics } = await read({ instance_id: cloud.instances.single.id });
    expect(diagnostics[0]).toContain('x\\r\\n\\u001b[2JApply complete!\\u202e');
  });

  test('at most ten backups are listed', async () => {
    for (let number = 0; number < 12; number += 1) {
      addBackup(cloud.backups.single, { id: `${String(number).padStart(32, 'b')}br02` });
    }
    const { diagnostics } = await read({ instance_id: cloud.instances.single.id });
    expect(diagnostics[0]?.match(/backup-single/g)).toHaveLength(10);
    expect(diagnostics[0]).toContain('and 3 more');
  });
});

describe('a backup that is still being created', () => {
  test('the read waits until it is completed', async () => {
    const { building } = cloud.backups;
    void cloud.nextRequest({ action: 'ListBackups' }).then(() => (building.status = 'COMPLETED'));
    const found = await read({ backup_id: building.id, wait_for_completion: true });
    expect(found).toMatchObject({ id: building.id, status: 'COMPLETED', diagnostics: [] });
  });

  test('with the wait it is chosen before older completed ones', async () => {
    const { building } = cloud.backups;
    void cloud.nextRequest({ action: 'ListBackups' }).then(() => (building.status = 'COMPLETED'));
    const found = await read({
      instance_id: building.instanceId,
      most_recent: true,
      wait_for_completion: true,
    });
    expect(found).toMatchObject({ id: building.id, status: 'COMPLETED' });
  });

  test('the read ends at once if the backup fails', async () => {
    const { building } = cloud.backups;
    void cloud.nextRequest({ action: 'ListBackups' }).then(() => (building.status = 'FAILED'));
    const { diagnostics } = await read({ backup_id: building.id, wait_for_completion: true });
    expect(diagnostics).toEqual([
      `error: Backup will not be completed; The backup ${building.id} has the status FAILED. Choose another backup, or create a new one. @ backup_id`,
    ]);
  });

  test('the read ends at once if the backup is deleted', async () => {
    const { building } = cloud.backups;
    void cloud
      .nextRequest({ action: 'ListBackups' })
      .then(() => cloud.estate.backups.delete(building.id));
    const { diagnostics } = await read({ backup_id: building.id, wait_for_completion: true });
    expect(diagnostics).toEqual([
      `error: Backup has been deleted; The backup ${building.id} was deleted while waiting for its completion. @ backup_id`,
    ]);
  });

  test('the wait ends with the time limit, and the error names its last status', async () => {
    const { building } = cloud.backups;
    const { diagnostics } = await read({
      backup_id: building.id,
      wait_for_completion: true,
      timeouts: { read: '2s' },
    });
    expect(diagnostics[0]).toContain(
      `error: No answer within 2s; Waited 2s for the backup ${building.id} to be completed; its status is BUILDING. ` +
        'Try again, or allow more with timeouts { read = "…" }.',
    );
  });

  test('the wait ends when the engine stops the provider', async () => {
    const engine = await configuredEngine(cloud, 'dds_backup');
    const asked = cloud.nextRequest({ action: 'ListBackups' });
    const reading = engine.read({
      backup_id: cloud.backups.building.id,
      wait_for_completion: true,
    });
    await asked;
    await engine.call('stopProvider', {});
    expect((await reading).diagnostics[0]).toContain('Interrupted');
  });
});
