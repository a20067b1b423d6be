/**
 * `npm run demo`: the main job from end to end, against the simulator.
 *
 * Builds, deploys `examples/backup-links` with the plain CDKTF CLI, shows the outputs, downloads through the first link
 * to prove that it is live, and destroys. Nothing is left running, also after Ctrl-C.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSimulator } from '../lib/simulator/simulator';
import { run } from './child-process';
import { findEngine } from './engine';

interface BackupFile {
  readonly name: string;
  readonly size: number;
  readonly expires_at: string | null;
}

interface Outputs {
  readonly backup_bucket: string;
  readonly backup_files: readonly BackupFile[];
  readonly backup_download_links: Readonly<Record<string, string>>;
}

const root = path.join(__dirname, '..');
const stack = 'backup-links';

async function demo(signal: AbortSignal): Promise<void> {
  const engine = await findEngine();
  console.log(`Building the library and its provider …`);
  await run(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], {
    cwd: root,
    env: process.env,
    signal,
  });

  const cloud = await startSimulator();
  const scratch = await mkdtemp(path.join(tmpdir(), 'dds-demo-'));
  try {
    console.log(`A simulated Huawei Cloud listens at ${cloud.url}; the engine is ${engine}.`);
    const outputsFile = path.join(scratch, 'outputs.json');
    const cliConfig = path.join(scratch, 'cli.tfrc');
    await writeFile(cliConfig, '');
    const cdktf = (...args: string[]) =>
      run(process.execPath, [require.resolve('cdktf-cli/bundle/bin/cdktf'), ...args], {
        cwd: root,
        signal,
        env: {
          ...withoutCloudSettings(process.env),
          ...cloud.environment,
          ...(process.stdout.isTTY ? {} : { CI: '1' }), // no redrawing where nobody watches
          CHECKPOINT_DISABLE: '1',
          DDS_BACKUP_ID: cloud.backups.cluster.id,
          DDS_ENDPOINT: cloud.url,
          DDS_INSTANCE_ID: cloud.backups.cluster.instanceId,
          TERRAFORM_BINARY_NAME: engine,
          TF_CLI_CONFIG_FILE: cliConfig, // whatever the user's own one says of provider_installation
        },
      });
    await cdktf(
      'deploy',
      stack,
      '--auto-approve',
      ...['--outputs-file', outputsFile, '--outputs-file-include-sensitive-outputs'],
    );
    const outputs = JSON.parse(await readFile(outputsFile, 'utf8')) as Record<string, Outputs>;
    await show(outputs[stack], signal);
    await cdktf('destroy', stack, '--auto-approve');
  } finally {
    await rm(scratch, { recursive: true, force: true });
    await cloud.close();
  }
}

/** Keys, tokens and proxies of the real cloud stay out of it. */
function withoutCloudSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:HW|OS)_/.test(name)));
}

/** What the deploy said, and the proof that a link of it works. */
async function show(outputs: Outputs | undefined, signal: AbortSignal): Promise<void> {
  if (outputs === undefined) throw new Error('the deploy left no outputs');
  console.log(`\nbucket  ${outputs.backup_bucket}\n`);
  const rows = outputs.backup_files.map(({ name, size, expires_at }) => [
    name,
    `${size} KB`,
    validity(expires_at),
  ]);
  console.log(table([['file', 'size', 'link valid for'], ...rows]));
  const [first] = Object.entries(outputs.backup_download_links);
  if (first === undefined) throw new Error('the backup has no files');
  const [name, link] = first;
  const response = await fetch(link, { signal });
  if (!response.ok) throw new Error(`the link of ${name} answered ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  console.log(`\nfetched ${name}: ${bytes.length} bytes, sha256 ${sha256}\n`);
}

function table(rows: readonly (readonly string[])[]): string {
  const width = (column: number) => Math.max(...rows.map((row) => (row[column] ?? '').length));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(width(column)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function validity(expiresAt: string | null): string {
  if (expiresAt === null) return 'unknown';
  const seconds = Math.floor((Date.parse(expiresAt) - Date.now()) / 1000);
  return seconds > 0 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : 'expired';
}

async function main(): Promise<void> {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interruption.abort());
  }
  try {
    await demo(interruption.signal);
  } catch (error) {
    console.error(interruption.signal.aborted ? 'Interrupted.' : reason(error));
    process.exitCode = interruption.signal.aborted ? 130 : 1;
  }
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));

void main();
