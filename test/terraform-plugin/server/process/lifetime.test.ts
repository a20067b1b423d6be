import { Lifetime } from '../../../../lib/terraform-plugin/server/process/lifetime';

// Signals and the death of the engine are tested through a process: serve-plugin.test.ts and its neighbours.

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function started({ attended }: { attended: boolean }) {
  const lifetime = new Lifetime(attended);
  let reason: string | undefined;
  const over = lifetime.over.then((text) => (reason = text));
  return { lifetime, over, reason: () => reason };
}

test('the process ends if nobody connects for a minute', async () => {
  const { lifetime, reason } = started({ attended: false });
  await jest.advanceTimersByTimeAsync(59_000);
  expect(reason()).toBeUndefined();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(reason()).toBe('no engine has connected');
  lifetime.dispose();
});

test('the process ends soon after the last client has left, unless another connects', async () => {
  const { lifetime, reason } = started({ attended: false });
  lifetime.sessionsChanged(1);
  await jest.advanceTimersByTimeAsync(10 * 3_600_000);
  lifetime.sessionsChanged(0);
  await jest.advanceTimersByTimeAsync(900);
  lifetime.sessionsChanged(1);
  await jest.advanceTimersByTimeAsync(10 * 3_600_000);
  expect(reason()).toBeUndefined();
  lifetime.sessionsChanged(0);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(reason()).toBe('the engine has hung up');
  lifetime.dispose();
});

test('a process that a person attends outlives its clients', async () => {
  const { lifetime, over, reason } = started({ attended: true });
  lifetime.sessionsChanged(1);
  lifetime.sessionsChanged(0);
  await jest.advanceTimersByTimeAsync(10 * 3_600_000);
  expect(reason()).toBeUndefined();
  lifetime.end('enough');
  expect(await over).toBe('enough');
  lifetime.dispose();
});

test('all signal handlers are removed in the end', () => {
  const signals = ['SIGINT', 'SIGHUP', 'SIGTERM'] as const;
  const before = signals.map((signal) => process.listenerCount(signal));
  const { lifetime } = started({ attended: false });
  lifetime.dispose();
  expect(signals.map((signal) => process.listenerCount(signal))).toEqual(before);
});
