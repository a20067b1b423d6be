import { existsSync } from 'node:fs';
import { lstat, mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, DownloadScene, filesOf } from './download-scene';

let scene: DownloadScene;
beforeEach(async () => {
  scene = await DownloadScene.start();
});

describe('drift', () => {
  const path = () => join(scene.directory, scene.cloud.backups.single.files[0]!.name);
  const content = () => scene.cloud.contentOf(scene.cloud.backups.single.files[0]!);

  async function drifted(spoil: () => Promise<unknown>, more: Config = {}) {
    const kept = await scene.deploy(scene.configOf('single', more));
    await spoil();
    const read = await scene.downloads.read(kept);
    expect(read.diagnostics).toEqual([]);
    return { kept, read };
  }

  test('of a file that is missing is downloaded again', async () => {
    const { kept, read } = await drifted(() => rm(path()));
    expect(filesOf(read)).toMatchObject([{ size_bytes: null, sha256: null }]);
    const healed = await scene.deploy(scene.configOf('single'), read);
    expect(healed.state).toEqual(kept.state);
    expect((await readFile(path())).equals(content())).toBe(true);
  });

  test('of a file with another size is downloaded again', async () => {
    const { kept, read } = await drifted(() => truncate(path(), 10));
    expect(filesOf(read)).toMatchObject([{ size_bytes: 10n, sha256: null }]);
    expect((await scene.deploy(scene.configOf('single'), read)).state).toEqual(kept.state);
    expect((await readFile(path())).equals(content())).toBe(true);
  });

  test('of a file with other bytes shows with verify = "sha256"', async () => {
    const spoil = () => writeFile(path(), Buffer.alloc(100_000));
    const { kept, read } = await drifted(spoil, { verify: 'sha256' });
    expect(filesOf(read)).toMatchObject([{ size_bytes: 100_000n, sha256: null }]);
    const healed = await scene.deploy(scene.configOf('single', { verify: 'sha256' }), read);
    expect(healed.state).toEqual(kept.state);
    expect((await readFile(path())).equals(content())).toBe(true);
  });

  test('that was downloaded again is removed when the download is destroyed', async () => {
    const { read } = await drifted(() => truncate(path(), 10));
    const healed = await scene.deploy(scene.configOf('single'), read);
    await scene.deploy(null, healed);
    expect(existsSync(scene.directory)).toBe(false);
  });

  test.each<[string, () => Promise<unknown>, RegExp]>([
    ['a directory', () => mkdir(path()), /There is a directory of this name.* @ directory$/s],
    ['a symbolic link', () => symlink('/etc/passwd', path()), /symbolic link.* @ directory$/s],
  ])('to %s is reported by the apply, and nothing is overwritten', async (_, replace, said) => {
    const { read } = await drifted(async () => {
      await rm(path());
      await replace();
    });
    expect(filesOf(read)).toMatchObject([{ size_bytes: null, sha256: null }]);
    const failed = await scene.downloads.apply(
      await scene.downloads.plan(scene.configOf('single'), read),
      read,
    );
    expect(failed.diagnostics).toEqual([expect.stringMatching(said)]);
    expect((await lstat(path())).isFile()).toBe(false);
  });

  test('of a file that is another one in the backup now is reported by the apply', async () => {
    const { read } = await drifted(() => rm(path()));
    scene.cloud.backups.single.files.forEach((file) => (file.revision += 1));
    const planned = await scene.downloads.plan(scene.configOf('single'), read);
    const failed = await scene.downloads.apply(planned, read);
    expect(failed.diagnostics).toEqual([
      expect.stringMatching(/has changed: .*tar\.lz4; .*-replace=ADDRESS.* @ backup_id$/s),
    ]);
    expect(existsSync(path())).toBe(false);
  });

  test('that somebody has mended in the meantime is none', async () => {
    const { kept, read } = await drifted(() => rm(path()));
    await writeFile(path(), content());
    await scene.expectQuietPlan(scene.configOf('single'), { ...kept, private: read.private });
    const again = await scene.downloads.read(read);
    expect(again.state).toEqual(kept.state);
  });

  test('is ignored with on_missing = "ignore"', async () => {
    const config = { on_missing: 'ignore' };
    const { kept } = await drifted(() => rm(scene.directory, { recursive: true }), config);
    await scene.expectQuietPlan(scene.configOf('single', config), kept);
  });

  test('that was ignored is settled as soon as on_missing = "ignore" is taken away', async () => {
    const { read } = await drifted(() => rm(path()), { on_missing: 'ignore' });
    const healed = await scene.deploy(scene.configOf('single'), read);
    expect((await readFile(path())).equals(content())).toBe(true);
    await scene.expectQuietPlan(scene.configOf('single'), healed);
  });

  test('that is found before on_missing = "ignore" is set is taken back', async () => {
    const { kept, read } = await drifted(() => rm(path()));
    const ignoring = await scene.deploy(scene.configOf('single', { on_missing: 'ignore' }), read);
    expect(filesOf(ignoring)).toEqual(filesOf(kept));
    expect(existsSync(path())).toBe(false);
  });

  test('that alters a file keeps it when the download is destroyed, with a warning', async () => {
    const { read } = await drifted(() => writeFile(path(), 'notes'));
    const planned = await scene.downloads.plan(null, read);
    expect(planned.diagnostics).toEqual([expect.stringMatching(/warning: Altered files are kept/)]);
    const { state } = await scene.downloads.apply(planned, read);
    expect(state).toBeNull();
    expect(await readFile(path(), 'utf8')).toBe('notes');
  });
});
