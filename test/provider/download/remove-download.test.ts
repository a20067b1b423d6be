import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow } from '../../huaweicloud/obs/download-fixture';
import { DownloadScene } from './download-scene';

let scene: DownloadScene;
beforeEach(async () => {
  scene = await DownloadScene.start();
});

describe('a download', () => {
  test('that is destroyed leaves nothing of what it has made', async () => {
    const kept = await scene.deploy(scene.configOf('cluster'));
    await scene.deploy(null, kept);
    expect(existsSync(join(scene.parent, 'made'))).toBe(false);
    expect(existsSync(scene.parent)).toBe(true);
  });

  test('that is destroyed leaves what was there before, and its directory', async () => {
    await mkdir(scene.directory, { recursive: true });
    const [first] = scene.cloud.backups.cluster.files;
    await writeFile(join(scene.directory, first!.name), scene.cloud.contentOf(first!));
    await writeFile(join(scene.directory, 'other'), '');
    const planned = await scene.downloads.plan(scene.configOf('cluster'));
    await scene.deploy(null, await scene.downloads.apply(planned));
    expect(await filesBelow(scene.directory)).toEqual([first!.name, 'other'].toSorted());
  });

  test('that is destroyed with retain_on_destroy leaves its files', async () => {
    const kept = await scene.deploy(scene.configOf('cluster', { retain_on_destroy: true }));
    await scene.deploy(null, kept);
    expect(await filesBelow(scene.directory)).toEqual(scene.namesOf('cluster'));
  });
});
