import { latestBackup, type LatestBackupRequest } from '../../../lib/huaweicloud/dds/latest-backup';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { afterTest } from '../../after-test';
import { cloudOf, failureOf, here, patient } from '../cloud-of';

let cloud: Simulator;
beforeEach(async () => {
  cloud = await startSimulator();
  afterTest(() => cloud.close());
});

const MINUTE = 60_000;

function latest(
  request: Partial<LatestBackupRequest> = {},
  waitingFor: (what: string) => void = () => undefined,
) {
  const { instanceId } = cloud.backups.automatic;
  const dds = cloudOf(cloud).dds(here);
  return latestBackup(dds, { instanceId, ...request }, patient, waitingFor);
}

/** Changes the backups in the next list. */
function answersAreEdited(edit: (entry: Record<string, unknown>) => object): void {
  cloud.inject({
    action: 'ListBackups',
    fault: {
      kind: 'edit',
      edit: (body) => {
        const list = body as { backups: Record<string, unknown>[] };
        return { ...list, backups: list.backups.map(edit) };
      },
    },
  });
}

test('the newest completed full backup is found, not one that is failed or being made', async () => {
  const { id: backupId, instanceId } = cloud.backups.automatic;
  expect(await latest()).toEqual({ instanceId, backupId });
});

test('an incremental backup is never the latest, even if the cloud lists it', async () => {
  const { automatic, replicaSet } = cloud.backups;
  answersAreEdited((entry) =>
    entry.id === automatic.id ? { ...entry, type: 'Incremental' } : entry,
  );
  expect(await latest()).toMatchObject({ backupId: replicaSet.id });
});

test('a type narrows the choice', async () => {
  expect(await latest({ type: 'Manual' })).toMatchObject({ backupId: cloud.backups.replicaSet.id });
});

test('with a wait, the newest one is waited for while it is being made', async () => {
  const { building } = cloud.backups;
  const waited: string[] = [];
  const found = await latest({ wait: MINUTE }, (what) => {
    waited.push(what);
    building.status = 'COMPLETED';
  });
  expect(found).toMatchObject({ backupId: building.id });
  expect(waited).toEqual([`the backup ${building.id} to be completed; its status is BUILDING`]);
});

test('a wait that is too short is an error that says what was waited for', async () => {
  const { summary, detail, category } = await failureOf(() => latest({ wait: 300 }));
  expect({ summary, category }).toEqual({ summary: 'Out of time', category: 'cancelled' });
  expect(detail).toContain(`the backup ${cloud.backups.building.id} to be completed`);
});

test('a backup that fails while it is waited for is an error', async () => {
  const { building } = cloud.backups;
  const failure = await failureOf(() =>
    latest({ wait: MINUTE }, () => {
      building.status = 'FAILED';
    }),
  );
  expect(failure).toMatchObject({ category: 'state', setting: 'backupId' });
  expect(failure.detail).toContain('has the status FAILED');
});

test('an instance without a completed backup is an error that lists what there is', async () => {
  for (const backup of Object.values(cloud.backups)) backup.status = 'FAILED';
  const failure = await failureOf(() => latest());
  expect(failure).toMatchObject({ category: 'not-found', summary: 'No backup matches' });
  expect(failure.detail).toContain(cloud.backups.automatic.id);
});

test('several backups without a readable start have no newest one', async () => {
  answersAreEdited((entry) => ({ ...entry, begin_time: '?' }));
  const { detail } = await failureOf(() => latest());
  expect(detail).toMatch(/^Of 2 matching backups, these have no readable start time\./);
});
