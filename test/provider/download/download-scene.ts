import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { type Value } from '../../../lib/terraform-plugin/cty/value';
import { type Kept, ManagedResource } from '../../../lib/terraform-plugin/testing/managed-resource';
import { afterTest } from '../../after-test';
import { filesBelow, temporaryDirectory } from '../../huaweicloud/obs/download-fixture';
import { startedProvider } from '../../shipped/started-provider';

export type Config = Record<string, Value>;
export type BackupName = keyof Simulator['backups'];

/** A cloud, the packed provider as an engine uses it, and a place on the disk; all ends after the test. */
export class DownloadScene {
  static async start(): Promise<DownloadScene> {
    const cloud = await startSimulator({ fileBytes: 100_000 });
    afterTest(() => cloud.close());
    const temporary = await temporaryDirectory();
    afterTest(() => temporary.remove());
    const { call } = await startedProvider();
    const downloads = await ManagedResource.of(call, 'dds_backup_download', {
      region: cloud.region,
      access_key: cloud.credentials.accessKey,
      secret_key: cloud.credentials.secretKey,
      auth_url: cloud.url,
      endpoints: { dds: cloud.url },
    });
    return new DownloadScene(cloud, downloads, temporary.path);
  }

  private constructor(
    readonly cloud: Simulator,
    readonly downloads: ManagedResource,
    /** Exists. */
    readonly parent: string,
  ) {}

  /** Two directories below what exists. */
  get directory(): string {
    return join(this.parent, 'made', 'deep');
  }

  configOf(name: BackupName, more: Config = {}): Config {
    const { instanceId, id } = this.cloud.backups[name];
    return { instance_id: instanceId, backup_id: id, directory: this.directory, ...more };
  }

  namesOf(name: BackupName): string[] {
    return this.cloud.backups[name].files.map((file) => file.name).toSorted();
  }

  /** Where the first file of a backup goes. */
  pathOf(name: BackupName): string {
    return join(this.directory, this.cloud.backups[name].files[0]!.name);
  }

  /** Plans and applies, as an engine does; fails on errors. Null destroys. */
  async deploy(config: Config | null, before?: Kept) {
    const planned = await this.downloads.plan(config, before);
    expect(planned.diagnostics).toEqual([]);
    const applied = await this.downloads.apply(planned, before);
    expect(applied.diagnostics).toEqual([]);
    return applied;
  }

  async expectQuietPlan(config: Config, kept: Kept): Promise<void> {
    const read = await this.downloads.read(kept);
    const planned = await this.downloads.plan(config, read);
    expect(read.state).toEqual(kept.state);
    expect(planned.state).toEqual(kept.state);
  }

  /** The files are there with the bytes of the backup, and nothing else. */
  async expectFiles(name: BackupName): Promise<void> {
    expect(await filesBelow(this.directory)).toEqual(this.namesOf(name));
    for (const file of this.cloud.backups[name].files) {
      const content = await readFile(join(this.directory, file.name));
      expect(content.equals(this.cloud.contentOf(file))).toBe(true);
    }
  }
}

export function filesOf({ state }: Pick<Kept, 'state'>): readonly Record<string, Value>[] {
  return (state as unknown as { files: readonly Record<string, Value>[] }).files;
}
