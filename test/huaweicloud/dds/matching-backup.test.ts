import { type BackupCriteria } from '../../../lib/huaweicloud/dds/backup-criteria';
import { type Backup } from '../../../lib/huaweicloud/dds/list-backups';
import { listedBackups, newestOf, noMatch } from '../../../lib/huaweicloud/dds/matching-backup';
import { faulty } from '../../../lib/simulator/faults';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { afterTest } from '../../after-test';
import { cloudOf, failureOf, here, messageOf, patient } from '../cloud-of';

const action = 'ListBackups';

let cloud: Simulator;
beforeEach(async () => {
  cloud = await startSimulator();
  afterTest(() => cloud.close());
});

/** What a user reads if none of the backups that the cloud lists for the criteria will do. */
async function told(criteria: BackupCriteria): Promise<string> {
  const dds = cloudOf(cloud).dds(here);
  const found = await dds.backups(criteria, patient);
  return messageOf(async () => {
    throw await noMatch(dds, criteria, found, patient);
  });
}

describe('if no backup matches', () => {
  test('those that are not completed are shown', async () => {
    const { building } = cloud.backups;
    expect(await told({ backupId: building.id, instanceId: building.instanceId })).toMatch(
      new RegExp(
        `No completed backup matches in the region .* There is:\\n  ${building.id}  .*BUILDING`,
      ),
    );
  });

  test('those of the instance are shown, if there are any', async () => {
    const { instanceId, id } = cloud.backups.single;
    const message = await told({ instanceId, backupName: 'nobody has this name' });
    expect(message).toContain(
      `There is no backup with instanceId = "${instanceId}", backupName = "nobody has this name"`,
    );
    expect(message).toMatch(new RegExp(`Check the arguments. The instance has:\\n.*${id}`, 's'));
    expect(message).not.toContain(`, of ${instanceId}`);
  });

  test('those of the project are shown with their instances otherwise', async () => {
    const message = await told({ backupName: 'nobody has this name' });
    expect(message).toContain('Check backupName, then region and projectId.');
    const { id, instanceId } = cloud.backups.single;
    expect(message).toMatch(new RegExp(`  ${id}  .*, of ${instanceId}`));
  });

  test('those of the project are shown if the instance has none', async () => {
    const message = await told({ instanceId: 'without-backups', backupName: 'x' });
    expect(message).toMatch(/Check instanceId, backupName, then .* Here are:\n/);
    expect(message).not.toContain('The instance has');
  });

  test('of none at all, the place is in doubt', async () => {
    const edit = () => ({ backups: [], total_count: 0 });
    cloud.inject({ action, times: 9, fault: { kind: 'edit', edit } });
    const inDoubt = 'There are no backups at all. Most likely the backup is in another region';
    expect(await told({ backupName: 'x' })).toContain(inDoubt);
    const asked = cloud.requestCount({ action });
    expect(await told({})).toContain(inDoubt);
    expect(cloud.requestCount({ action })).toBe(asked + 1); // there is nothing else to ask for
  });

  test('and others cannot be listed, the place is in doubt', async () => {
    const dds = cloudOf(cloud).dds(here);
    const criteria = { backupName: 'nobody has this name' };
    const found = await dds.backups(criteria, patient);
    cloud.inject({ action, fault: faulty.html(500) });
    const failure = await noMatch(dds, criteria, found, patient);
    expect(failure).toMatchObject({ category: 'not-found', setting: 'backupId' });
    expect(failure.detail).toContain('Most likely the backup is in another region');
  });
});

/** What an entry with an ID and perhaps a start comes to. */
function backup(id: string, startedAt?: Date): Backup {
  const missing = {
    ...{ name: undefined, type: undefined, status: undefined, size: undefined },
    ...{ instanceId: undefined, instanceName: undefined, instanceMode: undefined },
    ...{ instanceStatus: undefined, datastore: undefined, description: undefined },
    ...{ beginTime: undefined, endTime: undefined, finishedAt: undefined, method: undefined },
  };
  return { ...missing, id, startedAt };
}

describe('the newest backup', () => {
  const dated = backup('dated', new Date(0));
  const undated = backup('undated');

  test('is the first, also if it is the only one and without a date', () => {
    expect(newestOf([dated, backup('older', new Date(0))])).toBe(dated);
    expect(newestOf([undated])).toBe(undated);
    expect(newestOf([])).toBeUndefined();
  });

  test('of several is unknown if one has no date', async () => {
    const { category, setting, detail } = await failureOf(() => newestOf([dated, undated]));
    expect({ category, setting }).toEqual({ category: 'state', setting: 'backupId' });
    expect(detail).toContain('undated');
    expect(detail).not.toMatch(/\bdated/);
  });
});

test('of many backups ten are shown, and how many more there are', () => {
  const backups = Array.from({ length: 12 }, (_, index) => backup(`b-${index}`));
  const lines = listedBackups(backups).split('\n');
  expect(lines).toHaveLength(11);
  expect(lines[0]).toBe('  b-0  -  -  -  -');
  expect(lines.at(-1)).toBe('  and 2 more');
  expect(listedBackups(backups.slice(2))).not.toContain('more');
});
