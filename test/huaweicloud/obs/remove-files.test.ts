import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeEmptyDirectories, removeFiles } from '../../../lib/huaweicloud/obs/remove-files';
import { failureOf } from '../cloud-of';
import {
  canMount,
  filesBelow,
  type TemporaryDirectory,
  temporaryDirectory,
} from './download-fixture';

const paths = ['file', 'group/file'];

let temporary: TemporaryDirectory;
let directory: string;

beforeEach(async () => {
  temporary = await temporaryDirectory();
  directory = join(temporary.path, 'one', 'two');
  await mkdir(directory, { recursive: true });
});

afterEach(() => temporary.remove());

test('only files of the download, and empty directories, are removed', async () => {
  await mkdir(join(directory, 'group'));
  for (const path of [...paths, 'group/other']) await writeFile(join(directory, path), '');
  await removeFiles(directory, [...paths, 'gone']);
  await removeEmptyDirectories(directory, { folders: ['group'], levels: 2 });
  expect(await filesBelow(directory)).toEqual(['group/other']);
  await removeFiles(directory, ['group/other']);
  await removeEmptyDirectories(directory, { folders: ['group'], levels: 2 });
  expect(existsSync(join(temporary.path, 'one'))).toBe(false);
});

test.each<[number, boolean, boolean]>([
  [0, true, true],
  [1, true, false],
  [2, false, false],
])('of empty directories %i are removed, from the inside out', async (levels, outer, inner) => {
  await removeEmptyDirectories(directory, { folders: [], levels });
  expect([existsSync(join(temporary.path, 'one')), existsSync(directory)]).toEqual([outer, inner]);
  expect(existsSync(temporary.path)).toBe(true);
});

test('where the directory is gone, its parent stays: it may be another one than was made', async () => {
  await removeEmptyDirectories(directory, { folders: [], levels: 1 });
  await removeFiles(directory, paths);
  await removeEmptyDirectories(directory, { folders: [], levels: 2 });
  expect(existsSync(join(temporary.path, 'one'))).toBe(true);
});

test('nothing behind a symbolic link is removed', async () => {
  const elsewhere = join(temporary.path, 'elsewhere');
  await mkdir(elsewhere);
  await writeFile(join(elsewhere, 'file'), '');
  await symlink(elsewhere, join(directory, 'group'));
  await removeFiles(directory, ['group/file']);
  expect(await filesBelow(elsewhere)).toEqual(['file']);
});

const onMounted = canMount() ? test : test.skip;

onMounted('what cannot be removed is named, with what to do', async () => {
  await writeFile(join(directory, 'file'), '');
  execFileSync('mount', ['--bind', directory, directory]);
  try {
    execFileSync('mount', ['-o', 'remount,ro,bind', directory]);
    const { summary, detail } = await failureOf(() => removeFiles(directory, ['file']));
    expect(summary).toBe('File cannot be removed');
    expect(detail).toBe(
      `${join(directory, 'file')} cannot be removed. The file system is read-only. (EROFS)\n\n` +
        'Correct that and run again, or remove it yourself.',
    );
  } finally {
    execFileSync('umount', [directory]);
  }
});

test('a directory in the place of a file is kept', async () => {
  await mkdir(join(directory, 'file'));
  await removeFiles(directory, ['file']);
  expect(existsSync(join(directory, 'file'))).toBe(true);
});
