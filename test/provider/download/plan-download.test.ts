import { existsSync } from 'node:fs';
import { DownloadScene, filesOf } from './download-scene';

let scene: DownloadScene;
beforeEach(async () => {
  scene = await DownloadScene.start();
});

describe('a plan', () => {
  test('shows the files with their sizes in KB, and fetches nothing', async () => {
    const { state, diagnostics } = await scene.downloads.plan(scene.configOf('cluster'));
    expect(diagnostics).toEqual([]);
    expect(state).toMatchObject({
      id: `${scene.cloud.backups.cluster.instanceId}/${scene.cloud.backups.cluster.id}`,
    });
    expect(filesOf({ state })).toMatchObject(
      ['config', 'shard_1', 'shard_2'].map((group_name) => ({
        name: expect.stringContaining(group_name),
        size: 98n,
        group_name,
      })),
    );
    expect(scene.cloud.requestCount({ action: 'GetObject' })).toBe(0);
    expect(existsSync(scene.directory)).toBe(false);
  });

  test('reports a name that the backup has not', async () => {
    const { diagnostics } = await scene.downloads.plan(
      scene.configOf('single', { file_names: ['none'] }),
    );
    expect(diagnostics).toEqual([expect.stringMatching(/No such file.*none.* @ file_names$/s)]);
  });
});
