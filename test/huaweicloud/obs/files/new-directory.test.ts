import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  draftPrefix,
  makeDirectoryWith,
} from '../../../../lib/huaweicloud/obs/files/new-directory';
import { type TemporaryDirectory, temporaryDirectory } from '../download-fixture';

const file = { name: 'first', content: 'bytes' };

let temporary: TemporaryDirectory;
let missing: [string, string];

beforeEach(async () => {
  temporary = await temporaryDirectory();
  const outer = join(temporary.path, 'outer');
  missing = [outer, join(outer, 'inner')];
});

afterEach(() => temporary.remove());

test('directories are made with their first file', async () => {
  expect(await makeDirectoryWith(file, missing)).toBe(true);
  expect(await readFile(join(missing[1], 'first'), 'utf8')).toBe('bytes');
  expect(await readdir(temporary.path)).toEqual(['outer']);
});

test('the draft of a run that was killed is removed', async () => {
  const draft = join(temporary.path, `${draftPrefix([...missing, file.name])}0123.part`);
  await mkdir(join(draft, 'inner'), { recursive: true });
  await writeFile(join(draft, 'inner', 'first'), 'by');
  await makeDirectoryWith(file, missing);
  expect(await readdir(temporary.path)).toEqual(['outer']);
});

test('of runs that start at once exactly one makes the directories, with its file', async () => {
  for (let round = 0; round < 50; round += 1) {
    const runs = Array.from({ length: 4 }, () => makeDirectoryWith(file, missing));
    expect((await Promise.all(runs)).filter(Boolean)).toEqual([true]);
    expect(await readFile(join(missing[1], 'first'), 'utf8')).toBe('bytes');
    expect(await readdir(temporary.path)).toEqual(['outer']);
    await rm(missing[0], { recursive: true });
  }
});

test('another run that has been faster keeps its directory', async () => {
  await mkdir(missing[0]);
  await writeFile(join(missing[0], 'theirs'), '');
  expect(await makeDirectoryWith(file, missing)).toBe(false);
  expect(await readdir(temporary.path)).toEqual(['outer']);
  expect(await readdir(missing[0])).toEqual(['theirs']);
});
