import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLocalFile } from '../../../lib/huaweicloud/settings/local-file';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
});

afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

test('a file is read without its byte order mark', async () => {
  await writeFile(at('text'), '\ufeffwörds');
  expect(await readLocalFile(at('text'), {})).toBe('wörds');
});

test('~ is the home directory, and only at the beginning', async () => {
  await writeFile(at('text'), 'words');
  expect(await readLocalFile('~/text', { HOME: folder, USERPROFILE: '/nowhere' })).toBe('words');
  expect(await readLocalFile('~/text', { USERPROFILE: folder })).toBe('words');
  await expect(readLocalFile('~', { HOME: folder })).rejects.toThrow(
    `The file ${folder} is not a regular file.`,
  );
  await expect(readLocalFile('~text', { HOME: folder })).rejects.toThrow(
    'The file ~text cannot be read (ENOENT).',
  );
  await expect(readLocalFile('/nowhere/~/text', { HOME: folder })).rejects.toThrow(
    'The file /nowhere/~/text cannot be read (ENOENT).',
  );
});

test('without HOME the home directory is the one that the system knows', async () => {
  await expect(readLocalFile('~/no such file', {})).rejects.toThrow(
    `The file ${join(homedir(), 'no such file')} cannot be read (ENOENT).`,
  );
});

test('a large file is not read', async () => {
  await writeFile(at('large'), '');
  await truncate(at('large'), 1024 ** 3);
  await expect(readLocalFile(at('large'), {})).rejects.toThrow(
    `The file ${at('large')} is larger than 1 MB.`,
  );
});

test('a file of one megabyte is read', async () => {
  await writeFile(at('whole'), 'x'.repeat(1024 ** 2));
  expect(await readLocalFile(at('whole'), {})).toHaveLength(1024 ** 2);
});

test('a FIFO that nobody writes to is not waited for', async () => {
  execFileSync('mkfifo', [at('fifo')]);
  await expect(readLocalFile(at('fifo'), {})).rejects.toThrow('is not a regular file.');
});

test.each(['/dev/zero', '/dev/null', tmpdir()])('%s is not a regular file', async (path) => {
  await expect(readLocalFile(path, {})).rejects.toThrow(`The file ${path} is not a regular file.`);
});

test('a path that the system does not accept is reported like any other', async () => {
  await expect(readLocalFile('a\0b', {})).rejects.toThrow(/^The file .* cannot be read/);
});
