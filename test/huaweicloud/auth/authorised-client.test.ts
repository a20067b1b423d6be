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

test('a permission that is missing for one backup does not stop the others, though its status is 401', async () => {
  const body = '{"error_code":"DBS.280064","error_msg":"PDP check failed."}';
  simulator.inject({ action, fault: { kind: 'answer', status: 401, body } });
  const results = await Promise.allSettled(readers(3));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});

test('whether keys are refused is told by the code, and not by the status', async () => {
  const body = '{"error_code":"APIGW.0301","error_msg":"decrypt token fail"}';
  simulator.inject({ action, fault: { kind: 'answer', status: 403, body } });
  expect(await failureOf(() => readers(1)[0])).toMatchObject({
    setting: 'securityToken',
    detail: expect.stringContaining('The key pair is a temporary one that has expired') as string,
  });
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
