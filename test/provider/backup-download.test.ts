import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow } from '../huaweicloud/obs/download-fixture';
import { DownloadScene, filesOf } from './download/download-scene';

let scene: DownloadScene;
beforeEach(async () => {
  scene = await DownloadScene.start();
});

describe('a download', () => {
  test('brings the files, and the next plan is quiet, even without links and without a backup', async () => {
    const kept = await scene.deploy(scene.configOf('cluster'));
    expect(await filesBelow(scene.directory)).toEqual(scene.namesOf('cluster'));
    for (const file of filesOf(kept)) {
      const content = await readFile(join(scene.directory, String(file.path)));
      expect(file).toMatchObject({
        size_bytes: BigInt(content.length),
        sha256: createHash('sha256').update(content).digest('hex'),
      });
    }
    scene.cloud.linksHaveExpired();
    scene.cloud.estate.backups.delete(scene.cloud.backups.cluster.id);
    await scene.expectQuietPlan(scene.configOf('cluster'), kept);
  });

  test('names the values that are possible in place of another one', async () => {
    const wrong = { on_missing: 'Ignore', verify: 'md5' };
    expect(await scene.downloads.validate(scene.configOf('single', wrong))).toEqual([
      'error: Invalid value of "on_missing"; "Ignore" is not a possible value: use download or ignore. @ on_missing',
      'error: Invalid value of "verify"; "md5" is not a possible value: use size or sha256. @ verify',
    ]);
  });
});
