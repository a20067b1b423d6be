import { startSimulator } from '../../../lib/simulator/simulator';
import { afterTest } from '../../after-test';

async function started(options: Parameters<typeof startSimulator>[0] = {}) {
  const cloud = await startSimulator(options);
  afterTest(() => cloud.close());
  return cloud;
}

test('the ids of samples are the same at every start, so that a configuration can name them', async () => {
  const [one, other] = [await started(), await started()];
  const ids = Object.values(one.backups).map(({ id, instanceId }) => [id, instanceId]);
  expect(Object.values(other.backups).map(({ id, instanceId }) => [id, instanceId])).toEqual(ids);
  for (const [id, instanceId] of ids) {
    expect(id).toMatch(/^[0-9a-f]{32}br02$/);
    expect(instanceId).toMatch(/^[0-9a-f]{32}in02$/);
  }
  expect(new Set(ids.map(([id]) => id)).size).toBe(ids.length);
});

test('a backup of a cluster has a file for each shard and for the config servers', async () => {
  const { cluster, single } = (await started()).backups;
  const groups = cluster.files.map(({ group }) => group?.name);
  expect(groups).toEqual(expect.arrayContaining(['shard_1', 'shard_2', 'config']));
  expect(single.files.map(({ group }) => group)).toEqual([undefined]);
});

test('the files of samples have the size that was chosen', async () => {
  const cloud = await started({ fileBytes: 5000 });
  const [file] = cloud.backups.single.files;
  expect(cloud.contentOf(file!)).toHaveLength(5000);
});
