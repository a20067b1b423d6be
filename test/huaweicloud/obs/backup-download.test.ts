import { createHash } from 'node:crypto';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { download, expectOnlyTheFiles, temporaryDirectory } from './download-fixture';

let simulator: Simulator;
let directory: string;
let cleanUp: AsyncDisposable;

beforeEach(async () => {
  simulator = await startSimulator({ fileBytes: 3_000_000 });
  const temporary = await temporaryDirectory();
  directory = temporary.path;
  cleanUp = temporary;
});

afterEach(async () => {
  await simulator.close();
  await cleanUp[Symbol.asyncDispose]();
});

test('all files of a backup are downloaded, and nothing else is left', async () => {
  const { files, failed, bucket } = await download(simulator, 'cluster', { directory });
  expect(failed).toEqual([]);
  expect(bucket).toMatch(/^ddsbucket/);
  await expectOnlyTheFiles(simulator, 'cluster', directory);
  const served = simulator.backups.cluster.files.map((file) => simulator.contentOf(file));
  expect(files.map(({ sha256 }) => sha256).toSorted()).toEqual(served.map(sha256).toSorted());
});

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
