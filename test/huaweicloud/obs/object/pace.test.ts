import { Writable } from 'node:stream';
import { type Downloads } from '../../../../lib/huaweicloud/obs/backup-download';
import { type ObjectLimits } from '../../../../lib/huaweicloud/obs/object/object-store';
import { Pace, TooSlow } from '../../../../lib/huaweicloud/obs/object/pace';
import { type Fault } from '../../../../lib/simulator/faults';
import { type Simulator, startSimulator } from '../../../../lib/simulator/simulator';
import { afterTest } from '../../../after-test';
import { cloudOf, failureOf, here, patient } from '../../cloud-of';
import {
  expectOnlyTheFiles,
  filesBelow,
  lastSave,
  type TemporaryDirectory,
  temporaryDirectory,
} from '../download-fixture';

const MB = 1_000_000;
const SIZE = 200_000;
const hopeless: Partial<ObjectLimits> = { stall: 50, slowTime: 300, slowRate: MB };
let simulator: Simulator;
let temporary: TemporaryDirectory;

beforeEach(async () => {
  simulator = await startSimulator({ fileBytes: SIZE });
  temporary = await temporaryDirectory();
});

afterEach(async () => {
  await simulator.close();
  await temporary.remove();
});

function downloadsWithin(limits: Partial<ObjectLimits>): Promise<Downloads> {
  const objectLimits = { base: 1, cap: 5, stall: 2000, ...limits };
  return cloudOf(simulator, {}, { objectLimits }).downloads(here);
}

function request() {
  const { instanceId, id: backupId } = simulator.backups.single;
  return { instanceId, backupId, directory: temporary.path };
}

/** @param skip requests that are let through: into a directory, the first one is for a byte only */
function always(fault: Fault, skip = 1) {
  return simulator.inject({ action: 'GetObject', skip, times: Infinity, fault });
}

const trickles: [string, Fault][] = [
  ['stalls after a few bytes, however often it is opened', { kind: 'stall', bytes: 100 }],
  ['breaks after a few bytes, however often it is opened', { kind: 'truncate', bytes: 1 }],
  ['brings a few bytes now and then', { kind: 'drip', bytes: 10, milliseconds: 10 }],
];

test.each(trickles)(
  'a connection that %s is given up; the next run continues',
  async (_, fault) => {
    const trickle = always(fault);
    const { failed } = await (await downloadsWithin(hopeless)).toDirectory(request(), patient);
    expect(failed).toMatchObject([{ error: { category: 'connection', code: 'TOO_SLOW' } }]);
    expect(await filesBelow(temporary.path)).toEqual([
      expect.stringMatching(/\.journal$/),
      expect.stringMatching(/\.part$/),
    ]);
    trickle.remove();
    await lastSave(temporary.path);
    // None, if this machine is so busy that not a byte has come in time.
    const sent = Number(/only (\d+)/.exec(failed[0]!.error.detail)?.[1]);
    let found = 0;
    const observer = {
      started: (_: unknown, { bytes }: { bytes: number }) => void (found = bytes),
    };
    await (await downloadsWithin({})).toDirectory({ ...request(), observer }, patient);
    expect({ sent, isUsed: found > 0 }).toEqual({ sent, isUsed: sent > 0 });
    await expectOnlyTheFiles(simulator, 'single', temporary.path);
  },
);

test('the error says what has happened, and what to do', async () => {
  always({ kind: 'stall', bytes: 100 }, 0);
  const downloads = await downloadsWithin(hopeless);
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const { summary, detail } = await failureOf(() => downloads.toStream(request(), output, patient));
  expect(`${summary}\n${detail}`.replace(/only \d+/, 'only N')).toMatchInlineSnapshot(`
   "OBS is too slow
   In the 0 s that 5890178632827edd538a0e16462660c8br02.tar.lz4 has waited for bytes, OBS has sent only N over all connections; below 1000000 bytes a second, a download is given up.

   Check the network and any proxy in between, then run again."
  `);
});

test('a line that is slow but steady is not given up', async () => {
  always({ kind: 'drip', bytes: 10_000, milliseconds: 1 });
  const downloads = await downloadsWithin({ slowTime: 20, slowRate: 1000 });
  let time = 0;
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => (time += 1));
  afterTest(() => clock.mockRestore());
  const { failed } = await downloads.toDirectory(request(), patient);
  expect(failed).toEqual([]);
  expect(time).toBeGreaterThan(20);
  await expectOnlyTheFiles(simulator, 'single', temporary.path);
});

test('the time that whoever reads a stream takes does not count', async () => {
  const { single } = simulator.backups;
  single.files = single.files.map((file) => ({ ...file, bytes: 20 * MB }));
  const now = performance.now.bind(performance);
  let held = 0;
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => now() + held);
  afterTest(() => clock.mockRestore());
  const output = new Writable({
    write(_chunk, _encoding, done) {
      held += 30_000;
      done();
    },
  });
  // No line is as fast as this, so that a count of that time would end the download.
  const limits = { stall: 30_000, slowTime: 60_000, slowRate: 1000 * MB };
  await (await downloadsWithin(limits)).toStream(request(), output, patient);
  expect(held).toBeGreaterThan(2 * limits.slowTime);
});

const store = {
  receivedBytes: 0,
  limits: {
    stall: 30_000,
    attempts: 10,
    base: 500,
    cap: 10_000,
    slowTime: 600_000,
    slowRate: 1024,
  },
};
let now = 0;

function startClock(): void {
  now = 0;
  store.receivedBytes = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
}

function newPace(): Pace {
  return new Pace(store, 'backup.tar');
}

/** Seconds, each with so many bytes. */
function wait(pace: Pace, seconds: number, bytes: number): void {
  for (let second = 0; second < seconds; second += 1) {
    now += 1000;
    store.receivedBytes += bytes;
    pace.check();
  }
}

const YEAR = 365 * 24 * 3600;

describe('by a clock of its own', () => {
  beforeEach(startClock);

  afterEach(() => jest.restoreAllMocks());

  test('ten kilobytes a second are enough, for a year as well', () => {
    expect(() => wait(newPace(), YEAR / 100, 10_000)).not.toThrow();
  });

  test('ten minutes with a few bytes a second are too much, also after fast ones', () => {
    const pace = newPace();
    wait(pace, 3600, 1_000_000);
    expect(() => wait(pace, 1200, 20)).toThrow(TooSlow);
  });

  test('a minute without a byte is made up for by what comes in afterwards', () => {
    const pace = newPace();
    for (let times = 0; times < 100; times += 1) {
      wait(pace, 60, 0);
      wait(pace, 60, 10_000);
    }
    expect(now).toBe(12_000_000);
  });

  test('a process that stood still for an hour has not waited for an hour', () => {
    const pace = newPace();
    for (let times = 0; times < 15; times += 1) {
      now += 3_600_000;
      pace.check();
    }
    expect(() => wait(pace, 200, 0)).toThrow(TooSlow);
  });

  test('the time between two waits does not count', () => {
    const pace = newPace();
    for (let times = 0; times < 500; times += 1) {
      wait(pace, 1, 0);
      now += 20_000;
      pace.skip();
    }
    expect(() => wait(pace, 100, 0)).toThrow(TooSlow);
  });
});
