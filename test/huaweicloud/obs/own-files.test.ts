import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  removeEmptyDirectories,
  removeFiles,
  UnfinishedDownload,
} from '../../../lib/huaweicloud/obs/own-files';
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

test('what is there before a download is not made by it', async () => {
  await mkdir(join(directory, 'group'), { recursive: true });
  await writeFile(join(directory, 'file'), '');
  const { provenance } = await UnfinishedDownload.start(directory, backup, paths);
  expect(provenance).toEqual({ madeDirectories: 0, made: ['group/file'] });
});

test('the next run learns from the record what an interrupted one has made', async () => {
  const first = await UnfinishedDownload.start(directory, backup, paths);
  await writeFile(join(directory, 'file'), '');
  const { provenance } = await UnfinishedDownload.start(directory, backup, paths);
  expect(provenance).toEqual(first.provenance);
  expect(provenance).toEqual({ madeDirectories: 2, made: ['group', 'file', 'group/file'] });
});

test('a record that is not readable counts as none', async () => {
  await UnfinishedDownload.start(directory, backup, paths);
  const [record] = await filesBelow(directory);
  await writeFile(join(directory, record!), '{');
  const { provenance } = await UnfinishedDownload.start(directory, backup, paths);
  expect(provenance.madeDirectories).toBe(0);
});

test('a finished download leaves no record', async () => {
  const download = await UnfinishedDownload.start(directory, backup, paths);
  await download.finish();
  expect(await filesBelow(directory)).toEqual([]);
});

test('a finished download removes drafts of its record that a killed run has left', async () => {
  const download = await UnfinishedDownload.start(directory, backup, paths);
  const [record] = await filesBelow(directory);
  await writeFile(join(directory, `${record!}.0a1b2c3d`), '{');
  await download.finish();
  expect(await filesBelow(directory)).toEqual([]);
});

test('a directory that cannot be made is named', async () => {
  await writeFile(join(temporary.path, 'one'), '');
  const failure = await failureOf(() => UnfinishedDownload.start(directory, backup, paths));
  expect(failure).toMatchObject({ category: 'file' });
});

test('only files of the download, and empty directories, are removed', async () => {
  await UnfinishedDownload.start(directory, backup, paths);
  await mkdir(join(directory, 'group'));
  for (const path of [...paths, 'group/other']) await writeFile(join(directory, path), '');
  await removeFiles(directory, [...paths, 'gone']);
  await removeEmptyDirectories(directory, backup, { folders: ['group'], levels: 2 });
  expect(await filesBelow(directory)).toEqual(['group/other']);
  await removeFiles(directory, ['group/other']);
  await removeEmptyDirectories(directory, backup, { folders: ['group'], levels: 2 });
  expect(existsSync(join(temporary.path, 'one'))).toBe(false);
});

test('nothing behind a symbolic link is removed', async () => {
  const elsewhere = join(temporary.path, 'elsewhere');
  await mkdir(elsewhere);
  await mkdir(directory, { recursive: true });
  await writeFile(join(elsewhere, 'file'), '');
  await symlink(elsewhere, join(directory, 'group'));
  await removeFiles(directory, ['group/file']);
  expect(await filesBelow(elsewhere)).toEqual(['file']);
});
