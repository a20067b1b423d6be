import { Shared } from '../../../lib/huaweicloud/waiting/shared';
import { failureOf, patient } from '../cloud-of';

const keepsAll = { result: () => true, failure: () => true };
const keepsNothing = { result: () => false, failure: () => false };

/** Work that a test ends by hand, with a count of its runs. */
function work() {
  const runs: {
    end: (value: string) => void;
    fail: (error: Error) => void;
    signal: AbortSignal;
  }[] = [];
  const start = (signal: AbortSignal) =>
    new Promise<string>((end, fail) => {
      runs.push({ end, fail, signal });
      signal.addEventListener('abort', () => fail(new Error('cancelled')));
    });
  return { runs, start };
}

test('all callers during a run get its result', async () => {
  const { runs, start } = work();
  const shared = new Shared('the work', start, keepsNothing);
  const waits = [shared.get(patient), shared.get(patient)];
  runs[0]?.end('done');
  expect(await Promise.all(waits)).toEqual(['done', 'done']);
  expect(runs).toHaveLength(1);
});

test('a result that is still good is returned again', async () => {
  const { runs, start } = work();
  const shared = new Shared('the work', start, keepsAll);
  const first = shared.get(patient);
  runs[0]?.end('done');
  expect([await first, await shared.get(patient)]).toEqual(['done', 'done']);
  expect(runs).toHaveLength(1);
});

test('a result that is no longer good is renewed', async () => {
  const { runs, start } = work();
  const shared = new Shared('the work', start, keepsNothing);
  const first = shared.get(patient);
  runs[0]?.end('old');
  await first;
  const second = shared.get(patient);
  runs[1]?.end('new');
  expect(await second).toBe('new');
});

test('all callers during a run get its failure; later ones start a new run unless it is kept', async () => {
  const { runs, start } = work();
  const shared = new Shared('the work', start, keepsNothing);
  const waits = [shared.get(patient), shared.get(patient)];
  runs[0]?.fail(new Error('broken'));
  expect((await Promise.allSettled(waits)).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ]);
  void shared.get(patient).catch(() => undefined);
  expect(runs).toHaveLength(2);
});

test('a caller that stops waiting does not disturb the others', async () => {
  const { runs, start } = work();
  const shared = new Shared('the work', start, keepsAll);
  const impatient = new AbortController();
  const [leaves, stays] = [shared.get(impatient.signal), shared.get(patient)];
  impatient.abort();
  expect((await failureOf(() => leaves)).detail).toContain('while waiting for the work');
  runs[0]?.end('done');
  expect(await stays).toBe('done');
});

test('the run is cancelled when the last caller stops waiting, and the next one gets a new run', async () => {
  const { runs, start } = work();
  const shared = new Shared('the work', start, keepsAll);
  const impatient = new AbortController();
  const leaves = shared.get(impatient.signal);
  impatient.abort();
  await expect(leaves).rejects.toThrow('cancelled');
  expect(runs[0]?.signal.aborted).toBe(true);
  const next = shared.get(patient);
  runs[1]?.end('done');
  expect(await next).toBe('done');
});

test('the run is cancelled when all its callers stop waiting together', async () => {
  const { runs, start } = work();
  const shared = new Shared('the work', start, keepsAll);
  const impatient = new AbortController();
  const both = Promise.allSettled([shared.get(impatient.signal), shared.get(impatient.signal)]);
  impatient.abort();
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(runs[0]?.signal.aborted).toBe(true);
});

test('nothing is started for a caller that has stopped waiting already', async () => {
  const { runs, start } = work();
  const shared = new Shared('the work', start, keepsAll);
  await failureOf(() => shared.get(AbortSignal.abort()));
  expect(runs).toHaveLength(0);
});
