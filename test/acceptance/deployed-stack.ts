import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { type Simulator } from '../../lib/simulator/simulator';
import { findEngine } from '../../scripts/engine';
import { afterTest } from '../after-test';
import { type Run, RunningEngine } from './running-engine';
import { DdsProvider, type DdsProviderProps } from 'cdktf-huaweicloud-dds';

export interface RunOptions {
  /** Beside the environment that leads to the simulator; undefined takes a variable away. */
  readonly env?: NodeJS.ProcessEnv;
  /** Another stack that was defined in the same app. @default "stack" */
  readonly stack?: string;
}

/**
 * A stack that was synthesized with our constructs and initialized by a real engine, as users have it. The engine runs
 * with everything logged, and no test ends well whose log tells a secret.
 */
export class DeployedStack {
  /** `define` adds to a stack that has the provider already. */
  static async of(
    cloud: Simulator,
    define: (stack: TerraformStack, provider: DdsProvider) => void,
    settings: DdsProviderProps = {},
  ): Promise<DeployedStack> {
    const outdir = mkdtempSync(path.join(tmpdir(), 'dds stack '));
    const app = new App({ outdir });
    const stack = new TerraformStack(app, 'stack');
    new LocalBackend(stack, { path: path.join(outdir, 'stacks/stack/terraform.tfstate') });
    const provider = new DdsProvider(stack, 'dds', {
      endpoints: cloud.endpoints,
      ...settings,
    });
    define(stack, provider);
    app.synth();
    const deployed = new DeployedStack(outdir, cloud, await findEngine());
    const { exitCode, output } = await deployed.run(['init']);
    if (exitCode !== 0) throw new Error(output);
    return deployed;
  }

  private constructor(
    private readonly outdir: string,
    private readonly cloud: Simulator,
    private readonly engine: string,
  ) {}

  get folder(): string {
    return path.join(this.outdir, 'stacks', 'stack');
  }

  /** Runs the engine with the arguments; fails only when it cannot be started. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    const run = await this.start(args, options).ended;
    const wasAskedForSecrets = args[0] === 'output' || args[0] === 'show';
    this.requireNoSecrets(wasAskedForSecrets ? '' : run.output);
    return run;
  }

  /** Like {@link run}, for who wants to see the engine while it runs. */
  start(args: readonly string[], { env = {}, stack = 'stack' }: RunOptions = {}): RunningEngine {
    const child = spawn(
      this.engine,
      [...args, ...(COLOURED.has(args[0] ?? '') ? ['-no-color'] : [])],
      {
        cwd: path.join(this.outdir, 'stacks', stack),
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          ...this.cloud.environment,
          TF_IN_AUTOMATION: '1',
          TF_LOG: 'TRACE',
          TF_LOG_PATH: this.log,
          ...env,
        },
      },
    );
    const engine = new RunningEngine(child);
    afterTest(() => engine.end());
    return engine;
  }

  plan(...args: string[]): Promise<Run> {
    return this.run(['plan', '-input=false', ...args]);
  }

  apply(...args: string[]): Promise<Run> {
    return this.run(['apply', '-input=false', '-auto-approve', ...args]);
  }

  async outputs(): Promise<Record<string, { value: unknown; sensitive: boolean }>> {
    const { output } = await this.run(['output', '-json']);
    return JSON.parse(output) as Record<string, { value: unknown; sensitive: boolean }>;
  }

  readState(): Promise<string> {
    return readFile(path.join(this.folder, 'terraform.tfstate'), 'utf8');
  }

  /** What every run so far has logged. */
  readLog(): Promise<string> {
    return readFile(this.log, 'utf8');
  }

  remove(): void {
    rmSync(this.outdir, { recursive: true, force: true });
  }

  private requireNoSecrets(output: string): void {
    const log = existsSync(this.log) ? readFileSync(this.log, 'utf8') : '';
    const written = `${output}\n${log}`;
    const { keys, users, identityProvider } = this.cloud.people;
    const secrets = [
      ...Object.values(keys).map(({ secretKey }) => secretKey),
      ...Object.values(users).map(({ password }) => password),
      identityProvider.idToken,
    ];
    if (secrets.some((secret) => written.includes(secret))) throw new Error('a secret was written');
    if (/[?&]Signature=\w/.test(written)) throw new Error('a link was written');
  }

  private get log(): string {
    return path.join(this.outdir, 'trace.log');
  }
}

const COLOURED = new Set(['init', 'validate', 'plan', 'apply', 'destroy']);
