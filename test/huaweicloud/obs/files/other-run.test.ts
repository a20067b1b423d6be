import { spawnSync } from 'node:child_process';
import { rm, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Simulator, startSimulator } from '../../../../lib/simulator/simulator';
import {
  type BackupName,
  download,
  expectOnlyTheFiles,
  filesBelow,
  interruptedDownload,
  rewriteJournal,
  type TemporaryDirectory,
  temporaryDirectory,
} from '../download-fixture';

let simulator: Simulator;
let temporary: TemporaryDirectory;
let directory: string;

beforeEach(async () => {
  simulator = await startSimulator({ fileBytes: 1_000_000 });
  temporary = await temporaryDirectory();
  directory = temporary.path;
});

afterEach(async () => {
  await simulator.close();
  await temporary.remove();
});

/** Lets it look as if another run had begun with a file of the backup. */
async function begun(backup: BackupName, writer: { host: string; pid: number }) {
  await interruptedDownload(simulator, backup, directory);
  const found = (await filesBelow(directory)).find((name) => name.endsWith('.journal'))!;
  const journal = join(directory, found);
  await rewriteJournal(journal, (content) => ({
    ...content,
    writer: { ...writer, process: 'of another run' },
  }));
  const files = simulator.backups[backup].files.map(({ name }) => name);
  return { journal, file: files.find((name) => found.includes(name))! };
}

const elsewhere = { host: 'elsewhere', pid: 7 };
const running = { host: hostname(), pid: process.ppid };

test.each([
  ['on another machine', elsewhere],
  ['on this machine', running],
])('a file of a run %s comes last, once that has ended', async (_, writer) => {
  const { journal, file } = await begun('cluster', writer);
  const events: string[] = [];
  const { failed } = await download(simulator, 'cluster', {
    directory,
    parallelism: 1,
    observer: {
      noticed: (_, notice) => {
        events.push(notice);
        setTimeout(() => {
          events.push('the other run ends');
          void rm(journal);
        }, 100);
      },
      started: ({ name }) => events.push(name),
    },
  });
  expect(failed).toEqual([]);
  expect(events).toHaveLength(5);
  expect(events.slice(-3)).toEqual([
    `Another run (process ${writer.pid} on ${writer.host}) is downloading this file; waiting for it.`,
    'the other run ends',
    file,
  ]);
  await expectOnlyTheFiles(simulator, 'cluster', directory);
});

test('a wait for another run can be interrupted', async () => {
  await begun('single', elsewhere);
  const abort = new AbortController();
  const observer = { noticed: () => setImmediate(() => abort.abort()) };
  const request = { directory, observer };
  await expect(download(simulator, 'single', request, abort.signal)).rejects.toMatchObject({
    category: 'cancelled',
  });
});

const ended = { host: hostname(), pid: spawnSync('true').pid };
const predecessor = { host: hostname(), pid: process.pid };
const now = new Date();
const hourAgo = new Date(now.getTime() - 3_600_000);

test.each([
  ['has ended on this machine', ended, now],
  ['had the number that this process has now', predecessor, now],
  ['has done nothing for an hour', elsewhere, hourAgo],
])('a run that %s is not waited for, and its bytes are used', async (_, writer, time) => {
  const { journal } = await begun('single', writer);
  await utimes(journal, time, time);
  const noticed = jest.fn();
  let found = 0;
  const observer = {
    noticed,
    started: (_: unknown, { bytes }: { bytes: number }) => (found = bytes),
  };
  await download(simulator, 'single', { directory, observer });
  expect(noticed).not.toHaveBeenCalled();
  expect(found).toBeGreaterThan(0);
  await expectOnlyTheFiles(simulator, 'single', directory);
});
