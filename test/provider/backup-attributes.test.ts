import { backupAttributes } from '../../lib/provider/backup-attributes';
import { describeBackup } from '../../lib/provider/described-backup';
import { cloud, connect, keys } from '../huaweicloud/auth/log-in-fixture';
import { here, patient } from '../huaweicloud/cloud-of';

const times = { begin_time: '2026-01-31 15:04:05', end_time: '2026-01-31 15:14:05' };

/** An entry of the list, in which each field of the API has a value of its own. */
const entry = Object.fromEntries(
  Object.entries(backupAttributes)
    .filter(([name]) => !['started_at', 'finished_at'].includes(name))
    .map(([name]) => [name, `the ${name}`]),
);

test('each attribute of a backup has the value of the API field of its name', async () => {
  const datastore = { type: 'the engine', version: 'the version' };
  const backups = [{ ...entry, ...times, datastore, size: 20 }];
  cloud.answers.set('GET /v3/p/backups', { body: { backups, total_count: 1 } });
  const dds = connect({ ...keys, projectId: 'p' }).dds(here);
  const found = await dds.backups({}, patient);
  expect(found.backups.map(describeBackup)).toEqual([
    {
      ...entry,
      ...times,
      datastore,
      size: 20n,
      started_at: '2026-01-31T15:04:05Z',
      finished_at: '2026-01-31T15:14:05Z',
    },
  ]);
});
