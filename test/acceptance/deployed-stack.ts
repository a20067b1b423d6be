import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { DdsProvider, type DdsProviderProps } from '../../lib';
import { type Simulator } from '../../lib/simulator/simulator';
import { findEngine } from '../../scripts/engine';

/** What a run of the engine said, without colours. */
export interface Run {
  readonly exitCode: number | null;
  readonly output: string;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Aborting presses Ctrl-C. */
  readonly interrupt?: AbortSignal;
}

/** A stack that was synthesized with our constructs and initialized by a real engine, as users have it. */
export class DeployedStack {
  /** `define` adds to a stack that has the provider already. */
  public static async of(
    cloud: Simulator,
    define: (stack: TerraformStack, provider: DdsProvider) => void,
    settings: DdsProviderProps = {},
  ): Promise<DeployedStack> {
    const outdir = mkdtempSync(path.join(tmpdir(), 'dds stack '));
    const app = new App({ outdir });
    const stack = new TerraformStack(app, 'stack');
    new LocalBackend(stack, { path: 'terraform.tfstate' });
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

  public get folder(): string {
    return path.join(this.outdir, 'stacks', 'stack');
  }

  /** Runs the engine with the arguments; fails only when it cannot be started. */
  public run(args: readonly string[], { env = {}, interrupt }: RunOptions = {}): Promise<Run> {
    const child = spawn(
      this.engine,
      [...args, ...(COLOURED.has(args[0] ?? '') ? ['-no-color'] : [])],
      {
        cwd: this.folder,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...this.cloud.environment, TF_IN_AUTOMATION: '1', ...env },
      },
    );
    const press = () => child.pid !== undefined && process.kill(-child.pid, 'SIGINT');
    interrupt?.addEventListener('abort', press, { once: true });
    const chunks: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
    }
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode) => resolve({ exitCode, output: chunks.join('') }));
    });
  }

  public plan(...args: string[]): Promise<Run> {
    return this.run(['plan', '-input=false', ...args]);
  }

  public apply(...args: string[]): Promise<Run> {
    return this.run(['apply', '-input=false', '-auto-approve', ...args]);
  }

  public async outputs(): Promise<Record<string, { value: unknown; sensitive: boolean }>> {
    const { output } = await this.run(['output', '-json']);
    return JSON.parse(output) as Record<string, { value: unknown; sensitive: boolean }>;
  }

  public readState(): Promise<string> {
    return readFile(path.join(this.folder, 'terraform.tfstate'), 'utf8');
  }

  public remove(): void {
    rmSync(this.outdir, { recursive: true, force: true });
  }
}

const COLOURED = new Set(['init', 'validate', 'plan', 'apply', 'destroy']);
