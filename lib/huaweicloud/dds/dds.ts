import { settingError } from '../errors/cloud-error';
import { named } from '../errors/setting-names';
import { type BackupCriteria } from './backup-criteria';
import { backupDownloadLinks, type BackupDownloadLinks } from './backup-download-links';
import { wrongBackupId, wrongInstanceId } from './dds-ids';
import { type BackupAddress } from './find-reason';
import { type Backup, listBackups } from './list-backups';
import { type ProjectClient } from './project-client';

/** Backups, with their region and project. */
export interface Backups {
  readonly region: string;
  readonly projectId: string;
  /** The newest first. */
  readonly backups: readonly Backup[];
}

/** Document Database Service in one region and project. */
export class Dds {
  /** @param open makes the client, for which settings may have to be read first */
  constructor(private readonly open: (signal: AbortSignal) => Promise<ProjectClient>) {}

  /**
   * Fresh links for the files of a backup.
   * @throws CloudError
   */
  async backupDownloadLinks(
    backup: BackupAddress,
    signal: AbortSignal,
  ): Promise<BackupDownloadLinks> {
    requireId('instanceId', wrongInstanceId(backup.instanceId));
    requireId('backupId', wrongBackupId(backup.backupId));
    return backupDownloadLinks(await this.open(signal), backup, signal);
  }

  /**
   * All backups that match the criteria.
   * @throws CloudError
   */
  async backups(criteria: BackupCriteria, signal: AbortSignal): Promise<Backups> {
    const { instanceId, backupId } = criteria;
    if (instanceId) requireId('instanceId', wrongInstanceId(instanceId));
    if (backupId) requireId('backupId', wrongBackupId(backupId));
    const client = await this.open(signal);
    const backups = await listBackups(client, criteria, signal);
    return { region: client.region, projectId: await client.projectId(signal), backups };
  }
}

function requireId(parameter: string, problem: string | undefined): void {
  if (problem !== undefined) throw settingError(parameter, `Invalid ${named(parameter)}`, problem);
}
