import { spawnSync } from 'node:child_process';
import { root } from './built';
import { amountRow, ratioRow, type Row } from './row';
import { median, takingTurns } from './turns';

const MOST = { synth: 1.15, carrying: 20, import: 1.1 };
const RUNS = 15;

/** What the constructs add to a synth and to an import. Each run is a process of its own, as with `cdktf synth`. */
export async function constructs(): Promise<Row[]> {
  const times = await takingTurns(RUNS, {
    one: () => synth({ count: 1, level: 2, carries: true }),
    bareOne: () => synth({ count: 1, level: 1, carries: true }),
    carriesNothing: () => synth({ count: 1, level: 1, carries: false }),
    many: () => synth({ count: 200, level: 2, carries: true }),
    bareMany: () => synth({ count: 200, level: 1, carries: true }),
    import: () => timeOf(`require(${JSON.stringify(root)})`),
    importOfCdktf: () => timeOf(`require('cdktf')`),
  });
  return [
    ratioRow(
      'app.synth(), one construct, against bare L1s',
      median(times.one),
      median(times.bareOne),
      MOST.synth,
    ),
    ratioRow(
      'app.synth(), 200 constructs, against bare L1s',
      median(times.many),
      median(times.bareMany),
      MOST.synth,
    ),
    amountRow(
      'carrying the provider, a stack',
      median(times.bareOne) - median(times.carriesNothing),
      'ms',
      MOST.carrying,
    ),
    ratioRow(
      "import of the package, against that of 'cdktf'",
      median(times.import),
      median(times.importOfCdktf),
      MOST.import,
    ),
  ];
}

interface App {
  readonly count: number;
  /** Of the constructs: ours, or the generated ones. */
  readonly level: 1 | 2;
  /** Whether the provider is our construct, which carries the executable, or a bare one. */
  readonly carries: boolean;
}

/** Milliseconds that app.synth() takes in a new process. */
function synth({ count, level, carries }: App): Promise<number> {
  const link =
    level === 2
      ? 'new dds.BackupDownloadLinks(stack, id, ids)'
      : 'new dds.imports.DataDdsBackupDownloadLinks(stack, id, ids)';
  const provider = carries
    ? `new dds.DdsProvider(stack, 'dds')`
    : `new (class extends cdktf.TerraformProvider {})(stack, 'dds', {
        terraformResourceType: 'dds', terraformGeneratorMetadata: { providerName: 'dds', providerVersion: '0.0.0' } })`;
  return timeOf(
    `const cdktf = require('cdktf'); const dds = require(${JSON.stringify(root)});
    const app = new cdktf.App({ outdir });
    const stack = new cdktf.TerraformStack(app, 'stack');
    ${provider};
    const ids = { instanceId: 'instance', backupId: 'backup' };
    for (let n = 0; n < ${count}; n += 1) { const id = 'links' + n; ${link}; }`,
    'app.synth()',
  );
}

/** Milliseconds that the last statement takes, after the others, in a new process. */
function timeOf(...statements: readonly string[]): Promise<number> {
  const script = `
    const { mkdtempSync, rmSync } = require('node:fs');
    const outdir = mkdtempSync(require('node:os').tmpdir() + '/dds-bench-');
    try {
      ${statements.slice(0, -1).join(';\n')}
      const start = performance.now();
      ${statements.at(-1) ?? ''};
      process.stdout.write(String(performance.now() - start));
    } finally { rmSync(outdir, { recursive: true }); }`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return Promise.resolve(Number(stdout));
}
