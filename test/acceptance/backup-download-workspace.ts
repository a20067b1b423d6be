import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Simulator } from '../../lib/simulator/simulator';
import { findEngine } from '../../scripts/engine';
import { afterTest } from '../after-test';
import { filesBelow } from '../huaweicloud/obs/download-fixture';
import { providerFolder } from '../shipped/shipped-package';
import { type Run, RunningEngine } from './running-engine';

const SOURCE = 'terraform.internal/huaweicloud/dds';

/** Arguments of the download, as they stand in HCL. */
export type Arguments = Readonly<Record<string, string>>;
export type BackupName = keyof Simulator['backups'];

/**
 * A folder with one `dds_backup_download` in plain HCL, run by a real engine with the packed provider. The engine logs
 * everything, and no link is ever in its output, its log, or its state.
 */
export class DownloadWorkspace {
  /** The download has the address `dds_backup_download.files` and goes to `files` in the folder. */
  static async of(
    cloud: Simulator,
    backup: BackupName,
    args: Arguments = {},
  ): Promise<DownloadWorkspace> {
    const workspace = new DownloadWorkspace(cloud, backup, await findEngine());
    afterTest(() => workspace.remove());
    workspace.define(args);
    return workspace;
  }

  private readonly folder = mkdtempSync(path.join(tmpdir(), 'dds workspace '));

  private constructor(
    readonly cloud: Simulator,
    readonly backup: BackupName,
    private readonly engine: string,
  ) {
    const overrides = `dev_overrides {\n ${quoted(SOURCE)} = ${quoted(providerFolder)}\n }`;
    writeFileSync(this.at('cli.tfrc'), `provider_installation {\n ${overrides}\n direct {}\n}\n`);
  }

  /** Writes the configuration. */
  define(args: Arguments = {}): void {
    const { instanceId, id } = this.cloud.backups[this.backup];
    const all = {
      instance_id: quoted(instanceId),
      backup_id: quoted(id),
      directory: '"files"',
      ...args,
    };
    const configuration = [
      `terraform {\n required_providers {\n dds = { source = ${quoted(SOURCE)} }\n }\n}`,
      `provider "dds" {\n endpoints = {${lines(mapped(this.cloud.endpoints, quoted), ' = ')} }\n}`,
      `resource "dds_backup_download" "files" {${lines(all, ' = ')}}`,
    ];
    writeFileSync(this.at('main.tf'), `${configuration.join('\n')}\n`);
  }

  start(...args: string[]): RunningEngine {
    const colours = COLOURED.has(args[0] ?? '') ? ['-no-color'] : [];
    const child = spawn(this.engine, [...args, ...colours], {
      cwd: this.folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...this.cloud.environment,
        CHECKPOINT_DISABLE: '1',
        TF_CLI_CONFIG_FILE: this.at('cli.tfrc'),
        TF_IN_AUTOMATION: '1',
        TF_LOG: 'TRACE',
        TF_LOG_PATH: this.at('log'),
      },
    });
    const engine = new RunningEngine(child);
    afterTest(() => engine.end());
    return engine;
  }

  async run(...args: string[]): Promise<Run> {
    const run = await this.start(...args).ended;
    this.requireNoLink(run.output);
    return run;
  }

  /** What the engine says; fails if it does not succeed. */
  async succeed(...args: string[]): Promise<string> {
    const { exitCode, output } = await this.run(...args);
    if (exitCode !== 0) throw new Error(output);
    return output;
  }

  /** What the engine says without the margins and line breaks that it puts into messages; fails if it succeeds. */
  async fail(...args: string[]): Promise<string> {
    const { exitCode, output } = await this.run(...args);
    if (exitCode !== 1) throw new Error(output);
    return output.replace(/^[│╷╵] ?/gm, '').replaceAll(/\s+/g, ' ');
  }

  plan = (...args: string[]) => this.succeed('plan', '-input=false', ...args);
  apply = (...args: string[]) => this.succeed(...APPLY, ...args);
  destroy = () => this.succeed('destroy', '-auto-approve');

  /** Fails if a plan would change anything. */
  expectQuietPlan = () => this.plan('-detailed-exitcode');

  get directory(): string {
    return this.at('files');
  }

  pathOf(name: string): string {
    return path.join(this.directory, name);
  }

  get names(): string[] {
    return this.cloud.backups[this.backup].files.map(({ name }) => name);
  }

  /** Whether a file has its final name. */
  has(name: string): boolean {
    return existsSync(this.pathOf(name));
  }

  /** Empty before the first apply. */
  readState(): string {
    const state = this.at('terraform.tfstate');
    return existsSync(state) ? readFileSync(state, 'utf8') : '';
  }

  writeState(state: string): void {
    writeFileSync(this.at('terraform.tfstate'), state);
  }

  /** What every run so far has logged. */
  readLog(): Promise<string> {
    return readFile(this.at('log'), 'utf8');
  }

  /** The files are there with the bytes of the backup, and nothing else. */
  async expectTheFiles(): Promise<void> {
    expect(await filesBelow(this.directory)).toEqual(this.names.toSorted());
    await this.expectNoWrongFile();
  }

  /** What has a final name has the bytes of the backup. */
  async expectNoWrongFile(): Promise<void> {
    for (const file of this.cloud.backups[this.backup].files.filter(({ name }) => this.has(name))) {
      const content = await readFile(this.pathOf(file.name));
      expect({ file, isRight: content.equals(this.cloud.contentOf(file)) }).toEqual({
        file,
        isRight: true,
      });
    }
  }

  private requireNoLink(output: string): void {
    const log = existsSync(this.at('log')) ? readFileSync(this.at('log'), 'utf8') : '';
    if (/[?&]Signature=/.test(`${output}\n${log}\n${this.readState()}`)) {
      throw new Error('a link was written');
    }
  }

  private remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private at(name: string): string {
    return path.join(this.folder, name);
  }
}

export const APPLY = ['apply', '-input=false', '-auto-approve'];
const COLOURED = new Set(['plan', 'apply', 'destroy', 'import']);

const quoted = (text: string) => JSON.stringify(text);

function mapped(values: Readonly<Record<string, string>>, change: (value: string) => string) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

/** A block, such as `timeouts`, begins with a brace and has no equals sign. */
function lines(values: Arguments, sign: string): string {
  const all = Object.entries(values).map(
    ([name, value]) => `\n ${name}${value.startsWith('{') ? ' ' : sign}${value}`,
  );
  return `${all.join('')}\n`;
}
