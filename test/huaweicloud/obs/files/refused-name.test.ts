import type * as Promises from 'node:fs/promises';
import { basename } from 'node:path';
import { type Simulator, startSimulator } from '../../../../lib/simulator/simulator';
import { afterTest } from '../../../after-test';
import { download, filesBelow, temporaryDirectory } from '../download-fixture';

/** How a file system refuses what it does not take, such as the names of these. */
let mockCode = '';
let mockRefused = /[:?]/;

jest.mock('node:fs/promises', () => {
  const actual = jest.requireActual<typeof Promises>('node:fs/promises');
  const picky = (name: 'mkdir' | 'open' | 'writeFile') => {
    const call = actual[name] as (path: string, ...rest: unknown[]) => unknown;
    return (path: string, ...rest: unknown[]) => {
      if (mockCode === '' || !mockRefused.test(basename(path))) return call(path, ...rest);
      const refused = new Error(`${mockCode}: ${name}`);
      return Promise.reject(Object.assign(refused, { code: mockCode, syscall: name }));
    };
  };
  return { ...actual, mkdir: picky('mkdir'), open: picky('open'), writeFile: picky('writeFile') };
});

let simulator: Simulator;
let directory: string;

beforeEach(async () => {
  simulator = await startSimulator({ fileBytes: 1000 });
  afterTest(() => simulator.close());
  const temporary = await temporaryDirectory();
  afterTest(() => temporary.remove());
  directory = temporary.path;
});

afterEach(() => {
  mockCode = '';
});

function rename(...names: string[]): void {
  const { cluster } = simulator.backups;
  cluster.files = cluster.files.map((file, index) => ({ ...file, name: names[index]! }));
}

// FAT and NTFS of the kernel, exFAT by FUSE, FAT by FUSE.
test.each(['EINVAL', 'ENOENT', 'EPERM'])(
  'a name that the file system refuses with %s is told as such, and other files are complete',
  async (code) => {
    rename('12:30.tar', 'one.tar', 'other.tar');
    mockCode = code;
    const { files, failed } = await download(simulator, 'cluster', { directory });
    expect(files.map(({ name }) => name)).toEqual(['one.tar', 'other.tar']);
    expect(failed).toMatchObject([{ name: '12:30.tar', error: { category: 'file', code } }]);
    expect(failed[0]?.error.detail).toContain('The file system does not take this name');
    expect(await filesBelow(directory)).toEqual(['one.tar', 'other.tar']);
  },
);

test('so is that of a folder', async () => {
  const { cluster } = simulator.backups;
  const group = cluster.files[0]?.group ?? { id: 'group', name: 'group' };
  cluster.files = cluster.files.map((file, index) => ({
    ...file,
    name: 'same.tar',
    group: { id: `${group.id}${index}`, name: index === 0 ? '12:30' : `group ${index}` },
  }));
  mockCode = 'EINVAL';
  const { failed } = await download(simulator, 'cluster', { directory });
  expect(failed).toMatchObject([{ path: '12:30/same.tar', error: { category: 'file' } }]);
  expect(failed[0]?.error.detail).toContain('The file system does not take this name');
});

test('a directory that takes no files at all is not said to refuse names', async () => {
  mockCode = 'EPERM';
  mockRefused = /^\./;
  afterTest(() => {
    mockRefused = /[:?]/;
  });
  const { failed } = await download(simulator, 'single', { directory });
  expect(failed[0]?.error.detail).toContain('This user may not write there. (EPERM)');
});

test('names that differ in case are still told apart where others than ASCII are refused', async () => {
  rename('A.tar', 'a.tar', 'other.tar');
  mockCode = 'EPERM';
  mockRefused = /[^\x20-\x7e]/;
  afterTest(() => {
    mockRefused = /[:?]/;
  });
  const { failed } = await download(simulator, 'cluster', { directory });
  expect(failed).toEqual([]);
  expect(await filesBelow(directory)).toEqual(['A.tar', 'a.tar', 'other.tar']);
});
