import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import {
  appendFile,
  link,
  mkdir,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { type DownloadObserver } from '../../../../lib/huaweicloud/obs/backup-download';
import { type Simulator, startSimulator } from '../../../../lib/simulator/simulator';
import {
  download,
  expectOnlyTheFiles,
  filesBelow,
  interruptedDownload,
  midway,
  rewriteJournal,
  type TemporaryDirectory,
  temporaryDirectory,
} from '../download-fixture';

const BYTES = 3_000_000;
let simulator: Simulator;
let temporary: TemporaryDirectory;
let directory: string;

beforeEach(async () => {
  simulator = await startSimulator({ fileBytes: BYTES });
  temporary = await temporaryDirectory();
  directory = temporary.path;
});

afterEach(async () => {
  await simulator.close();
  await temporary.remove();
});

function single() {
  return simulator.backups.single.files[0]!;
}

function path() {
  return join(directory, single().name);
}

function replaceObject() {
  single().revision += 1;
}

/** The error of the only file. */
async function failureOfFile(request: Partial<Parameters<typeof download>[2]> = {}) {
  const { failed } = await download(simulator, 'single', { directory, ...request });
  expect(failed).toHaveLength(1);
  return failed[0]!.error;
}

/** How many bytes a download found when it started. */
async function bytesAtStart(): Promise<number | undefined> {
  let found: number | undefined;
  await download(simulator, 'single', {
    directory,
    observer: { started: (_, { bytes }) => (found = bytes) },
  });
  return found;
}

describe('an interrupted download', () => {
  test('leaves its bytes and a journal, and no file under the final name', async () => {
    const { category } = await interruptedDownload(simulator, 'single', directory);
    expect(category).toBe('cancelled');
    expect(await filesBelow(directory)).toEqual([
      expect.stringMatching(/^\..*\.[0-9a-f]{16}\.journal$/),
      expect.stringMatching(/^\..*\.[0-9a-f]{16}\.part$/),
    ]);
  });

  test('is continued by the next one', async () => {
    await interruptedDownload(simulator, 'single', directory);
    expect(await bytesAtStart()).toBeGreaterThan(0);
    await expectOnlyTheFiles(simulator, 'single', directory);
  });

  test('starts over if the object was replaced since, and removes what is of no use', async () => {
    await interruptedDownload(simulator, 'single', directory);
    replaceObject();
    expect(await bytesAtStart()).toBe(0);
    await expectOnlyTheFiles(simulator, 'single', directory);
  });

  test.each([
    ['the journal is damaged', (journal: string) => truncate(journal, 100)],
    ['the journal is gone', (journal: string) => rm(journal)],
    [
      'the journal is larger than any of ours',
      (journal: string) => appendFile(journal, ' '.repeat(1024 * 1024)),
    ],
    [
      'the journal is of another version',
      (journal: string) => rewriteJournal(journal, (content) => ({ ...content, version: 2 })),
    ],
    [
      'the journal has no list of spans',
      (journal: string) => rewriteJournal(journal, (content) => ({ ...content, finished: {} })),
    ],
    [
      'the journal has spans that are none',
      (journal: string) =>
        rewriteJournal(journal, (content) => ({ ...content, finished: [{ from: 0 }] })),
    ],
    [
      'the journal is a symbolic link',
      async (journal: string) => {
        await rm(journal);
        await symlink('/dev/zero', journal);
      },
    ],
    ['the part file is gone', (_: string, part: string) => rm(part)],
    [
      'the part file is another one',
      async (_: string, part: string) => {
        await rm(part);
        await writeFile(part, Buffer.alloc(BYTES));
      },
    ],
    ['the part file has been cut', (_: string, part: string) => truncate(part, 10)],
    ['the part file is too long', (_: string, part: string) => truncate(part, BYTES + 1)],
    [
      'the part file is a symbolic link',
      async (_: string, part: string) => {
        await rm(part);
        await symlink('/etc/passwd', part);
      },
    ],
    [
      'the part file is a pipe',
      async (_: string, part: string) => {
        await rm(part);
        execFileSync('mkfifo', [part]);
      },
    ],
  ])('starts over if %s', async (_, spoil) => {
    await interruptedDownload(simulator, 'single', directory);
    const [journal, part] = (await filesBelow(directory)).map((name) => join(directory, name));
    await spoil(journal!, part!);
    expect(await bytesAtStart()).toBe(0);
    await expectOnlyTheFiles(simulator, 'single', directory);
  });
});

test('a part file that is another file too is not written to', async () => {
  await interruptedDownload(simulator, 'single', directory);
  const part = (await filesBelow(directory)).find((name) => name.endsWith('.part'))!;
  const elsewhere = await temporaryDirectory();
  try {
    const other = join(elsewhere.path, 'other');
    await link(join(directory, part), other);
    const before = await readFile(other);
    await download(simulator, 'single', { directory });
    await expectOnlyTheFiles(simulator, 'single', directory);
    expect(before.equals(await readFile(other))).toBe(true);
  } finally {
    await elsewhere.remove();
  }
});

describe('a file that is there already', () => {
  test('is complete if it has the size of the object: it is hashed, not fetched', async () => {
    const [first] = (await download(simulator, 'single', { directory })).files;
    const served = simulator.requestCount({ action: 'GetObject' });
    const [second] = (await download(simulator, 'single', { directory })).files;
    expect(second).toEqual(first);
    expect(simulator.requestCount({ action: 'GetObject' })).toBe(served + 1);
  });

  test('is refused with another size, and stays as it is', async () => {
    await writeFile(path(), 'mine');
    const error = await failureOfFile();
    expect(error).toMatchObject({ category: 'file', code: 'EEXIST', setting: 'overwrite' });
    expect(error.detail).toContain('has 4 bytes');
    expect(await readFile(path(), 'utf8')).toBe('mine');
    expect(await filesBelow(directory)).toEqual([single().name]);
  });

  test('is replaced with overwrite', async () => {
    await writeFile(path(), 'mine');
    await download(simulator, 'single', { directory, overwrite: true });
    await expectOnlyTheFiles(simulator, 'single', directory);
  });

  test('is never replaced if it has appeared during the download', async () => {
    const observer = midway(() => writeFileSync(path(), 'mine'));
    expect(await failureOfFile({ observer })).toMatchObject({ code: 'EEXIST' });
    expect(await readFile(path(), 'utf8')).toBe('mine');
  });

  test('is hashed if it has appeared with the size of the object, which is mentioned', async () => {
    const notices: string[] = [];
    const observer = {
      ...midway(() => writeFileSync(path(), Buffer.alloc(BYTES))),
      noticed: (_: unknown, notice: string) => notices.push(notice),
    };
    const { files } = await download(simulator, 'single', { directory, observer });
    const hash = createHash('sha256').update(Buffer.alloc(BYTES)).digest('hex');
    expect(files.map(({ sha256 }) => sha256)).toEqual([hash]);
    expect(notices).toEqual([
      'Another run has finished or removed this file meanwhile; looking again.',
    ]);
  });

  test('is replaced at once with overwrite if it has appeared with another size', async () => {
    const notices: string[] = [];
    const observer = {
      ...midway(() => writeFileSync(path(), 'mine')),
      noticed: (_: unknown, notice: string) => notices.push(notice),
    };
    await download(simulator, 'single', { directory, observer, overwrite: true });
    expect(notices).toEqual([]);
    await expectOnlyTheFiles(simulator, 'single', directory);
  });

  test.each([
    [
      'a symbolic link to a file of the right size',
      'ELOOP',
      async (name: string) => {
        const target = join(directory, 'target');
        await writeFile(target, Buffer.alloc(BYTES));
        await symlink(target, name);
      },
    ],
    ['a symbolic link to nothing', 'ELOOP', (name: string) => symlink('/nowhere', name)],
    ['a directory', 'EISDIR', (name: string) => mkdir(name)],
    ['a pipe', undefined, (name: string) => Promise.resolve(execFileSync('mkfifo', [name]))],
  ])('%s is refused, with overwrite as well', async (_, code, make) => {
    await make(path());
    const before = await filesBelow(directory);
    const error = await failureOfFile({ overwrite: true });
    expect(error).toMatchObject({ category: 'file', code });
    expect(await filesBelow(directory)).toEqual(before);
  });

  test('is no longer followed if it becomes a symbolic link during the download', async () => {
    const target = join(directory, 'target');
    await writeFile(target, 'mine');
    const observer = midway(() => symlinkSync(target, path()));
    expect(await failureOfFile({ observer, overwrite: true })).toMatchObject({ code: 'ELOOP' });
    expect(await readFile(target, 'utf8')).toBe('mine');
  });
});

describe('an object that is replaced during the download', () => {
  test('makes the file start over, which is mentioned', async () => {
    const notices: string[] = [];
    const observer: DownloadObserver = {
      started: () => notices.length === 0 && replaceObject(),
      noticed: (_, notice) => notices.push(notice),
    };
    const { failed } = await download(simulator, 'single', { directory, observer });
    expect(failed).toEqual([]);
    expect(notices).toEqual(['The object was replaced; starting over.']);
    await expectOnlyTheFiles(simulator, 'single', directory);
  });

  test('again and again fails in the end, with no file under the final name', async () => {
    const error = await failureOfFile({ observer: { started: replaceObject } });
    expect(error).toMatchObject({ category: 'state', code: 'OBJECT_CHANGED' });
    expect(await readdir(directory)).not.toContain(single().name);
  });
});

describe('an object that nothing tells from another version', () => {
  beforeEach(() => {
    const headers = { etag: null, 'last-modified': null };
    simulator.inject({ action: 'GetObject', times: Infinity, fault: { kind: 'headers', headers } });
  });

  test('is downloaded like any other', async () => {
    expect((await download(simulator, 'single', { directory })).failed).toEqual([]);
    await expectOnlyTheFiles(simulator, 'single', directory);
  });

  test('is not continued: an interrupted download leaves nothing', async () => {
    expect((await interruptedDownload(simulator, 'single', directory)).category).toBe('cancelled');
    expect(await filesBelow(directory)).toEqual([]);
  });

  test('is downloaded by two runs at once that do not disturb each other', async () => {
    const both = [0, 1].map(() => download(simulator, 'single', { directory }));
    const results = await Promise.all(both);
    expect(results.map(({ failed }) => failed)).toEqual([[], []]);
    await expectOnlyTheFiles(simulator, 'single', directory);
  });
});

test('errors of a file name neither its link nor the part file', async () => {
  simulator.inject({
    action: 'GetObject',
    times: Infinity,
    fault: { kind: 'answer', status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' },
  });
  const { message } = await failureOfFile();
  expect(message).not.toMatch(/Signature|AccessKeyId|\.part/);
});

describe('an expected SHA-256', () => {
  const wrong = '0'.repeat(64);
  const expecting = (sha256: string) => new Map([[single().name, sha256]]);

  test('that is right changes nothing, in upper case as well', async () => {
    const [file] = (await download(simulator, 'single', { directory })).files;
    const expectedSha256 = expecting(file!.sha256.toUpperCase());
    expect((await download(simulator, 'single', { directory, expectedSha256 })).failed).toEqual([]);
  });

  test('that is wrong fails the file, of which nothing is kept', async () => {
    const error = await failureOfFile({ expectedSha256: expecting(wrong) });
    expect(error).toMatchObject({ category: 'file', code: 'SHA256_MISMATCH' });
    expect(await filesBelow(directory)).toEqual([]);
  });

  test('that a file does not have which is there already is an error, and the file stays', async () => {
    await writeFile(path(), Buffer.alloc(BYTES));
    const error = await failureOfFile({ expectedSha256: expecting(wrong) });
    expect(error).toMatchObject({ code: 'SHA256_MISMATCH' });
    expect((await readFile(path())).equals(Buffer.alloc(BYTES))).toBe(true);
  });

  test('makes overwrite replace a file of the right size with other bytes', async () => {
    const [file] = (await download(simulator, 'single', { directory })).files;
    await writeFile(path(), Buffer.alloc(BYTES));
    const expectedSha256 = expecting(file!.sha256);
    await download(simulator, 'single', { directory, expectedSha256, overwrite: true });
    await expectOnlyTheFiles(simulator, 'single', directory);
  });
});

describe('a directory', () => {
  test('that is removed during the download is an error that names the file', async () => {
    const observer = midway(() => rmSync(directory, { recursive: true }));
    const error = await failureOfFile({ observer });
    expect(error).toMatchObject({ category: 'file', code: 'ENOENT' });
    expect(error.detail).toContain(path());
  });

  test('whose folder of a group is a symbolic link is not left through it', async () => {
    const elsewhere = await temporaryDirectory();
    try {
      simulator.inject({
        action: 'ShowBackupDownloadLink',
        fault: {
          kind: 'edit',
          edit: (body) => ({
            files: (body as { files: object[] }).files.map((file) => ({ ...file, name: 'same' })),
          }),
        },
      });
      await symlink(elsewhere.path, join(directory, 'config'));
      const { files, failed } = await download(simulator, 'cluster', { directory });
      expect(files.map((file) => file.path)).toEqual(['shard_1/same', 'shard_2/same']);
      expect(failed).toMatchObject([{ path: 'config/same', error: { code: 'ELOOP' } }]);
      expect(await filesBelow(elsewhere.path)).toEqual([]);
    } finally {
      await elsewhere.remove();
    }
  });
});
