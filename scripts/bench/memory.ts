import { type BackupFile } from '../../lib/simulator/dds/estate';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { findEngine } from '../engine';
import { type Usage, usageDuring } from './process-usage';
import { amountRow, type Row } from './row';
import { median, takingTurns } from './turns';
import { readsOfLinks, Workspace } from './workspace';

/** MiB; and milliseconds of processor time for the last one. */
const MOST = { one: 58, thousand: 100, manyFiles: 90, manyFilesCpu: 100 };
const RUNS = 10;

/** What the provider's processes need for a plan; and what a thousand files in one answer cost. */
export async function memory(): Promise<Row[]> {
  if (process.platform !== 'linux') return [{ what: 'memory', measured: 'on Linux only' }];
  const engine = await findEngine();
  const cloud = await startSimulator();
  try {
    const { cluster } = cloud.backups;
    const [few, many] = [cluster.files, manyFiles(cluster.files)];
    const usage = (count: number, files: BackupFile[]) => {
      cluster.files = files;
      return usageOfPlan(engine, cloud, count);
    };
    const used = await takingTurns(RUNS, {
      one: () => usage(1, few),
      thousand: () => usage(1000, few),
      many: () => usage(1, many),
    });
    const peak = (usage: readonly Usage[]) => median(usage.map((each) => each.peak));
    const cpu = (usage: readonly Usage[]) => median(usage.map((each) => each.cpu));
    return [
      amountRow('provider, peak memory, one data source', peak(used.one), 'MiB', MOST.one),
      amountRow('the same, 1,000 data sources', peak(used.thousand), 'MiB', MOST.thousand),
      amountRow('the same, 1,000 files in one answer', peak(used.many), 'MiB', MOST.manyFiles),
      amountRow(
        'provider, processor time of 1,000 files above that of few',
        cpu(used.many) - cpu(used.one),
        'ms',
        MOST.manyFilesCpu,
      ),
    ];
  } finally {
    await cloud.close();
  }
}

async function usageOfPlan(engine: string, cloud: Simulator, count: number): Promise<Usage> {
  using workspace = new Workspace(readsOfLinks(cloud, count), cloud.environment);
  return most(await usageDuring(() => workspace.time(engine, ['plan'])));
}

function most(usage: readonly Usage[]): Usage {
  return {
    peak: Math.max(...usage.map(({ peak }) => peak)),
    cpu: Math.max(...usage.map(({ cpu }) => cpu)),
  };
}

function manyFiles([first]: readonly BackupFile[]): BackupFile[] {
  if (first === undefined) throw new Error('the sample backup has no files');
  return Array.from({ length: 1000 }, (_, index) => ({ ...first, name: `${index}_${first.name}` }));
}
