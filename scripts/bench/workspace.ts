import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { source } from '../../lib/provider/source';
import { type Simulator } from '../../lib/simulator/simulator';
import { providerFolder } from './built';

/** A folder with a configuration, in which an engine runs our provider as it was built. */
export class Workspace {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'dds-bench-'));
  readonly #environment: NodeJS.ProcessEnv;

  constructor(configuration: object, environment: NodeJS.ProcessEnv, leanGoFolder?: string) {
    const overrides = [`"${source}" = "${providerFolder}"`];
    if (leanGoFolder !== undefined) overrides.push(`"hashicorp/time" = "${leanGoFolder}"`);
    this.#write('main.tf.json', JSON.stringify(configuration));
    this.#write(
      'cli.tfrc',
      `provider_installation {\n  dev_overrides {\n    ${overrides.join('\n    ')}\n  }\n  direct {}\n}\n`,
    );
    this.#environment = {
      ...process.env,
      ...environment,
      CHECKPOINT_DISABLE: '1',
      HW_METADATA_DISABLED: 'true',
      TF_CLI_CONFIG_FILE: path.join(this.folder, 'cli.tfrc'),
    };
  }

  /** Milliseconds that the engine takes, in an environment with these variables too. Throws an error where it fails. */
  async time(
    engine: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): Promise<number> {
    rmSync(path.join(this.folder, 'terraform.tfstate'), { force: true });
    const start = performance.now();
    const child = spawn(engine, [...args, '-input=false'], {
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...this.#environment, ...env },
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    if (code !== 0)
      throw new Error(`${engine} ${args.join(' ')} failed: exit code ${String(code)}`);
    return performance.now() - start;
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #write(name: string, text: string): void {
    writeFileSync(path.join(this.folder, name), text);
  }
}

/** Reads the links of one backup so many times. */
export function readsOfLinks({ endpoints, backups }: Simulator, count: number): object {
  const { instanceId, id } = backups.cluster;
  return {
    terraform: { required_providers: { dds: { source } } },
    provider: { dds: { endpoints } },
    data: {
      dds_backup_download_links: { links: { count, instance_id: instanceId, backup_id: id } },
    },
  };
}

export const nothing = { resource: { terraform_data: { nothing: {} } } };

/** As little as a provider can be asked for. */
export const leanGoResource = {
  terraform: { required_providers: { time: { source: 'hashicorp/time' } } },
  resource: { time_static: { now: {} } },
};
