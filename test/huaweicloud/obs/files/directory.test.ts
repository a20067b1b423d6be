import { execFileSync } from 'node:child_process';
import type * as Promises from 'node:fs/promises';
import { mkdir, mkdtemp, readdir, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { foldsNames, prepareDirectory } from '../../../../lib/huaweicloud/obs/files/directory';
import { type Simulator, startSimulator } from '../../../../lib/simulator/simulator';
import { afterTest } from '../../../after-test';
import { download, filesBelow } from '../download-fixture';

/** How a file system takes names, for the functions that look at them. */
let mockFold = (name: string) => name;
/** The code of the failure when entries of a directory are made durable. */
let mockSyncFailure: string | undefined;

jest.mock('node:fs/promises', () => {
  const actual = jest.requireActual<typeof Promises>('node:fs/promises');
  const folded = (path: unknown) =>
    typeof path === 'string' ? join(dirname(path), mockFold(basename(path))) : path;
  const withFolding = (name: 'lstat' | 'rm' | 'writeFile') => {
    const call = actual[name] as (path: unknown, ...rest: unknown[]) => unknown;
    return (path: unknown, ...rest: unknown[]) => call(folded(path), ...rest);
  };
  const [lstat, rm, writeFile] = (['lstat', 'rm', 'writeFile'] as const).map(withFolding);
  const open = async (path: string, flags: number) => {
    const handle = await actual.open(path, flags);
    const code = mockSyncFailure;
    if (code !== undefined)
      handle.sync = () => Promise.reject(Object.assign(new Error(), { code }));
    return handle;
  };
  return { ...actual, lstat, rm, writeFile, open };
});

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'dds-directory-')));
});

afterEach(async () => {
  mockSyncFailure = undefined;
  await rm(folder, { recursive: true });
});

test('directories that are missing are made, and those that exist are left as they are', async () => {
  const directory = join(folder, 'one', 'two', 'three');
  await prepareDirectory(directory);
  await prepareDirectory(directory);
  expect((await stat(directory)).isDirectory()).toBe(true);
});

test.each(['EINVAL', 'ENOTSUP', 'EPERM', 'ENOSYS'])(
  'a file system that cannot make its entries durable (%s) is put up with',
  async (code) => {
    mockSyncFailure = code;
    await prepareDirectory(join(folder, 'made'));
    expect(await readdir(folder)).toEqual(['made']);
  },
);

test('a disk that fails to make an entry durable is an error', async () => {
  mockSyncFailure = 'EIO';
  await expect(prepareDirectory(join(folder, 'made'))).rejects.toMatchObject({ code: 'EIO' });
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

test('a symbolic link that leads nowhere is told, since running again would not help', async () => {
  await symlink(join(folder, 'nowhere'), join(folder, 'link'));
  await expect(prepareDirectory(join(folder, 'link'))).rejects.toMatchObject({
    category: 'file',
    code: 'ENOENT',
    detail: expect.stringContaining('a symbolic link on the way leads nowhere'),
  });
});

describe('names that differ only in case, or in Unicode form', () => {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({ fileBytes: 1000 });
    const { cluster } = simulator.backups;
    const names = ['Backup-\u00c4.tar', 'backup-a\u0308.tar', 'other.tar'];
    cluster.files = cluster.files.map((file, index) => ({ ...file, name: names[index]! }));
  });

  afterEach(async () => {
    mockFold = (name) => name;
    await simulator.close();
  });

  test('are two files where the file system tells them apart', async () => {
    const { failed } = await download(simulator, 'cluster', { directory: folder });
    expect(failed).toEqual([]);
    expect(await filesBelow(folder)).toHaveLength(3);
  });

  test.each<[string, (name: string) => string]>([
    ['case', (name) => name.toLowerCase()],
    ['case and Unicode form', (name) => name.normalize('NFD').toLowerCase()],
    ['Unicode form', (name) => name.normalize('NFC')],
  ])('are an error where it ignores %s, and nothing is written', async (_, fold) => {
    mockFold = fold;
    await expect(download(simulator, 'cluster', { directory: folder })).rejects.toMatchObject({
      summary: 'Files cannot be named',
      detail: expect.stringContaining('its file system ignores case or the Unicode form'),
    });
    expect(await filesBelow(folder)).toEqual([]);
  });

  test('are recognised on a real file system that ignores case, if one can be mounted', async () => {
    const mounted = await foldingFileSystem();
    if (mounted === undefined) return;
    expect([await foldsNames(mounted), await readdir(mounted)]).toEqual([true, []]);
    await expect(download(simulator, 'cluster', { directory: mounted })).rejects.toMatchObject({
      summary: 'Files cannot be named',
    });
  });
});

/** An ext4 directory that ignores case; undefined where the system, or this user, cannot have one. */
async function foldingFileSystem(): Promise<string | undefined> {
  const [image, mount] = [join(folder, 'image'), join(folder, 'mount')];
  const call = (program: string, ...args: string[]) =>
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    call('truncate', '-s', '16M', image);
    call('mkfs.ext4', '-q', '-O', 'casefold', '-E', 'encoding=utf8', image);
    await mkdir(mount);
    call('mount', '-o', 'loop', image, mount);
    afterTest(() => call('umount', mount));
    await mkdir(join(mount, 'folding'));
    call('chattr', '+F', join(mount, 'folding'));
    return join(mount, 'folding');
  } catch (error) {
    console.warn(`NOT PROVEN on a real file system that ignores case: ${String(error)}`);
    return undefined;
  }
}
