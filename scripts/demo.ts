/**
 * `npm run demo`: the main job from end to end, against the simulator.
 *
 * Builds, deploys `examples/backup-links` with the plain CDKTF CLI, shows the outputs, downloads through the first link
 * to prove that it is live, and destroys. Nothing is left running, also after Ctrl-C, and nothing but the log is kept.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { startSimulator, type Simulator } from '../lib/simulator/simulator';
import { run } from './child-process';
import { findEngine } from './engine';
import { runScript } from './run-script';
import { StepReport } from './step-report';

const usage = `Usage: npm run demo -- [options]
  --verbose    show what the build, the CDKTF CLI and the engine print, instead of logging it
  --no-build   use what an earlier build left in build/`;

interface BackupFile {
  readonly name: string;
  readonly size: number;
  readonly group_name: string | null;
  readonly expires_at: string | null;
}

interface Outputs {
  readonly backup_bucket: string;
  readonly backup_files: readonly BackupFile[];
  readonly backup_download_links: Readonly<Record<string, string>>;
}

const root = path.join(__dirname, '..');
const log = path.join(root, 'build', 'demo.log');
const stack = 'backup-links';

async function demo(options: ReturnType<typeof chosen>, signal: AbortSignal): Promise<void> {
  const engine = await findEngine();
  console.log(`The links of a backup, from a simulated Huawei Cloud, with cdktf and ${engine}:\n`);
  console.log(
    `  main.ts ─ synth ─▶ cdk.tf.json ─ ${engine} ─▶ the provider on board ─ HTTP ─▶ simulated cloud\n`,
  );
  const report = new StepReport(options.verbose ? undefined : log);
  try {
    if (!options['no-build']) {
      await report.step('build the library and its provider', () => build(report, signal));
    }
    await deployAndDestroy(report, engine, signal);
  } finally {
    report.close();
  }
  if (!options.verbose) {
    console.log(`\nWhat the steps printed is in ${path.relative(process.cwd(), log)}.`);
  }
}

const build = ({ output }: StepReport, signal: AbortSignal) =>
  run(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], {
    cwd: root,
    env: { ...process.env, ...plain(output) },
    signal,
    output,
  });

async function deployAndDestroy(
  report: StepReport,
  engine: string,
  signal: AbortSignal,
): Promise<void> {
  const cloud = await startSimulator();
  const folder = await mkdtemp(path.join(tmpdir(), 'dds-demo-'));
  try {
    await writeFile(path.join(folder, 'cdktf.json'), JSON.stringify(project()));
    const env = { ...environment(cloud, engine, folder), ...plain(report.output) };
    await writeFile(env.TF_CLI_CONFIG_FILE, '');
    const cdktf = (...args: string[]) =>
      run(process.execPath, [require.resolve('cdktf-cli/bundle/bin/cdktf'), ...args], {
        cwd: folder,
        signal,
        env,
        output: report.output,
      });
    const outputsFile = path.join(folder, 'outputs.json');
    await report.step(`cdktf deploy examples/${stack}`, () =>
      cdktf(
        ...['deploy', stack, '--auto-approve'],
        ...['--outputs-file', outputsFile, '--outputs-file-include-sensitive-outputs'],
      ),
    );
    const outputs = outputsIn(await readFile(outputsFile, 'utf8'));
    show(outputs);
    await fetchFirst(report, outputs, signal);
    await report.step('cdktf destroy', () => cdktf('destroy', stack, '--auto-approve'));
  } finally {
    await rm(folder, { recursive: true, force: true });
    await cloud.close();
  }
}

/** What the example and the engine are told about the simulator. */
const environment = (cloud: Simulator, engine: string, folder: string) => ({
  ...withoutCloudSettings(process.env),
  ...cloud.environment,
  CHECKPOINT_DISABLE: '1',
  DDS_BACKUP_ID: cloud.backups.cluster.id,
  DDS_ENDPOINT: cloud.url,
  DDS_INSTANCE_ID: cloud.backups.cluster.instanceId,
  TERRAFORM_BINARY_NAME: engine,
  TF_CLI_CONFIG_FILE: path.join(folder, 'cli.tfrc'), // empty: the user's own may hide the provider
});

/** The `cdktf.json` of a project whose program is the example. */
const project = () => ({
  language: 'typescript',
  app: `node --import "${pathToFileURL(require.resolve('tsx')).href}" "${path.join(root, 'examples', stack, 'main.ts')}"`,
  projectId: 'demo',
  sendCrashReports: 'false',
});

/** Neither colours nor redrawing where nobody watches. */
const plain = (output: number | undefined): Record<string, string> =>
  output === undefined && process.stdout.isTTY ? {} : { CI: '1', NO_COLOR: '1', FORCE_COLOR: '0' };

/** Keys, tokens and proxies of the real cloud stay out of it. */
function withoutCloudSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:HW|OS)_/.test(name)));
}

function outputsIn(text: string): Outputs {
  const outputs = (JSON.parse(text) as Record<string, Outputs | undefined>)[stack];
  if (outputs === undefined) throw new Error('the deploy left no outputs');
  return outputs;
}

/** The outputs, once. Of a link only where it leads: the rest is what makes it a secret. */
function show(outputs: Outputs): void {
  console.log(`\n  backup_bucket = ${outputs.backup_bucket}`);
  console.log('  backup_files =');
  const rows = outputs.backup_files.map(({ name, size, group_name, expires_at }) => [
    name,
    `${size} KB`,
    group_name ?? '',
    `link valid for ${validity(expires_at)}`,
  ]);
  console.log(table(rows));
  console.log('  backup_download_links (sensitive) =');
  const links = Object.entries(outputs.backup_download_links);
  console.log(table(links.map(([name, link]) => [name, `${new URL(link).origin}/…`])));
  console.log();
}

/** The proof that a link of the deploy works. */
async function fetchFirst(
  report: StepReport,
  outputs: Outputs,
  signal: AbortSignal,
): Promise<void> {
  const [first] = Object.entries(outputs.backup_download_links);
  if (first === undefined) throw new Error('the backup has no files');
  const [name, link] = first;
  const bytes = await report.step('download the first file through its link', async () => {
    const response = await fetch(link, { signal });
    if (!response.ok) throw new Error(`the link of ${name} answered ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  console.log(`\n    ${name}  ${bytes.length} bytes\n    sha256 ${sha256}\n`);
}

function table(rows: readonly (readonly string[])[]): string {
  const width = (column: number) => Math.max(...rows.map((row) => (row[column] ?? '').length));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(width(column)));
  return rows.map((row) => `    ${line(row).join('  ').trimEnd()}`).join('\n');
}

function validity(expiresAt: string | null): string {
  if (expiresAt === null) return 'an unknown time';
  const seconds = Math.floor((Date.parse(expiresAt) - Date.now()) / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function chosen() {
  return parseArgs({
    options: {
      verbose: { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

void runScript(async (signal) => {
  const options = chosen();
  if (options.help) console.log(usage);
  else await demo(options, signal);
});
