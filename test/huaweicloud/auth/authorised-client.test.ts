import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { cloudOf, failureOf, here, patient } from '../cloud-of';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.close());

const action = 'ShowBackupDownloadLink';

function readers(count: number, settings: { secretKey?: string } = {}) {
  const { id, instanceId } = simulator.backups.replicaSet;
  const dds = cloudOf(simulator, { ...settings, projectId: simulator.projectId }).dds(here);
  return Array.from({ length: count }, () =>
    dds.backupDownloadLinks({ instanceId, backupId: id }, patient),
  );
}

test('a wrong secret is sent once for many callers, so that the key is not locked', async () => {
  const failures = await Promise.all(
    readers(20, { secretKey: 'not-the-secret' }).map((reader) => failureOf(() => reader)),
  );
  expect(new Set(failures.map(({ setting }) => setting))).toEqual(new Set(['secretKey']));
  expect(simulator.requestCount({ action })).toBe(1);
  await Promise.all(readers(1));
});

test('the other requests wait for the first one, and are then sent at the same time', async () => {
  simulator.inject({ action, fault: { kind: 'delay', milliseconds: 100 } });
  const first = simulator.nextRequest({ action });
  const all = readers(3);
  await first;
  expect(simulator.requestCount({ action })).toBe(1);
  await Promise.all(all);
  expect(simulator.requestCount({ action })).toBe(3);
});

test('a first failure that says nothing about the key does not stop the others', async () => {
  simulator.inject({ action, fault: { kind: 'answer', status: 500 } });
  const results = await Promise.allSettled(readers(3));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});

test('a request that waits can be interrupted', async () => {
  simulator.inject({ action, fault: { kind: 'hang' } });
  const { id, instanceId } = simulator.backups.replicaSet;
  const dds = cloudOf(simulator, { projectId: simulator.projectId }).dds(here);
  const [first, second] = [new AbortController(), new AbortController()];
  const arrived = simulator.nextRequest({ action });
  const hanging = dds.backupDownloadLinks({ instanceId, backupId: id }, first.signal);
  const waiting = dds.backupDownloadLinks({ instanceId, backupId: id }, second.signal);
  await arrived;
  second.abort();
  expect((await failureOf(() => waiting)).summary).toBe('Interrupted');
  first.abort();
  await failureOf(() => hanging);
});
