import { type ObjectLimits } from '../../../../lib/huaweicloud/obs/object/object-store';
import { startSimulator } from '../../../../lib/simulator/simulator';
import { afterTest } from '../../../after-test';
import { cloudOf, here, patient } from '../../cloud-of';
import { expectOnlyTheFiles, filesBelow, temporaryDirectory } from '../download-fixture';

const MB = 1_000_000;

test('a stall without end is an error after some attempts, and the next run continues', async () => {
  const simulator = await startSimulator({ fileBytes: 3 * MB });
  afterTest(() => simulator.close());
  const temporary = await temporaryDirectory();
  afterTest(() => temporary.remove());
  const { instanceId, id: backupId } = simulator.backups.single;
  const request = { instanceId, backupId, directory: temporary.path, parallelism: 1 };
  const objectLimits: Partial<ObjectLimits> = { base: 1, cap: 5, stall: 100, attempts: 3 };
  const downloads = await cloudOf(simulator, {}, { objectLimits }).downloads(here);
  // What follows the request for the first byte.
  const stall = (bytes: number, rest: object) =>
    simulator.inject({ action: 'GetObject', skip: 1, fault: { kind: 'stall', bytes }, ...rest });
  stall(MB, { times: 1 });
  const forever = stall(0, { times: Infinity });
  const { files, failed } = await downloads.toDirectory(request, patient);
  expect(files).toEqual([]);
  expect(failed[0]?.error.detail.replace(/:\d+/, ':PORT')).toMatchInlineSnapshot(`
   "127.0.0.1:PORT has sent nothing for 0.1 s. (ETIMEDOUT)

   Check the network and any proxy in between."
  `);
  expect(forever.hits).toBe(3);
  expect(await filesBelow(temporary.path)).toEqual([
    expect.stringMatching(/\.journal$/),
    expect.stringMatching(/\.part$/),
  ]);

  forever.remove();
  let found: number | undefined;
  const observer = { started: (_: unknown, { bytes }: { bytes: number }) => (found = bytes) };
  await downloads.toDirectory({ ...request, observer }, patient);
  expect(found).toBe(MB);
  await expectOnlyTheFiles(simulator, 'single', temporary.path);
});
