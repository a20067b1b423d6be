import { execFileSync } from 'node:child_process';
import { type FileHandle, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PartFile } from '../../../../lib/huaweicloud/obs/files/part-file';
import { type Simulator, startSimulator } from '../../../../lib/simulator/simulator';
import { afterTest } from '../../../after-test';
import {
  canMount,
  download,
  expectOnlyTheFiles,
  expectTheFile,
  filesBelow,
  interruptedDownload,
  type TemporaryDirectory,
  temporaryDirectory,
} from '../download-fixture';
import { buildDownloadProgram, type DownloadOptions, RunningDownload } from '../running-download';

const BYTES = 40_000_000;
let program: string;
let programs: TemporaryDirectory;
let simulator: Simulator;
let temporary: TemporaryDirectory;
let directory: string;

beforeAll(async () => {
  programs = await temporaryDirectory();
  program = await buildDownloadProgram(programs.path);
});

afterAll(() => programs.remove());

beforeEach(async () => {
  simulator = await startSimulator({ fileBytes: BYTES });
  temporary = await temporaryDirectory();
  directory = temporary.path;
});

afterEach(async () => {
  await simulator.close();
  await temporary.remove();
});

function start(
  options: Partial<DownloadOptions> = {},
  request: Partial<DownloadOptions['request']> = {},
): RunningDownload {
  const where = { directory, parallelism: 4, ...request };
  return new RunningDownload({ program, simulator, backup: 'cluster', request: where, ...options });
}

/** All answers with bytes come slowly: `bytes` at a time, with a pause after each. */
function slowly(bytes = 1_000_000) {
  simulator.inject({
    action: 'GetObject',
    times: 1000,
    fault: { kind: 'drip', bytes, milliseconds: 20 },
  });
}

test('a download that is killed again and again ends with the right files, and nothing else', async () => {
  slowly();
  const names = simulator.backups.cluster.files.map(({ name }) => name);
  for (let kills = 0; kills < 5; kills += 1) {
    const running = start();
    await running.firstBytes();
    await running.kill();
    const found = await filesBelow(directory);
    const complete = names.filter((name) => found.includes(name));
    for (const name of complete) await expectTheFile(simulator, 'cluster', join(directory, name));
  }
  simulator.clearFaults();
  expect((await start().result())?.failed).toEqual([]);
  await expectOnlyTheFiles(simulator, 'cluster', directory);
});

test('what a killed download has saved is not fetched again', async () => {
  slowly(250_000);
  const running = start({ backup: 'single' }, { parallelism: 1 });
  await journalIn(directory, 'bytes');
  await running.kill();
  simulator.clearFaults();
  let bytes = 0;
  const observer = { started: (_: unknown, found: { bytes: number }) => (bytes = found.bytes) };
  await download(simulator, 'single', { directory, observer });
  expect(bytes).toBeGreaterThan(0);
  await expectOnlyTheFiles(simulator, 'single', directory);
});

test('two downloads at once into one directory both end with the right files', async () => {
  const both = [start(), start()];
  const results = await Promise.all(both.map((running) => running.result()));
  expect(results.map((result) => result?.failed)).toEqual([[], []]);
  expect(results[0]?.files).toEqual(results[1]?.files);
  await expectOnlyTheFiles(simulator, 'cluster', directory);
});

test('the second of two downloads waits for the first, and says so', async () => {
  let letGo: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (letGo = resolve));
  simulator.inject({
    action: 'GetObject',
    times: Infinity,
    fault: ({ range }) => (range === 'bytes=0-0' ? undefined : { kind: 'hold', until }),
  });
  const first = start({ backup: 'single' }, { parallelism: 1 });
  await journalIn(directory);
  const second = start({ backup: 'single' });
  await second.firstNotice();
  letGo();
  const [one, other] = await Promise.all([first.result(), second.result()]);
  expect(one?.notices).toEqual([]);
  expect(other?.notices).toEqual([
    expect.stringMatching(/^Another run \(process \d+ on .*\) is downloading this file; waiting/),
  ]);
  expect(other?.files).toEqual(one?.files);
  await expectOnlyTheFiles(simulator, 'single', directory);
});

test('a limit on the size of files is an error that says so, and the rest can follow later', async () => {
  const limited = await start({ backup: 'single', prefix: 'ulimit -f 20000;' }).result();
  expect(limited?.failed).toMatchObject([{ code: 'EFBIG' }]);
  expect(await filesBelow(directory)).not.toContain(simulator.backups.single.files[0]!.name);
  expect((await start({ backup: 'single' }).result())?.failed).toEqual([]);
  await expectOnlyTheFiles(simulator, 'single', directory);
});

test('a complete file that cannot get its final name is an error, and is not lost', async () => {
  const part = await PartFile.open({ directory, name: 'file' }, { size: 1 }, 'key');
  await part.write(Buffer.from('x'), 0);
  await mkdir(join(directory, 'file'));
  await expect(part.finish()).rejects.toMatchObject({ code: 'EISDIR' });
  await part.close();
  expect(await filesBelow(directory)).toContainEqual(expect.stringMatching(/\.part$/));
});

test('a part file that the system tells nothing about is an error, and does not stay open', async () => {
  const address = [{ directory, name: 'file' }, { size: 1 }, 'key'] as const;
  await (await PartFile.open(...address)).close();
  const other = await open(join(directory, 'other'), 'w');
  const handles = Object.getPrototypeOf(other) as FileHandle;
  await other.close();
  const failure = Object.assign(new Error('disk'), { code: 'EIO', syscall: 'fstat' });
  const stat = jest.spyOn(handles, 'stat').mockRejectedValueOnce(failure);
  afterTest(() => stat.mockRestore());
  await expect(PartFile.open(...address)).rejects.toBe(failure);
  expect(stat.mock.contexts).toMatchObject([{ fd: -1 }]);
});

describe('a file system', () => {
  const mounted = canMount() ? test : test.skip;

  /** A file system of so many bytes in the directory. */
  async function mount(options: string): Promise<string> {
    const path = join(directory, 'mounted');
    await mkdir(path);
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]);
    return path;
  }

  async function withMounted(options: string, use: (path: string) => Promise<void>) {
    const path = await mount(options);
    try {
      await use(path);
    } finally {
      execFileSync('umount', [path]);
    }
  }

  mounted('without room for the file is an error before the first byte is fetched', async () => {
    await withMounted('size=10m', async (path) => {
      const { failed } = await download(simulator, 'single', { directory: path });
      expect(failed).toMatchObject([{ error: { category: 'file', code: 'ENOSPC' } }]);
      expect(failed[0]!.error.detail).toContain('40000000 bytes more are needed');
      expect(simulator.requestCount({ action: 'GetObject' })).toBe(1);
    });
  });

  mounted('that fills up during the download is an error, and the rest can follow', async () => {
    await withMounted('size=45m', async (path) => {
      let filled = false;
      const observer = {
        progressed() {
          if (filled) return;
          filled = true;
          execFileSync('sh', ['-c', `head -c 30000000 /dev/zero > '${path}/other' || true`]);
        },
      };
      const { failed } = await download(simulator, 'single', { directory: path, observer });
      expect(failed).toMatchObject([{ error: { category: 'file', code: 'ENOSPC' } }]);
      execFileSync('rm', [join(path, 'other')]);
      expect((await download(simulator, 'single', { directory: path })).failed).toEqual([]);
      await expectOnlyTheFiles(simulator, 'single', path);
    });
  });

  mounted(
    'needs no room for what an earlier run has taken, even if its journal is lost',
    async () => {
      await withMounted('size=45m', async (path) => {
        await interruptedDownload(simulator, 'single', path);
        const [journal, part] = (await filesBelow(path)).map((name) => join(path, name));
        await rm(journal!);
        await writeFile(part!, Buffer.alloc(BYTES / 2));
        expect((await download(simulator, 'single', { directory: path })).failed).toEqual([]);
        await expectOnlyTheFiles(simulator, 'single', path);
      });
    },
  );

  mounted('that is read-only is an error before anything is fetched', async () => {
    await withMounted('size=50m,ro', async (path) => {
      await expect(download(simulator, 'single', { directory: path })).rejects.toMatchObject({
        category: 'file',
        code: 'EROFS',
      });
      expect(simulator.requestCount({ action: 'GetObject' })).toBe(0);
    });
  });
});

/** Waits until a journal is there, if wanted one that has recorded bytes. */
async function journalIn(folder: string, recorded: 'bytes' | 'any' = 'any'): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const journal = (await filesBelow(folder)).find((name) => name.endsWith('.journal'));
    if (journal !== undefined) {
      const text = await readFile(join(folder, journal), 'utf8').catch(() => '');
      if (recorded === 'any' || text.includes('"finished":[{')) return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('no journal has appeared');
}
