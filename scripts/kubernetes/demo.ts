/**
 * `npm run demo:kubernetes`: the Job of `examples/kubernetes` without a cluster, against the simulator.
 *
 * Synthesizes the stack and runs what its pods would run, as processes that share a directory. Nothing is kept.
 */
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSimulator, type Simulator } from '../../lib/simulator/simulator';
import { run } from '../child-process';
import { runScript } from '../run-script';
import { StepReport } from '../step-report';
import { jobOf, runPods } from './local-pods';

const root = path.join(__dirname, '../..');
const command = path.join(root, 'build/cli/dds-backup.cjs');
const log = path.join(root, 'build/demo-kubernetes.log');

async function demo(signal: AbortSignal): Promise<void> {
  console.log('The pods of examples/kubernetes, each a process, from a simulated Huawei Cloud:\n');
  const report = new StepReport(log);
  const cloud = await startSimulator();
  const folder = await mkdtemp(path.join(tmpdir(), 'dds-kubernetes-'));
  const runTypeScript = (file: string, env: Readonly<Record<string, string>> = {}) =>
    run(process.execPath, ['--import', 'tsx', file], {
      cwd: root,
      env: { ...process.env, ...env },
      output: report.output,
      signal,
    });
  try {
    if (!process.argv.includes('--no-build')) {
      await report.step('build the library and the command', () =>
        runTypeScript('scripts/build.ts'),
      );
    }
    await report.step('synthesize the stack', () =>
      runTypeScript('examples/kubernetes/main.ts', settings(cloud, folder)),
    );
    await download(report, cloud, folder, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await cloud.close();
    report.close();
  }
}

/** What the example is told. */
const settings = (cloud: Simulator, folder: string) => ({
  CDKTF_OUTDIR: folder,
  DDS_ENDPOINT: cloud.url,
  DDS_IMAGE: 'dds-backup',
  DDS_INSTANCE_ID: cloud.backups.cluster.instanceId,
  DDS_STORAGE_CLASS: 'local',
});

async function download(
  report: StepReport,
  cloud: Simulator,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const { id } = cloud.backups.cluster;
  const job = jobOf(path.join(folder, 'stacks/kubernetes'), { 'data.dds_backup.latest.id': id });
  const volume = path.join(folder, 'volume');
  await mkdir(volume);
  const node = { command, volume, secret: cloud.environment, signal };
  const pods = await report.step(`${job.spec.completions} pods at once`, () => runPods(job, node));
  signal.throwIfAborted();
  for (const { index, code, stderr } of pods) {
    console.log(`\n  pod ${index}, exit code ${code ?? 'none'}`);
    console.log(stderr.trim().replace(/^/gm, '    ').replaceAll(folder, ''));
  }
  if (pods.some(({ code }) => code !== 0)) throw new Error('a pod failed');
  const files = await readdir(path.join(volume, id));
  const list = await readFile(path.join(volume, `${id}.sha256`), 'utf8');
  console.log(
    `\n  The volume has ${files.length} files, and the pods have written their checksums:`,
  );
  console.log(list.trim().replace(/^/gm, '    '));
}

void runScript(demo);
