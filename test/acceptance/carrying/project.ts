import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type PackagesManifest } from '../../../scripts/bundle/packages';
import { findEngine } from '../../../scripts/engine';
import { installLibrary } from './installed-library';

/** What a stack has beside a `DdsProvider` and a resource that needs no provider. */
export interface StackContent {
  readonly second?: { readonly source: string; readonly version: string };
}

export interface Ran {
  readonly code: number;
  /** Standard output and error. */
  readonly output: string;
}

/** The app of every project: stacks as `stacks.json` describes them. */
const program = `
const { App, TerraformProvider, TerraformResource, TerraformStack, Testing } = require('cdktf');
const { DdsProvider } = require('cdktf-huaweicloud-dds');

function stack(scope, id, { second }) {
  const made = new TerraformStack(scope, id);
  new DdsProvider(made, 'dds', { region: 'eu-west-101' });
  new TerraformResource(made, 'data', { terraformResourceType: 'terraform_data' });
  if (second) {
    const name = second.source.split('/').pop();
    new TerraformProvider(made, 'second', {
      terraformResourceType: name,
      terraformProviderSource: second.source,
      terraformGeneratorMetadata: { providerName: name, providerVersionConstraint: second.version },
    });
  }
  return made;
}

const stacks = Object.entries(require('./stacks.json'));
if (process.argv[2] === 'full-synth') {
  for (const [id, content] of stacks) console.log(Testing.fullSynth(stack(Testing.app(), id, content)));
} else {
  const app = new App();
  for (const [id, content] of stacks) stack(app, id, content);
  app.synth();
}
`;

/** A CDKTF project on disk, with the library installed, run with the real command line tools and `home` as home. */
export class Project {
  static async create(
    folder: string,
    home: string,
    config: Readonly<Record<string, string>> = {},
  ): Promise<Project> {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'main.js'), program);
    writeFileSync(
      path.join(folder, 'cdktf.json'),
      JSON.stringify({
        language: 'typescript',
        app: 'node main.js',
        projectId: 'acceptance',
        sendCrashReports: 'false',
        ...config,
      }),
    );
    const project = new Project(folder, home, config.output ?? 'cdktf.out');
    await project.install();
    project.describe({ stack: {} });
    return project;
  }

  private constructor(
    readonly folder: string,
    private readonly home: string,
    private readonly output: string,
  ) {}

  install(edition?: number): Promise<PackagesManifest> {
    return installLibrary(this.folder, edition);
  }

  /** Says which stacks the app has, by name. */
  describe(stacks: Readonly<Record<string, StackContent>>): void {
    writeFileSync(path.join(this.folder, 'stacks.json'), JSON.stringify(stacks));
  }

  /** Runs the CDKTF CLI, with the environment that a user has in CI. */
  cdktf(...args: string[]): Promise<Ran> {
    return this.run(process.execPath, [require.resolve('cdktf-cli/bundle/bin/cdktf'), ...args]);
  }

  deploy(...stacks: string[]): Promise<Ran> {
    return this.cdktf('deploy', ...stacks, '--auto-approve');
  }

  /** Runs the app without the CDKTF CLI. */
  node(...args: string[]): Promise<Ran> {
    return this.run(process.execPath, ['main.js', ...args]);
  }

  /** Runs Terraform or OpenTofu in the folder of a stack. */
  async engine(folder: string, ...args: string[]): Promise<Ran> {
    return this.run(await findEngine(), args, folder);
  }

  /** The same where there is nothing else on the PATH, and so no Node. */
  async engineAlone(folder: string, ...args: string[]): Promise<Ran> {
    const engine = await findEngine();
    const file = execFileSync('sh', ['-c', 'command -v "$0"', engine], { encoding: 'utf8' }).trim();
    return this.run(file, args, folder, '/nowhere');
  }

  stackFolder(stack = 'stack'): string {
    return path.join(this.folder, this.output, 'stacks', stack);
  }

  lockFile(stack?: string): string {
    return readFileSync(path.join(this.stackFolder(stack), '.terraform.lock.hcl'), 'utf8');
  }

  /** Versions of our provider that the engine has installed for the stack. */
  installedVersions(stack?: string): string[] {
    const folder = path.join(
      this.stackFolder(stack),
      '.terraform/providers/terraform.internal/huaweicloud/dds',
    );
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  private async run(
    file: string,
    args: readonly string[],
    cwd = this.folder,
    PATH = process.env.PATH,
  ): Promise<Ran> {
    const env = {
      PATH,
      HOME: this.home,
      TERRAFORM_BINARY_NAME: await findEngine(),
      CHECKPOINT_DISABLE: '1',
      CI: '1',
      HW_METADATA_DISABLED: 'true',
    };
    return new Promise((resolve) => {
      execFile(file, args, { cwd, env, timeout: 90_000 }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
      });
    });
  }
}
