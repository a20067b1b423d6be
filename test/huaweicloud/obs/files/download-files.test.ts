/** Downloads under random conditions. DOWNLOADS and SEED repeat a run, or make it longer. */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type FailedFile } from '../../../../lib/huaweicloud/obs/backup-download';
import { type Fault } from '../../../../lib/simulator/faults';
import { type RequestRecord } from '../../../../lib/simulator/request-log';
import { type Simulator, startSimulator } from '../../../../lib/simulator/simulator';
import {
  download,
  expectOnlyTheFiles,
  expectTheFile,
  filesBelow,
  type TemporaryDirectory,
  temporaryDirectory,
} from '../download-fixture';
import { buildDownloadProgram, RunningDownload } from '../running-download';

const downloads = Number(process.env.DOWNLOADS ?? 100);
const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const MB = 1_000_000;
/** How many of a hundred downloads are killed, and continued in another process. */
const KILLED = 10;

/** A download that takes longer hangs (ms). */
const LONGEST = 60_000;

let program: string;
let programs: TemporaryDirectory;
let simulator: Simulator;

beforeAll(async () => {
  programs = await temporaryDirectory();
  program = await buildDownloadProgram(programs.path);
  simulator = await startSimulator();
});

afterAll(async () => {
  await simulator.close();
  await programs.remove();
});

test(
  `${downloads} downloads in random conditions end with the right files, or a clear error and none (SEED=${seed})`,
  async () => {
    const counts = { complete: 0, failed: 0, killed: 0, faults: 0 };
    for (let index = 0; index < downloads; index += 1)
      await oneDownload(new Dice(seed + index), counts);
    process.stderr.write(`SEED=${seed}: ${JSON.stringify(counts)}\n`);
    expect(counts.complete + counts.failed).toBe(downloads);
    expect(counts.complete).toBeGreaterThan(downloads / 2);
  },
  10 * 60_000,
);

type Counts = Record<'complete' | 'failed' | 'killed' | 'faults', number>;

async function oneDownload(dice: Dice, counts: Counts): Promise<void> {
  const temporary = await temporaryDirectory();
  const directory = temporary.path;
  const parallelism = dice.from(1, 6);
  const bytes = dice.happens(10) ? dice.from(16 * MB, 36 * MB) : dice.from(0, 2 * MB);
  const { cluster } = simulator.backups;
  cluster.files = cluster.files.map((file, index) => ({ ...file, bytes: bytes + index }));
  const rate = dice.from(0, 80);
  const fault = (request: RequestRecord) => {
    const chosen = dice.happens(rate) ? randomFault(dice, request) : undefined;
    if (chosen !== undefined) counts.faults += 1;
    return chosen;
  };
  simulator.inject({ action: 'GetObject', times: Infinity, fault });
  try {
    if (dice.happens(KILLED)) counts.killed += await killed(dice, { directory, parallelism });
    const limit = AbortSignal.timeout(LONGEST);
    const { failed } = await download(simulator, 'cluster', { directory, parallelism }, limit);
    counts[failed.length === 0 ? 'complete' : 'failed'] += 1;
    if (failed.length > 0) await expectClearFailures(failed, directory);
    simulator.clearFaults();
    const again = await download(simulator, 'cluster', { directory, parallelism });
    expect(again.failed).toEqual([]);
    await expectOnlyTheFiles(simulator, 'cluster', directory, 'any');
  } finally {
    simulator.clearFaults();
    await temporary.remove();
  }
}

/** Starts a download, kills it at some moment, and looks at what it has left. */
async function killed(
  dice: Dice,
  request: { directory: string; parallelism: number },
): Promise<number> {
  const running = new RunningDownload({ program, simulator, backup: 'cluster', request });
  await running.firstBytes();
  await pause(dice.from(0, 60));
  await running.kill();
  await expectOnlyRightFiles(request.directory);
  return 1;
}

async function expectClearFailures(failed: readonly FailedFile[], directory: string) {
  for (const { error } of failed) {
    expect(error.category).not.toBe('bug');
    expect(error.detail).toMatch(/\w/);
  }
  await expectOnlyRightFiles(directory);
}

async function expectOnlyRightFiles(directory: string): Promise<void> {
  const names = (await filesBelow(directory)).filter((name) => !name.startsWith('.'));
  for (const name of names) await expectTheFile(simulator, 'cluster', join(directory, name), 'any');
}

function randomFault(dice: Dice, { range = '' }: RequestRecord): Fault | undefined {
  const [, from = '0', to = '0'] = /(\d+)-(\d+)/.exec(range) ?? [];
  const length = Number(to) - Number(from) + 1;
  const somewhere = dice.from(0, length);
  const faults: (() => Fault | undefined)[] = [
    () => ({ kind: 'reset' }),
    () => ({ kind: 'truncate', bytes: somewhere }),
    () => ({ kind: 'drip', bytes: Math.max(100_000, Math.ceil(length / 4)), milliseconds: 2 }),
    () => ({ kind: 'answer', status: 500 }),
    () => ({ kind: 'answer', status: 503, headers: { 'retry-after': '0' } }),
    () => ({ kind: 'answer', status: 429 }),
    () => ({ kind: 'delay', milliseconds: dice.from(0, 20) }),
    () => ({ kind: 'whole' }),
    () => ({ kind: 'shift', from: -dice.from(0, 1000), to: dice.from(-1000, 1000) }),
    () => ({ kind: 'headers', headers: { 'content-range': null } }),
    () => ({ kind: 'garbage' }),
    () => {
      simulator.linksHaveExpired();
      return undefined;
    },
    () => {
      const { files } = simulator.backups.cluster;
      if (dice.happens(30)) files[dice.from(0, files.length - 1)]!.revision += 1;
      return undefined;
    },
  ];
  return faults[dice.from(0, faults.length - 1)]?.();
}

/** Random numbers that a seed repeats (mulberry32). */
class Dice {
  constructor(private state: number) {}

  /** A whole number, both ends included. */
  from(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  happens(percent: number): boolean {
    return this.next() * 100 < percent;
  }

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
