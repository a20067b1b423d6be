import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  appendLines,
  makeDirectory,
  requireWritable,
  UnwritableFile,
  writeWhole,
} from '../../../lib/cli/output/written-file';
import { scratchDirectory } from '../scratch';

test('a file is written in place of another one, and added to', async () => {
  const folder = scratchDirectory();
  const file = path.join(folder, 'list');
  writeFileSync(file, 'something longer');
  await writeWhole(file, 'one\n');
  await appendLines(file, 'two\n');
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
  expect(statSync(file).mode & 0o777).toBe(0o644);
  await appendLines(path.join(folder, 'new'), 'one\n');
  expect(readdirSync(folder).sort()).toEqual(['list', 'new']);
});

test('what is added begins a line, also where the last one has no end', async () => {
  const file = path.join(scratchDirectory(), 'list');
  writeFileSync(file, 'one');
  await appendLines(file, 'two\n');
  await appendLines(file, 'three\n');
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\nthree\n');
});

test('whether a file can be written is found out without a trace', async () => {
  const folder = scratchDirectory();
  await requireWritable(path.join(folder, 'list'));
  expect(readdirSync(folder)).toEqual([]);
});

test('a directory is made with those above it, and may be there', async () => {
  const folder = path.join(scratchDirectory(), 'a', 'b');
  await makeDirectory(folder);
  await makeDirectory(folder);
  expect(readdirSync(folder)).toEqual([]);
});

test('a file in the place of which is a directory is not written, and leaves nothing behind', async () => {
  const folder = scratchDirectory();
  mkdirSync(path.join(folder, 'list'));
  await expect(writeWhole(path.join(folder, 'list'), 'x')).rejects.toThrow('(EISDIR)');
  expect(readdirSync(folder)).toEqual(['list']);
});

test.each([
  ['writing', (file: string) => writeWhole(file, 'x'), 'list'],
  ['adding', (file: string) => appendLines(file, 'x'), 'list'],
  ['finding out', requireWritable, 'list'],
  ['making a directory', makeDirectory, 'folder'],
])('%s below a file is an error that names the path, and keeps its cause', async (_, act, name) => {
  const file = path.join(scratchDirectory(), 'file');
  writeFileSync(file, '');
  const inside = path.join(file, name);
  const error: unknown = await act(inside).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnwritableFile);
  expect(error).toMatchObject({
    message: `${inside} cannot be written (ENOTDIR).`,
    cause: { code: 'ENOTDIR' },
  });
});
