import { existsSync } from 'node:fs';
import { lstat, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  removeUnfinished,
  UnfinishedDownload,
} from '../../../lib/huaweicloud/obs/unfinished-download';
import { failureOf } from '../cloud-of';
import { filesBelow, type TemporaryDirectory, temporaryDirectory } from './download-fixture';

const backup = { instanceId: 'instance', backupId: 'backup' };
const paths = ['file', 'group/file'];

let temporary: TemporaryDirectory;
let directory: string;

beforeEach(async () => {
  temporary = await temporaryDirectory();
  directory = join(temporary.path, 'one', 'two');
});

afterEach(() => temporary.remove());

const start = () => UnfinishedDownload.start(directory, backup, paths);

test('what is there before a download is not made by it', async () => {
  await mkdir(join(directory, 'group'), { recursive: true });
  await writeFile(join(directory, 'file'), '');
  const { provenance } = await start();
  expect(provenance).toEqual({ madeDirectories: 0, made: ['group/file'] });
});

test('the next run learns from the record what an interrupted one has made', async () => {
  const first = await start();
  await writeFile(join(directory, 'file'), '');
  const { provenance } = await start();
  expect(provenance).toEqual(first.provenance);
  expect(provenance).toEqual({ madeDirectories: 2, made: ['group', 'file', 'group/file'] });
});

test('the next run leaves the record of an earlier one as it is', async () => {
  await start();
  const [record] = await filesBelow(directory);
  const before = await lstat(join(directory, record!));
  await start();
  expect((await lstat(join(directory, record!))).ino).toBe(before.ino);
  expect(await filesBelow(directory)).toEqual([record]);
});

test('a directory that is made has its record from the beginning', async () => {
  const started = start();
  while (!existsSync(join(temporary.path, 'one'))) await new Promise(setImmediate);
  expect(await filesBelow(directory)).toEqual([expect.stringMatching(/^\.download-.*\.journal$/)]);
  await started;
});

test('two runs that start at once agree on what they have made', async () => {
  const [one, other] = await Promise.all([start(), start()]);
  const counts = [one, other].map(({ provenance }) => provenance.madeDirectories);
  expect(Math.max(...counts)).toBe(2);
  expect(await readdir(temporary.path)).toEqual(['one']);
});

test('a run for some of the files learns from the record of one for more of them, and leaves it', async () => {
  await start();
  await writeFile(join(directory, 'file'), '');
  const fewer = await UnfinishedDownload.start(directory, backup, ['file']);
  expect(fewer.provenance).toEqual({ madeDirectories: 2, made: ['file'] });
  await fewer.finish();
  expect(await filesBelow(directory)).toEqual([expect.stringMatching(/\.journal$/), 'file']);
});

test('a run for more files takes over from one for some of them', async () => {
  const fewer = await UnfinishedDownload.start(directory, backup, ['file']);
  await writeFile(join(directory, 'file'), '');
  const more = await start();
  expect(more.provenance.madeDirectories).toBe(fewer.provenance.madeDirectories);
  expect(more.provenance.made.toSorted()).toEqual(['file', 'group', 'group/file']);
  await more.finish();
  expect(await filesBelow(directory)).toEqual(['file']);
});

test('a run for other files leaves the record of an earlier one alone', async () => {
  await start();
  const other = await UnfinishedDownload.start(directory, backup, ['other']);
  expect(other.provenance).toEqual({ madeDirectories: 0, made: ['other'] });
  await other.finish();
  expect(await filesBelow(directory)).toEqual([expect.stringMatching(/\.journal$/)]);
});

test('a record that is not readable counts as none', async () => {
  await start();
  const [record] = await filesBelow(directory);
  await writeFile(join(directory, record!), '{');
  const { provenance } = await start();
  expect(provenance.madeDirectories).toBe(0);
});

test('a finished download leaves no record', async () => {
  const download = await start();
  await download.finish();
  expect(await filesBelow(directory)).toEqual([]);
});

test('a finished download removes drafts of its record that a killed run has left', async () => {
  const download = await start();
  const [record] = await filesBelow(directory);
  await writeFile(join(directory, `${record!}.0a1b2c3d`), '{');
  await download.finish();
  expect(await filesBelow(directory)).toEqual([]);
});

test('a directory that cannot be made is named', async () => {
  await writeFile(join(temporary.path, 'one'), '');
  const failure = await failureOf(() => start());
  expect(failure).toMatchObject({ category: 'file' });
});

describe('the removal of an unfinished download', () => {
  test('takes the files that it has made, unfinished ones too, and its record', async () => {
    await start();
    await writeFile(join(directory, 'file'), '');
    await writeFile(join(directory, '.file.0123456789abcdef.part'), '');
    await writeFile(join(directory, 'other'), '');
    const removed = await removeUnfinished(directory, backup);
    expect(removed).toEqual({ madeDirectories: 2, made: ['group', 'file', 'group/file'] });
    expect(await filesBelow(directory)).toEqual(['other']);
  });

  test('takes what it has made in a directory that was there before', async () => {
    await mkdir(directory, { recursive: true });
    await start();
    await writeFile(join(directory, 'file'), '');
    await start(); // a later run does not forget that the file was made
    const removed = await removeUnfinished(directory, backup);
    expect(removed).toEqual({ madeDirectories: 0, made: ['group', 'file', 'group/file'] });
    expect(await filesBelow(directory)).toEqual([]);
  });

  test('leaves what other downloads of the backup have made, whether or not they are complete', async () => {
    await start();
    const update = { ...backup, object: 'one' };
    await UnfinishedDownload.start(directory, update, ['more']);
    for (const path of ['file', 'more']) await writeFile(join(directory, path), '');
    expect(await removeUnfinished(directory, { ...backup, object: 'other' })).toMatchObject({
      made: [],
    });
    expect(await removeUnfinished(directory, update)).toMatchObject({ made: ['more'] });
    expect(await filesBelow(directory)).toEqual([expect.stringMatching(/\.journal$/), 'file']);
  });

  test('leaves files that have become those of another download', async () => {
    await start();
    for (const path of ['file', 'other']) await writeFile(join(directory, path), '');
    await removeUnfinished(directory, backup, (path) => path !== 'file');
    expect(await filesBelow(directory)).toEqual(['file', 'other']);
  });

  test('leaves files that were there before', async () => {
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, 'file'), '');
    await start();
    await removeUnfinished(directory, backup);
    expect(await filesBelow(directory)).toEqual(['file']);
  });

  test('does not follow a record out of the directory', async () => {
    await start();
    await writeFile(join(temporary.path, 'mine'), '');
    const [record] = await filesBelow(directory);
    const made = ['../../mine', join(temporary.path, 'mine'), 'group/../../../mine'];
    for (const path of made) {
      await writeFile(
        join(directory, record!),
        JSON.stringify({ madeDirectories: 0, made: [path] }),
      );
      expect(await removeUnfinished(directory, backup)).toEqual({ madeDirectories: 0, made: [] });
      await start();
    }
    expect(existsSync(join(temporary.path, 'mine'))).toBe(true);
  });

  test('works in a directory that is a symbolic link, because the user has chosen it', async () => {
    const real = join(temporary.path, 'real');
    await mkdir(join(real, 'group'), { recursive: true });
    await symlink(real, join(temporary.path, 'one'));
    directory = join(temporary.path, 'one');
    await start();
    for (const path of paths) await writeFile(join(directory, path), '');
    await removeUnfinished(directory, backup);
    expect(await filesBelow(real)).toEqual([]);
  });

  test('does not follow a folder that has become a symbolic link', async () => {
    await start();
    await writeFile(join(temporary.path, 'file'), '');
    await symlink(temporary.path, join(directory, 'group'));
    await removeUnfinished(directory, backup);
    expect(await filesBelow(temporary.path)).toContain('file');
  });

  test('of which there is none is no error', async () => {
    expect(await removeUnfinished(directory, backup)).toEqual({ madeDirectories: 0, made: [] });
  });
});
