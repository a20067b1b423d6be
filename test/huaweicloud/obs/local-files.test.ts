import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalFiles } from '../../../lib/huaweicloud/obs/local-files';
import { failureOf, messageOf, patient } from '../cloud-of';
import { type TemporaryDirectory, temporaryDirectory } from './download-fixture';

let temporary: TemporaryDirectory;
let local: LocalFiles;

beforeEach(async () => {
  temporary = await temporaryDirectory();
  local = new LocalFiles(temporary.path, patient);
});

afterEach(async () => {
  await local.close();
  await temporary.remove();
});

test('a file has its size, and its SHA-256 if that is wanted', async () => {
  await writeFile(join(temporary.path, 'file'), 'bytes');
  expect(await local.find('file', { hash: false })).toEqual({ sizeBytes: 5, sha256: undefined });
  expect(await local.find('file', { hash: true })).toEqual({
    sizeBytes: 5,
    sha256: createHash('sha256').update('bytes').digest('hex'),
  });
});

test('what is no regular file, or behind a symbolic link, is not found', async () => {
  const other = join(temporary.path, 'other');
  await mkdir(other);
  await writeFile(join(other, 'file'), '');
  await symlink(other, join(temporary.path, 'link'));
  await symlink(join(other, 'file'), join(temporary.path, 'file'));
  for (const path of ['none', 'none/file', 'other', 'file', 'link/file', 'other/file/deeper']) {
    expect(await local.find(path, { hash: true })).toBeUndefined();
  }
  expect(await local.find('other/file', { hash: false })).toMatchObject({ sizeBytes: 0 });
});

test('a file that cannot be looked at is an error with the reason of the system', async () => {
  expect(await messageOf(() => local.find('x'.repeat(300), { hash: false }))).toBe(
    `- | File cannot be read\n${'x'.repeat(300)} cannot be read (ENAMETOOLONG), so it is unknown whether it is complete.\n\nCheck the permissions of the file and of its directory.`,
  );
});

test('a check ends when the signal aborts', async () => {
  await writeFile(join(temporary.path, 'file'), '');
  const checks = new LocalFiles(temporary.path, AbortSignal.abort());
  const failure = await failureOf(() => checks.find('file', { hash: true }));
  expect(failure).toMatchObject({ category: 'cancelled' });
  await checks.close();
});

test('a check that is interrupted before there is a thread for it hashes nothing', async () => {
  await writeFile(join(temporary.path, 'file'), 'bytes');
  const controller = new AbortController();
  const checks = new LocalFiles(temporary.path, controller.signal);
  const check = failureOf(() => checks.find('file', { hash: true }));
  controller.abort();
  expect(await check).toMatchObject({ category: 'cancelled' });
  await checks.close();
});
