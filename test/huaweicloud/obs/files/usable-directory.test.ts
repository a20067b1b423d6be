import type * as Promises from 'node:fs/promises';
import { link, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireUsable } from '../../../../lib/huaweicloud/obs/files/usable-directory';
import { type TemporaryDirectory, temporaryDirectory } from '../download-fixture';

/** Administrators may write everywhere, whatever the mode of a directory. */
jest.mock('node:fs/promises', () => ({
  ...jest.requireActual<typeof Promises>('node:fs/promises'),
  access: () => Promise.reject(Object.assign(new Error(), { code: 'EACCES', syscall: 'access' })),
}));

let temporary: TemporaryDirectory;
const pathOf = (name: string) => join(temporary.path, name);

beforeEach(async () => {
  temporary = await temporaryDirectory();
  await writeFile(pathOf('a'), '');
});

afterEach(() => temporary.remove());

function require(names: readonly string[], all = names): Promise<void> {
  const [files, allFiles] = [names, all].map((some) =>
    some.map((name) => ({ name, path: name, size: 1n, groupName: undefined })),
  );
  return requireUsable(temporary.path, files!, allFiles!);
}

describe('a directory that takes no files', () => {
  test('will do if all files of the download are there, whatever else the backup has', async () => {
    await require(['a'], ['a', 'b']);
  });

  test('is an error if one of them is missing', async () => {
    await expect(require(['a', 'b'])).rejects.toMatchObject({ category: 'file', code: 'EACCES' });
  });

  test('will do if two names that some file systems take for the same are two files', async () => {
    await writeFile(pathOf('A'), '');
    await require(['a', 'A']);
  });

  test('is an error if two such names are one file', async () => {
    await link(pathOf('a'), pathOf('A'));
    await expect(require(['a', 'A'])).rejects.toMatchObject({ summary: 'Files cannot be named' });
  });

  test('will do if of two such names only the one that is needed is there', async () => {
    await require(['a'], ['a', 'A']);
    await require(['a'], ['A', 'a']);
  });
});
