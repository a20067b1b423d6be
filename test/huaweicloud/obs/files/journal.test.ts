import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Journal,
  readJournal,
  stateOfJournal,
  thisProcess,
  writeJournal,
} from '../../../../lib/huaweicloud/obs/files/journal';
import { partNames, type PartNames } from '../../../../lib/huaweicloud/obs/files/part-names';
import { type TemporaryDirectory, temporaryDirectory } from '../download-fixture';

const identity = { size: 10, etag: '"a"' };
const inode = { number: '1', born: '2' };
const journal: Journal = { identity, inode, finished: [{ from: 0, to: 5 }], writer: thisProcess };

let temporary: TemporaryDirectory;
let names: PartNames;

beforeEach(async () => {
  temporary = await temporaryDirectory();
  names = partNames({ directory: temporary.path, name: 'file' }, '0123456789abcdef');
});

afterEach(() => temporary.remove());

/** As a journal is written, whatever it says. */
function writeContent(content: unknown): Promise<void> {
  const text = JSON.stringify(content);
  const sum = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return writeFile(names.journal, `${text}\n${sum}\n`);
}

test('what is written can be read, and its state changes each time', async () => {
  expect(await stateOfJournal(names)).toBeUndefined();
  await writeJournal(names, journal);
  const before = await stateOfJournal(names);
  expect(await readJournal(names, identity)).toEqual({ version: 1, ...journal });
  await writeJournal(names, { ...journal, finished: [] });
  expect(await readJournal(names, identity)).toMatchObject({ finished: [] });
  expect(await stateOfJournal(names)).not.toBe(before);
});

test('a journal that cannot be written leaves no draft', async () => {
  await mkdir(join(names.journal, 'in the way'), { recursive: true });
  await expect(writeJournal(names, journal)).rejects.toMatchObject({ syscall: 'rename' });
  expect(await readdir(temporary.path)).toHaveLength(1);
});

test.each<[string, unknown]>([
  ['is no object', [1]],
  ['is of another version', { version: 2, ...journal }],
  ['says nothing about the object', { version: 1, ...journal, identity: undefined }],
  ['is about another object', { version: 1, ...journal, identity: { size: 11, etag: '"a"' } }],
  ['says nothing about the part file', { version: 1, ...journal, inode: '1' }],
  ['does not say who wrote it', { version: 1, ...journal, writer: null }],
  ['has no list of spans', { version: 1, ...journal, finished: {} }],
  ['has spans without an end', { version: 1, ...journal, finished: [{ from: 0 }] }],
  ['has spans without a start', { version: 1, ...journal, finished: [{ to: 5 }] }],
  ['has spans that are none', { version: 1, ...journal, finished: [null] }],
  ['has one such span among others', { version: 1, ...journal, finished: [{ from: 0, to: 1 }, 2] }],
])('a journal that %s counts as none', async (_, content) => {
  await writeContent({ version: 1, ...journal });
  expect(await readJournal(names, identity)).toBeDefined();
  await writeContent(content);
  expect(await readJournal(names, identity)).toBeUndefined();
});

test.each<[string, () => Promise<unknown>]>([
  [
    'has been altered',
    async () => {
      const text = await readFile(names.journal, 'utf8');
      await writeFile(names.journal, text.replace('"to":5', '"to":9'));
    },
  ],
  ['is empty', () => writeFile(names.journal, '')],
  [
    'is a symbolic link',
    async () => {
      await rename(names.journal, `${names.journal}.real`);
      await symlink(`${names.journal}.real`, names.journal);
    },
  ],
  [
    'is larger than any of ours',
    () => writeFile(names.journal, ' '.repeat(1024 ** 2), { flag: 'a' }),
  ],
])('a journal that %s counts as none', async (_, spoil) => {
  await writeJournal(names, journal);
  await spoil();
  expect(await readJournal(names, identity)).toBeUndefined();
});
