import { existsSync, statSync } from 'node:fs';
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

  test('that is destroyed after another one has taken over its files leaves them', async () => {
    const kept = await scene.deploy(scene.configOf('cluster'));
    const again = await scene.downloads.apply(
      await scene.downloads.plan(scene.configOf('cluster')),
    );
    expect(again.diagnostics).toEqual([expect.stringMatching(/Files were there already/)]);
    await scene.deploy(null, kept);
    await scene.expectFiles('cluster');
  });

  test('that is destroyed while another one gets the same files leaves what that has', async () => {
    const config = scene.configOf('cluster');
    const kept = await scene.deploy(config);
    const created = await scene.downloads.plan(config);
    const destroyed = await scene.downloads.plan(null, kept);
    const [other] = await Promise.all([
      scene.downloads.apply(created),
      scene.downloads.apply(destroyed, kept),
    ]);
    expect(other.state).not.toBeNull();
    await scene.expectFiles('cluster');
  });

  test('that is destroyed leaves the unfinished files of another one', async () => {
    const [one, ...others] = scene.namesOf('cluster');
    const kept = await scene.deploy(scene.configOf('cluster', { file_names: [one!] }));
    const fault = scene.cloud.inject({
      action: 'GetObject',
      path: new RegExp(`${others[1]!}$`),
      fault: { kind: 'answer', status: 404 },
      times: Infinity,
    });
    const rest = scene.configOf('cluster', { file_names: others });
    const failed = await scene.downloads.apply(await scene.downloads.plan(rest));
    expect(failed.state).toBeNull();
    await scene.deploy(null, kept);
    const { ino } = statSync(join(scene.directory, others[0]!));
    fault.remove();
    const complete = await scene.deploy(rest);
    expect(statSync(join(scene.directory, others[0]!)).ino).toBe(ino);
    await scene.deploy(null, complete);
    expect(await filesBelow(scene.directory)).toEqual([]);
  });

  test('that is destroyed warns of altered files that no plan has seen, and leaves them', async () => {
    const config = scene.configOf('cluster', { on_missing: 'ignore' });
    const kept = await scene.deploy(config);
    await writeFile(scene.pathOf('cluster'), 'mine');
    const { diagnostics } = await scene.downloads.apply(
      await scene.downloads.plan(null, kept),
      kept,
    );
    expect(diagnostics).toEqual([expect.stringMatching(/^warning: Altered files are kept/)]);
    expect(existsSync(scene.pathOf('cluster'))).toBe(true);
  });

  test('shares its directory with others that are destroyed at the same time', async () => {
    const each = await Promise.all(
      scene
        .namesOf('cluster')
        .map((name) => scene.deploy(scene.configOf('cluster', { file_names: [name] }))),
    );
    await Promise.all(each.map((kept) => scene.deploy(null, kept)));
    expect(await filesBelow(scene.parent)).toEqual([]);
  });

  test('that is destroyed with retain_on_destroy leaves its files', async () => {
    const kept = await scene.deploy(scene.configOf('cluster', { retain_on_destroy: true }));
    await scene.deploy(null, kept);
    expect(await filesBelow(scene.directory)).toEqual(scene.namesOf('cluster'));
  });
});
