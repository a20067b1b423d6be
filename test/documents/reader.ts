import { spawn } from 'node:child_process';
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
import { text } from 'node:stream/consumers';
import { findEngine } from '../../scripts/engine';
import { library } from '../shipped/shipped-package';
import { root } from './blocks';

/** Somebody who follows the documents in an empty folder. */
export class Reader {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'dds reader '));
  private readonly home = path.join(this.folder, 'home');

  /** @param settings environment variables of the reader's shell */
  constructor(private readonly settings: Readonly<Record<string, string>>) {
    mkdirSync(this.home);
    this.write('package.json', '{ "private": true }');
  }

  /** `npm install` of this package and of what a project needs beside it, without a registry. */
  install(...names: string[]): void {
    mkdirSync(this.file('node_modules/.bin'), { recursive: true });
    cpSync(library, this.file('node_modules/cdktf-huaweicloud-dds'), { recursive: true });
    for (const name of names) {
      symlinkSync(path.join(root, 'node_modules', name), this.file(`node_modules/${name}`));
    }
    symlinkSync(path.join(root, 'node_modules/.bin/cdktf'), this.file('node_modules/.bin/cdktf'));
    symlinkSync(
      '../cdktf-huaweicloud-dds/build/cli/dds-backup.cjs',
      this.file('node_modules/.bin/dds-backup'),
    );
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  write(name: string, content: string): void {
    writeFileSync(this.file(name), content);
  }

  read(name: string): Buffer {
    return readFileSync(this.file(name));
  }

  /** Types the lines of a document into a shell; each must succeed. Gives what they print. */
  async type(lines: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
    const shell = spawn('sh', ['-eu', '-c', lines], {
      cwd: this.folder,
      env: {
        ...this.settings,
        PATH: process.env.PATH,
        HOME: this.home,
        TERRAFORM_BINARY_NAME: await findEngine(),
        CHECKPOINT_DISABLE: '1',
        CI: '1',
        npm_config_offline: 'true',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => shell.once('close', resolve));
    const [stdout, stderr] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
    const code = await ended;
    if (code !== 0) throw new Error(`exit code ${code ?? 'none'} of\n${lines}\n${stdout}${stderr}`);
    return stdout;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
