import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow } from '../../huaweicloud/obs/download-fixture';
import { DownloadScene, filesOf } from './download-scene';

let scene: DownloadScene;
beforeEach(async () => {
  scene = await DownloadScene.start();
});

describe('an import', () => {
  test('takes over what is there, and the next plan downloads the rest', async () => {
    await scene.deploy(scene.configOf('cluster'));
    const [first] = scene.namesOf('cluster');
    await rm(join(scene.directory, first!));
    const { instanceId, id } = scene.cloud.backups.cluster;
    const imported = await scene.downloads.import(`${instanceId}/${id}/${scene.directory}`);
    expect(imported.diagnostics).toEqual([]);
    expect(filesOf(imported).map(({ sha256 }) => sha256 === null)).toEqual([true, false, false]);
    const read = await scene.downloads.read(imported);
    const kept = await scene.deploy(scene.configOf('cluster'), read);
    expect(await filesBelow(scene.directory)).toEqual(scene.namesOf('cluster'));
    await scene.expectQuietPlan(scene.configOf('cluster'), kept);
  });

  test('with an ID of another form is refused', async () => {
    const { diagnostics } = await scene.downloads.import('one/two');
    expect(diagnostics).toEqual([expect.stringMatching(/<instance_id>\/<backup_id>\/<directory>/)]);
  });
});
