import { Pace, TooSlow } from '../../../../lib/huaweicloud/obs/object/pace';

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

beforeEach(() => {
  now = 0;
  store.receivedBytes = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
});

afterEach(() => jest.restoreAllMocks());

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
