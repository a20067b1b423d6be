import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** How a run of the engine ended, and what it printed, without colours. */
export interface EngineRun {
  /** Also 1 if the engine could not be started or ran for too long. */
  readonly exitCode: number;
  /** Standard output and error. */
  readonly output: string;
}

export interface TerraformProjectOptions {
  /** Terraform or OpenTofu. @default - TERRAFORM_BINARY_NAME, else `terraform` */
  readonly engine?: string;
  /** Folders of the executables under test, by source. No registry is asked for these providers. */
  readonly providers: Readonly<Record<string, string>>;
  /** The configuration, in HCL. */
  readonly configuration: string;
  /** Environment variables of the engine besides PATH and HOME. @default - none */
  readonly env?: Readonly<Record<string, string>>;
}

/** Milliseconds that one run of the engine may take. */
const LONGEST_RUN = 120_000;

/** A configuration in a folder of its own, run by a real Terraform or OpenTofu with providers that were just built. */
export class TerraformProject {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'terraform-project-'));

  constructor(private readonly options: TerraformProjectOptions) {
    mkdirSync(this.file('home'));
    writeFileSync(this.file('main.tf'), options.configuration);
    writeFileSync(this.file('terraform.rc'), cliConfiguration(options.providers));
  }

  /** Applies the configuration and returns its outputs. Throws what the engine printed if that fails. */
  async apply(): Promise<Readonly<Record<string, unknown>>> {
    await this.succeed('apply', '-auto-approve');
    const outputs = JSON.parse(await this.succeed('output', '-json')) as OutputsJson;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** Runs the engine with these arguments, in the folder. */
  run(command: string, ...args: readonly string[]): Promise<EngineRun> {
    const { engine = process.env.TERRAFORM_BINARY_NAME ?? 'terraform' } = this.options;
    const env = {
      PATH: process.env.PATH,
      HOME: this.file('home'),
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      TF_CLI_ARGS: '-no-color',
      TF_CLI_CONFIG_FILE: this.file('terraform.rc'),
      ...this.options.env,
    };
    const options = { cwd: this.folder, env, timeout: LONGEST_RUN };
    return new Promise((resolve) => {
      execFile(engine, [command, ...args], options, (error, stdout, stderr) => {
        const output = stdout + stderr;
        if (error === null) resolve({ exitCode: 0, output });
        else if (typeof error.code === 'number') resolve({ exitCode: error.code, output });
        // It did not start, or ran for too long: only the error says so.
        else resolve({ exitCode: 1, output: output + error.message });
      });
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async succeed(command: string, ...args: readonly string[]): Promise<string> {
    const { exitCode, output } = await this.run(command, ...args);
    if (exitCode !== 0) throw new Error(`${command} failed:\n${output}`);
    return output;
  }

  private file(name: string): string {
    return path.join(this.folder, name);
  }
}

type OutputsJson = Readonly<Record<string, { readonly value: unknown }>>;

/** Source: Terraform, "CLI Configuration", "Development Overrides for Provider Developers". */
function cliConfiguration(providers: Readonly<Record<string, string>>): string {
  const overrides = Object.entries(providers).map(
    ([source, folder]) => `    ${JSON.stringify(source)} = ${JSON.stringify(folder)}\n`,
  );
  return `provider_installation {\n  dev_overrides {\n${overrides.join('')}  }\n  direct {}\n}\n`;
}
