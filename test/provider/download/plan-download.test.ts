import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { unknown } from '../../../lib/terraform-plugin/cty/value';
import { type Config, DownloadScene, filesOf } from './download-scene';

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

  test('that turns on verify = "sha256" finds files that were altered at equal size', async () => {
    const kept = await scene.deploy(scene.configOf('single'));
    const content = await readFile(scene.pathOf('single'));
    content[0]! ^= 1;
    await writeFile(scene.pathOf('single'), content);
    const read = await scene.downloads.read(kept);
    expect(read.state).toEqual(kept.state);
    const verified = scene.configOf('single', { verify: 'sha256' });
    expect(filesOf(await scene.downloads.plan(verified, read))).toMatchObject([
      { sha256: unknown },
    ]);
    await scene.deploy(verified, read);
    await scene.expectFiles('single');
  });

  test.each<[string, Config, Config]>([
    ['on_missing', { on_missing: 'ignore' }, { on_missing: unknown }],
    ['on_missing', { on_missing: 'ignore', verify: 'sha256' }, { on_missing: unknown }],
    ['on_missing', {}, { on_missing: unknown, verify: 'sha256' }],
    ['verify', {}, { verify: unknown }],
    ['verify', { on_missing: 'ignore', verify: 'sha256' }, { verify: unknown }],
  ])('does not promise what files are like while %s is not known', async (_, before, now) => {
    const kept = await scene.deploy(scene.configOf('single', before));
    const planned = await scene.downloads.plan(scene.configOf('single', now), kept);
    expect(planned.diagnostics).toEqual([]);
    expect(planned.state).toMatchObject({ files: unknown });
  });

  test('reports a name that the backup has not', async () => {
    const { diagnostics } = await scene.downloads.plan(
      scene.configOf('single', { file_names: ['none'] }),
    );
    expect(diagnostics).toEqual([expect.stringMatching(/No such file.*none.* @ file_names$/s)]);
  });
});
