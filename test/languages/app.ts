import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { type Simulator } from '../../lib/simulator/simulator';
import { findEngine } from '../../scripts/engine';

export const root = path.join(__dirname, '..', '..');
export const dist = path.join(root, 'dist');

export interface Ran {
  readonly code: number;
  /** Standard output and error. */
  readonly output: string;
}

/** The only file in `folder` whose name matches. */
export function fileIn(folder: string, pattern: RegExp): string {
  const names = readdirSync(folder).filter((name) => pattern.test(name));
  if (names.length !== 1)
    throw new Error(`${names.length} files in ${folder} match ${pattern.source}`);
  return path.join(folder, names[0]!);
}

/** `test`, or a loud skip where a program is missing. */
export function testWith(...programs: string[]): jest.It {
  const missing = programs.filter((program) => spawnSync('which', [program]).status !== 0);
  if (missing.length === 0) return test;
  console.warn(
    `SKIPPED, because there is no ${missing.join(' and no ')} on the PATH: ${__filename}`,
  );
  return test.skip;
}

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A project in a folder of its own, whose stack `backup-links` exports the links of the simulator's sample backup. */
export class App {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'dds-app-'));

  constructor(private readonly cloud: Simulator) {
    folders.push(this.folder);
    mkdirSync(this.file('home'));
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  /** Runs a program, which must succeed. */
  async run(file: string, ...args: string[]): Promise<string> {
    const { code, output } = await this.attempt(file, ...args);
    if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}:\n${output}`);
    return output;
  }

  async attempt(file: string, ...args: string[]): Promise<Ran> {
    const env = await this.environment();
    return new Promise((resolve) => {
      const options = { cwd: this.folder, env, timeout: 240_000, maxBuffer: 1e8 };
      execFile(file, args, options, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
      });
    });
  }

  /** Deploys with a command line, and gives the bytes behind the link in the outputs. */
  async deployed(...cli: [string, ...string[]]): Promise<Buffer> {
    const [program, ...args] = cli;
    const outputs = this.file('outputs.json');
    await this.run(
      ...([program, ...args, 'deploy', '--auto-approve'] as const),
      ...['--outputs-file', outputs, '--outputs-file-include-sensitive-outputs'],
    );
    const stacks = JSON.parse(readFileSync(outputs, 'utf8')) as Record<
      string,
      { backup_download_links: Record<string, string> } | undefined
    >;
    const [link] = Object.values(stacks['backup-links']!.backup_download_links);
    return Buffer.from(await (await fetch(link!)).arrayBuffer());
  }

  /** What the links must lead to. */
  get expected(): Buffer {
    return this.cloud.contentOf(this.cloud.backups.single.files[0]!);
  }

  private async environment(): Promise<NodeJS.ProcessEnv> {
    const { instanceId, id } = this.cloud.backups.single;
    return {
      ...this.cloud.environment,
      PATH: `${this.file('bin')}:${process.env.PATH ?? ''}`,
      HOME: homedir(), // where tools keep what they have fetched
      CDKTF_HOME: this.file('home'),
      DDS_ENDPOINT: this.cloud.url,
      DDS_INSTANCE_ID: instanceId,
      DDS_BACKUP_ID: id,
      TERRAFORM_BINARY_NAME: await findEngine(),
      TF_CLI_CONFIG_FILE: '/dev/null',
      CHECKPOINT_DISABLE: '1',
      DISABLE_VERSION_CHECK: '1',
      CI: '1',
    };
  }
}

/** The command line tool of CDKTF, as the checkout has it. */
export const cdktf: [string, string] = [
  process.execPath,
  path.join(root, 'node_modules/cdktf-cli/bundle/bin/cdktf'),
];
