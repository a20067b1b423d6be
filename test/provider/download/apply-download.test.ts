import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unknown } from '../../../lib/terraform-plugin/cty/value';
import { afterTest } from '../../after-test';
import { canMount, filesBelow } from '../../huaweicloud/obs/download-fixture';
import { type Config, DownloadScene, filesOf } from './download-scene';

let scene: DownloadScene;
beforeEach(async () => {
  scene = await DownloadScene.start();
});

describe('a download', () => {
  test('that fails in part is not in the state, says what stays, and continues', async () => {
    const [broken] = scene.cloud.backups.cluster.files;
    const fault = scene.cloud.inject({
      action: 'GetObject',
      path: new RegExp(`${broken!.name}$`),
      fault: { kind: 'answer', status: 404 },
      times: Infinity,
    });
    const planned = await scene.downloads.plan(scene.configOf('cluster'));
    const failed = await scene.downloads.apply(planned);
    expect(failed.state).toBeNull();
    expect(failed.diagnostics).toEqual([
      expect.stringMatching(
        /2 of 3 files are complete\. .*deep.*continues there\. .*destroying removes nothing/s,
      ),
    ]);
    fault.remove();
    const gets = scene.cloud.requestCount({ action: 'GetObject' });
    const kept = await scene.deploy(scene.configOf('cluster'));
    expect(scene.cloud.requestCount({ action: 'GetObject' }) - gets).toBeLessThanOrEqual(4);
    expect(await filesBelow(scene.directory)).toEqual(scene.namesOf('cluster'));
    await scene.deploy(null, kept);
    expect(existsSync(join(scene.parent, 'made'))).toBe(false);
  });

  test('that fails, and then wants fewer files, knows which of them it has made, and touches no others', async () => {
    const [broken, other, wanted] = scene.cloud.backups.cluster.files;
    scene.cloud.inject({
      action: 'GetObject',
      path: new RegExp(`${broken!.name}$`),
      fault: { kind: 'answer', status: 404 },
      times: Infinity,
    });
    await scene.downloads.apply(await scene.downloads.plan(scene.configOf('cluster')));
    await writeFile(join(scene.directory, broken!.name), 'fetched by hand');
    const kept = await scene.deploy(scene.configOf('cluster', { file_names: [wanted!.name] }));
    await scene.deploy(null, kept);
    expect(readdirSync(scene.directory).filter((name) => !name.startsWith('.'))).toEqual(
      [broken!.name, other!.name].toSorted(),
    );
  });

  test('does not replace a file of another size, and says so about the directory', async () => {
    await mkdir(scene.directory, { recursive: true });
    const [first] = scene.cloud.backups.single.files;
    await writeFile(join(scene.directory, first!.name), 'mine');
    const failed = await scene.downloads.apply(
      await scene.downloads.plan(scene.configOf('single')),
    );
    expect(failed.diagnostics).toEqual([
      expect.stringMatching(/File exists already.*Move it away, or choose.* @ directory$/s),
    ]);
    expect(failed.diagnostics.join()).not.toContain('overwrite');
    expect(await readFile(join(scene.directory, first!.name), 'utf8')).toBe('mine');
  });

  test('fails if the files are not the planned ones any more', async () => {
    const planned = await scene.downloads.plan(scene.configOf('single'));
    const { files } = scene.cloud.backups.single;
    scene.cloud.backups.single.files = files.map((file) => ({ ...file, bytes: 300_000 }));
    const failed = await scene.downloads.apply(planned);
    expect(failed.state).toBeNull();
    expect(failed.diagnostics).toEqual([
      expect.stringMatching(/Files of the backup have changed.*Nothing was downloaded/s),
    ]);
  });

  test('of a backup that is not known yet is planned without its files', async () => {
    const planned = await scene.downloads.plan(scene.configOf('single', { backup_id: unknown }));
    expect(planned.diagnostics).toEqual([]);
    expect(planned.state).toMatchObject({ id: unknown, bucket: unknown, files: unknown });
    const { id } = scene.cloud.backups.single;
    const known = { ...(planned.state as Config), backup_id: id };
    const applied = await scene.downloads.apply({ ...planned, state: known });
    expect(applied.diagnostics).toEqual([]);
    expect(await filesBelow(scene.directory)).toEqual(scene.namesOf('single'));
  });
});

describe('a file system that takes no files is a problem of the directory', () => {
  const mounted = canMount() ? test.each : test.skip.each;

  mounted<[string, string, RegExp]>([
    ['a full one', 'size=64k', /File cannot be written.*has \d+ bytes left.* @ directory$/s],
    ['a read-only one', 'ro', /File cannot be written.*is read-only.* @ directory$/s],
  ])('%s', async (_, options, said) => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', scene.parent]);
    afterTest(() => execFileSync('umount', [scene.parent]));
    const planned = await scene.downloads.plan(scene.configOf('single'));
    const failed = await scene.downloads.apply(planned);
    expect(failed.state).toBeNull();
    expect(failed.diagnostics).toEqual([expect.stringMatching(said)]);
  });
});

const onMounted = canMount() ? test : test.skip;

onMounted('a complete backup in a read-only directory is taken over', async () => {
  await scene.deploy(scene.configOf('single', { retain_on_destroy: true }));
  execFileSync('mount', ['--bind', scene.directory, scene.directory]);
  afterTest(() => execFileSync('umount', [scene.directory]));
  execFileSync('mount', ['-o', 'remount,ro,bind', scene.directory]);
  const planned = await scene.downloads.plan(scene.configOf('single', { verify: 'sha256' }));
  const applied = await scene.downloads.apply(planned);
  expect(applied.diagnostics).toEqual([
    expect.stringMatching(/^warning: Files were there already/),
  ]);
  expect(await filesBelow(scene.directory)).toEqual(scene.namesOf('single'));
});

describe('a download that is interrupted', () => {
  test('says that the next apply continues', async () => {
    const planned = await scene.downloads.plan(scene.configOf('single'));
    scene.cloud.inject({ action: 'GetObject', fault: { kind: 'hang' }, times: Infinity });
    const arrived = scene.cloud.nextRequest({ action: 'GetObject' });
    const applied = scene.downloads.apply(planned);
    await arrived;
    await scene.downloads.call('stopProvider', {});
    const { state, diagnostics } = await applied;
    expect(state).toBeNull();
    expect(diagnostics).toEqual([
      expect.stringMatching(/Interrupted.*stays in .*deep, and the next apply continues there/s),
    ]);
  });

  test('has a limit for each operation', async () => {
    const limited = (operation: string) => ({
      timeouts: { create: null, read: null, update: null, delete: null, [operation]: '1s' },
    });
    const [one] = scene.cloud.backups.cluster.files;
    const hangs = () =>
      scene.cloud.inject({ action: 'GetObject', fault: { kind: 'hang' }, times: Infinity });
    let fault = hangs();
    const planned = await scene.downloads.plan(scene.configOf('cluster', limited('create')));
    expect((await scene.downloads.apply(planned)).diagnostics).toEqual([
      expect.stringMatching(/No answer within 1s.*next apply continues.* @ timeouts\.create$/s),
    ]);
    fault.remove();
    const names = { file_names: [one!.name] };
    const kept = await scene.deploy(scene.configOf('cluster', { ...names, ...limited('update') }));
    fault = hangs();
    const more = await scene.downloads.plan(scene.configOf('cluster', limited('update')), kept);
    expect((await scene.downloads.apply(more, kept)).diagnostics).toEqual([
      expect.stringMatching(/No answer within 1s.*next apply continues.* @ timeouts\.update$/s),
    ]);
  });
});

describe('a download into a directory with complete files', () => {
  test('says that they will be kept', async () => {
    await mkdir(scene.directory, { recursive: true });
    const [first] = scene.cloud.backups.single.files;
    await writeFile(scene.pathOf('single'), scene.cloud.contentOf(first!));
    const planned = await scene.downloads.plan(scene.configOf('single'));
    const applied = await scene.downloads.apply(planned);
    expect(applied.diagnostics).toEqual([
      expect.stringMatching(/^warning: Files were there already.*tar\.lz4 @ directory$/s),
    ]);
    await scene.deploy(null, applied);
    expect(await filesBelow(scene.directory)).toEqual(scene.namesOf('single'));
  });
});

describe('a change', () => {
  test('of file_names downloads and removes only the difference', async () => {
    const [config, one, other] = filesOf(await scene.downloads.plan(scene.configOf('cluster'))).map(
      ({ name }) => name!,
    );
    const first = await scene.deploy(scene.configOf('cluster', { file_names: [config!, one!] }));
    expect(await filesBelow(scene.directory)).toEqual([config, one].toSorted());
    const second = await scene.deploy(
      scene.configOf('cluster', { file_names: [one!, other!] }),
      first,
    );
    expect(await filesBelow(scene.directory)).toEqual([one, other].toSorted());
    const all = await scene.deploy(scene.configOf('cluster'), second);
    expect(await filesBelow(scene.directory)).toEqual(scene.namesOf('cluster'));
    await scene.deploy(null, all);
    expect(existsSync(join(scene.parent, 'made'))).toBe(false);
  });

  test('of file_names leaves altered files, and says so', async () => {
    const kept = await scene.deploy(scene.configOf('cluster'));
    await writeFile(scene.pathOf('cluster'), 'mine');
    const names = scene.cloud.backups.cluster.files.slice(1).map(({ name }) => name);
    const config = scene.configOf('cluster', { file_names: names });
    const read = await scene.downloads.read(kept);
    const applied = await scene.downloads.apply(await scene.downloads.plan(config, read), read);
    expect(applied.diagnostics).toEqual([
      expect.stringMatching(/^warning: Altered files are kept/),
    ]);
    expect(await readFile(scene.pathOf('cluster'), 'utf8')).toBe('mine');
  });

  test('of file_names leaves files that are found altered by their SHA-256 in the same run', async () => {
    const kept = await scene.deploy(scene.configOf('cluster'));
    const content = await readFile(scene.pathOf('cluster'));
    content[0]! ^= 1;
    await writeFile(scene.pathOf('cluster'), content);
    const names = scene.cloud.backups.cluster.files.slice(1).map(({ name }) => name);
    const config = scene.configOf('cluster', { file_names: names, verify: 'sha256' });
    const applied = await scene.downloads.apply(await scene.downloads.plan(config, kept), kept);
    expect(applied.diagnostics).toEqual([
      expect.stringMatching(/^warning: Altered files are kept/),
    ]);
    expect(existsSync(scene.pathOf('cluster'))).toBe(true);
  });

  test('of file_names removes the folders of groups that have become empty', async () => {
    const { cluster } = scene.cloud.backups;
    cluster.files = [...cluster.files.map((file) => ({ ...file, name: 'same' }))];
    cluster.files.push({ ...cluster.files[0]!, name: 'other' });
    const kept = await scene.deploy(scene.configOf('cluster'));
    expect((await filesBelow(scene.directory)).length).toBe(4);
    await scene.deploy(scene.configOf('cluster', { file_names: ['other'] }), kept);
    expect(readdirSync(scene.directory)).toEqual(['other']);
  });

  test('of file_names to one of several files of a name removes the others, and restores that one', async () => {
    const { cluster } = scene.cloud.backups;
    cluster.files = cluster.files.map((file) => ({ ...file, name: 'same' }));
    const kept = await scene.deploy(scene.configOf('cluster'));
    const [path] = await filesBelow(scene.directory);
    const config = scene.configOf('cluster', { file_names: [path!] });
    const one = await scene.deploy(config, kept);
    expect(await filesBelow(scene.directory)).toEqual([path]);
    await rm(join(scene.directory, path!));
    await scene.deploy(config, await scene.downloads.read(one));
    expect(await filesBelow(scene.directory)).toEqual([path]);
    await scene.deploy(scene.configOf('cluster', { file_names: ['same'] }), one);
    expect((await filesBelow(scene.directory)).length).toBe(3);
  });

  test('that fails in part leaves the state as it was, and destroying removes what has come', async () => {
    const [one, other, third] = scene.cloud.backups.cluster.files;
    const kept = await scene.deploy(scene.configOf('cluster', { file_names: [one!.name] }));
    scene.cloud.inject({
      action: 'GetObject',
      path: new RegExp(`${third!.name}$`),
      fault: { kind: 'answer', status: 404 },
      times: Infinity,
    });
    const planned = await scene.downloads.plan(scene.configOf('cluster'), kept);
    const failed = await scene.downloads.apply(planned, kept);
    expect(failed.state).toBeNull(); // nothing has changed
    expect(failed.diagnostics).toEqual([
      expect.stringMatching(/1 of 2 files are complete\..*Destroying the resource removes it/s),
    ]);
    expect(await filesBelow(scene.directory)).toEqual(
      expect.arrayContaining([one!.name, other!.name]),
    );
    await scene.deploy(null, kept);
    expect(existsSync(join(scene.parent, 'made'))).toBe(false);
  });

  test('fails if the list of files is not the planned one any more', async () => {
    const [one] = scene.cloud.backups.cluster.files;
    const kept = await scene.deploy(scene.configOf('cluster', { file_names: [one!.name] }));
    const planned = await scene.downloads.plan(scene.configOf('cluster'), kept);
    const { files } = scene.cloud.backups.cluster;
    scene.cloud.backups.cluster.files = files.map((file) => ({ ...file, bytes: 300_000 }));
    const failed = await scene.downloads.apply(planned, kept);
    expect(failed.diagnostics).toEqual([
      expect.stringMatching(/Files of the backup have changed.*Nothing was downloaded/s),
    ]);
  });

  test('says what to do if the backup has other files than were downloaded before', async () => {
    const kept = await scene.deploy(scene.configOf('single'));
    await rm(scene.pathOf('single'));
    const read = await scene.downloads.read(kept);
    const planned = await scene.downloads.plan(scene.configOf('single'), read);
    const { files } = scene.cloud.backups.single;
    const [file] = files;
    for (const now of [[{ ...file!, bytes: 300_000 }], [{ ...file!, name: 'renamed' }], []]) {
      scene.cloud.backups.single.files = now;
      const failed = await scene.downloads.apply(planned, read);
      expect(failed.diagnostics).toEqual([
        expect.stringMatching(/Files of the backup have changed.*-replace=ADDRESS.* @ backup_id$/s),
      ]);
    }
  });

  test('of blanks around region and project does not mean a new object', async () => {
    const { region, projectId } = scene.cloud;
    const location = { region: ` ${region}`, project_id: `${projectId} ` };
    const kept = await scene.deploy(scene.configOf('single', location));
    expect(kept.state).toMatchObject(location);
    const trimmed = scene.configOf('single', { region, project_id: projectId });
    const planned = await scene.downloads.plan(trimmed, kept);
    expect(planned).toMatchObject({ diagnostics: [], requiresReplace: [] });
    const blank = scene.configOf('single', { region: ' ', project_id: projectId });
    expect((await scene.downloads.plan(blank, kept)).requiresReplace).toEqual([]);
    await scene.expectQuietPlan(trimmed, await scene.deploy(trimmed, kept));
  });

  test('that only removes files needs no cloud', async () => {
    const names = filesOf(await scene.downloads.plan(scene.configOf('cluster'))).map(
      ({ name }) => name!,
    );
    const first = await scene.deploy(scene.configOf('cluster'));
    scene.cloud.estate.backups.delete(scene.cloud.backups.cluster.id);
    await scene.deploy(scene.configOf('cluster', { file_names: names.slice(0, 1) }), first);
    expect(await filesBelow(scene.directory)).toEqual(names.slice(0, 1));
  });

  test('of the backup or the scene.directory means a new object', async () => {
    const kept = await scene.deploy(scene.configOf('single'));
    const moved = await scene.downloads.plan(
      { ...scene.configOf('single'), directory: `${scene.directory}2` },
      kept,
    );
    expect(moved.requiresReplace).toEqual(['directory']);
    const { diagnostics, requiresReplace } = await scene.downloads.plan(
      scene.configOf('replicaSet'),
      kept,
    );
    expect(diagnostics).toEqual([]);
    expect(requiresReplace).toEqual(['instance_id', 'backup_id']);
  });

  test('of how the scene.directory is written changes nothing on the disk', async () => {
    const kept = await scene.deploy(scene.configOf('single'));
    const { requiresReplace } = await scene.downloads.plan(
      { ...scene.configOf('single'), directory: `${scene.directory}/` },
      kept,
    );
    expect(requiresReplace).toEqual([]);
  });
});
