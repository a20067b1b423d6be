import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Simulator } from '../../lib/simulator/simulator';
import { findEngine } from '../../scripts/engine';
import { library } from '../shipped/shipped-package';

const root = path.join(__dirname, '../..');

/** Milliseconds: a bound against hanging, for machines that do other things as well. */
const timeout = 200_000;

export interface Ran {
  readonly code: number;
  /** Standard output and error. */
  readonly output: string;
}

/**
 * An example, run by the real CDKTF command line tool against the simulator, in a project of its own that has the package
 * installed.
 */
export class Example {
  /** Where outputs and files of the example can be put, and its state is. */
  readonly folder = mkdtempSync(path.join(tmpdir(), 'dds example '));
  /** Home directory of the programs that are run, with no configuration in it. */
  readonly home = path.join(this.folder, 'home');

  /** @param settings environment variables beside those that lead to the simulator */
  constructor(
    private readonly name: string,
    private readonly cloud: Simulator,
    private readonly settings: Readonly<Record<string, string>>,
  ) {
    mkdirSync(this.home);
    cpSync(path.join(root, 'examples'), this.folder, { recursive: true });
    mkdirSync(this.file('node_modules'));
    for (const name of ['cdktf', 'constructs']) {
      symlinkSync(path.join(root, 'node_modules', name), this.file(`node_modules/${name}`));
    }
    symlinkSync(library, this.file('node_modules/cdktf-huaweicloud-dds'));
    const tsx = pathToFileURL(require.resolve('tsx')).href;
    const config = {
      language: 'typescript',
      app: `node --import "${tsx}" "${this.file(`${name}/main.ts`)}"`,
      projectId: 'examples',
      sendCrashReports: 'false',
    };
    writeFileSync(path.join(this.folder, 'cdktf.json'), JSON.stringify(config));
  }

  /** Deploys the example, which must succeed, and gives its outputs. */
  async deploy(): Promise<Readonly<Record<string, unknown>>> {
    const outputs = path.join(this.folder, 'outputs.json');
    const { code, output } = await this.cdktf(
      ...['deploy', '--auto-approve'],
      ...['--outputs-file', outputs, '--outputs-file-include-sensitive-outputs'],
    );
    if (code !== 0) throw new Error(output);
    if (output.includes('Signature=')) throw new Error(`a link was shown:\n${output}`);
    const stacks = JSON.parse(readFileSync(outputs, 'utf8')) as Record<string, object | undefined>;
    return { ...stacks[this.name] };
  }

  /** Runs the CDKTF command line tool. */
  cdktf(...args: readonly string[]): Promise<Ran> {
    return this.run(process.execPath, [require.resolve('cdktf-cli/bundle/bin/cdktf'), ...args]);
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  state(): string {
    return readFileSync(this.file(`terraform.${this.name}.tfstate`), 'utf8');
  }

  /** Runs a program in the example's folder, with its environment. */
  async run(file: string, args: readonly string[]): Promise<Ran> {
    const env = {
      ...this.cloud.environment,
      ...this.settings,
      PATH: process.env.PATH,
      HOME: this.home,
      DDS_ENDPOINT: this.cloud.url,
      DDS_FILE: this.file('fetched'),
      TERRAFORM_BINARY_NAME: await findEngine(),
      CHECKPOINT_DISABLE: '1',
      CI: '1',
    };
    return new Promise((resolve) => {
      execFile(file, args, { cwd: this.folder, env, timeout }, (error, stdout, stderr) => {
        const cut = error?.killed ? `\nended after ${timeout / 1000} s` : '';
        const code = error === null ? 0 : Number(error.code ?? 1);
        resolve({ code, output: stdout + stderr + cut });
      });
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
