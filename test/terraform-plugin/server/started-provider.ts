import { spawn, type ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { buildSync } from 'esbuild';
import { type Certificate } from '../../../lib/terraform-plugin/server/grpc/certificate';
import { ENGINE_ENVIRONMENT } from '../../../lib/terraform-plugin/testing/engine-environment';
import { FixtureClient } from './fixture-client';

/** Of the tests of one file: bundles as they are published, in a folder that goes with them. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'server-test-'));
  private readonly started: StartedProvider[] = [];

  /** The path of the bundle of a file beside this one. */
  bundle(name: string): string {
    const outfile = join(this.folder, `${name}.js`);
    buildSync({
      entryPoints: [join(__dirname, `${name}.ts`)],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
    });
    return outfile;
  }

  start(file: string, env: NodeJS.ProcessEnv = ENGINE_ENVIRONMENT, ...args: string[]) {
    const provider = new StartedProvider(file, { ...bareEnvironment(), ...env }, args);
    this.started.push(provider);
    return provider;
  }

  async close(): Promise<void> {
    for (const { process } of this.started) process.kill('SIGTERM');
    await Promise.all(this.started.map(({ ended }) => ended));
    rmSync(this.folder, { recursive: true });
  }
}

/** Without what the test runner, or the person who runs it, has set for Terraform. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(TF_|PLUGIN_|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

export class StartedProvider {
  readonly process: ChildProcess;
  /** Resolves when the process has ended and all its output is read. */
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  stdout = '';
  stderr = '';
  private readonly logLines: Interface;

  constructor(file: string, env: NodeJS.ProcessEnv, args: readonly string[]) {
    this.process = spawn(process.execPath, [file, ...args], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const { stdout, stderr } = this.process;
    if (!stdout || !stderr) throw new Error('without pipes');
    stdout.on('data', (data: Buffer) => (this.stdout += data.toString()));
    stderr.on('data', (data: Buffer) => (this.stderr += data.toString()));
    this.logLines = createInterface(stderr);
    this.ended = once(this.process, 'close').then(([code, signal]: (string | number | null)[]) => ({
      code: code as number | null,
      signal: signal as string | null,
    }));
  }

  /** The first line on standard output. */
  async line(): Promise<string> {
    const stdout = this.process.stdout;
    while (stdout && !this.stdout.includes('\n')) await once(stdout, 'data');
    return this.stdout.slice(0, this.stdout.indexOf('\n') + 1);
  }

  /** Waits for a log line with this message. */
  async logged(message: string): Promise<void> {
    const text = JSON.stringify(message);
    if (this.stderr.includes(text)) return;
    for await (const [line] of on(this.logLines, 'line') as AsyncIterable<[string]>) {
      if (line.includes(text)) return;
    }
  }

  async socket(): Promise<string> {
    return (await this.line()).split('|')[3] ?? '';
  }

  /** As the engine would connect; `certificate` is the client's. */
  async connect(certificate?: Certificate, options: object = {}): Promise<FixtureClient> {
    const [, , , path, , own] = (await this.line()).trim().split('|');
    return new FixtureClient(path ?? '', own === '' ? undefined : own, certificate, options);
  }
}
