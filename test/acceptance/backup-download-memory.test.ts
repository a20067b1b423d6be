/** `DOWNLOAD_MIB=3072 npx jest test/acceptance/backup-download-memory` measures with a file of 3 GiB. */
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { startSimulator } from '../../lib/simulator/simulator';
import { afterTest } from '../after-test';
import { APPLY, DownloadWorkspace } from './backup-download-workspace';
import { type RunningEngine } from './running-engine';

jest.setTimeout(900_000);

const MIB = 1024 * 1024;
const SIZE = Number(process.env.DOWNLOAD_MIB ?? 192) * MIB;

const isLinux = process.platform === 'linux';
if (!isLinux)
  console.warn('SKIPPED: the memory of a process is read from /proc, which only Linux has');
const onLinux = isLinux ? test : test.skip;

onLinux('a download takes 150 MB of memory at most, whatever the size of the file', async () => {
  const cloud = await startSimulator({ fileBytes: SIZE });
  afterTest(() => cloud.close());
  const workspace = await DownloadWorkspace.of(cloud, 'single');
  const engine = workspace.start(...APPLY);
  let peak = 0;
  while (engine.isRunning) {
    peak = Math.max(peak, await peakOf(engine));
    await pause(50);
  }
  expect(await engine.ended).toMatchObject({ exitCode: 0 });
  if (process.env.DOWNLOAD_MIB !== undefined) console.log(`${Math.round(peak / MIB)} MiB`);
  expect(peak).toBeGreaterThan(0);
  expect(peak).toBeLessThan(150e6);
});

/** Bytes of memory that any provider process of the engine has needed at once so far. */
async function peakOf(engine: RunningEngine): Promise<number> {
  const peaks = (await engine.providers()).map(async (pid) => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  });
  return Math.max(0, ...(await Promise.all(peaks)));
}
