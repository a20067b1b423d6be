import { mkdtemp, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDirectory } from '../../../../lib/huaweicloud/obs/files/directory';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'dds-directory-')));
});

afterEach(() => rm(folder, { recursive: true }));

test('directories that are missing are made, and those that exist are left as they are', async () => {
  const directory = join(folder, 'one', 'two', 'three');
  await prepareDirectory(directory);
  await prepareDirectory(directory);
  expect((await stat(directory)).isDirectory()).toBe(true);
});

test('the directory itself may be a symbolic link, because the user has chosen it', async () => {
  await symlink(folder, join(folder, 'link'));
  await prepareDirectory(join(folder, 'link'));
});

test.each(['file', 'file/below'])(
  'a file in place of a directory is an error: %s',
  async (path) => {
    await writeFile(join(folder, 'file'), '');
    await expect(prepareDirectory(join(folder, path))).rejects.toMatchObject({
      category: 'file',
      code: 'ENOTDIR',
      detail: expect.stringContaining('A part of this path is a file, not a directory.'),
    });
  },
);

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('a parent that takes no entries is an error at once', async () => {
  await expect(prepareDirectory('/proc/backups/today')).rejects.toMatchObject({
    category: 'file',
    code: 'ENOENT',
  });
});
