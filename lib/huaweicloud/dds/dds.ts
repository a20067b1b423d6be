import { settingError } from '../cloud-error';
import { wrongId } from '../identifiers';
import { type Session } from '../session';
import { backupDownloadLinks, type BackupDownloadLinks } from './backup-download-links';
import { type BackupFilter } from './backup-filter';
import { type Backup, listBackups } from './list-backups';

/** Backups, and where they were asked for. */
export interface Backups {
  readonly region: string;
  readonly projectId: string;
  /** The newest first. */
  readonly backups: readonly Backup[];
}

/** Document Database Service in one region and project. */
export class Dds {
  /** @param open gives the session, for which settings may have to be read first */
  constructor(private readonly open: (signal: AbortSignal) => Promise<Session>) {}

  /**
   * Fresh links for the files of a backup.
   * @throws CloudError
   */
  async backupDownloadLinks(
    instanceId: string,
    backupId: string,
    signal: AbortSignal,
  ): Promise<BackupDownloadLinks> {
    requireId('instance_id', instanceId);
    requireId('backup_id', backupId);
    return backupDownloadLinks(await this.open(signal), { instanceId, backupId }, signal);
  }

  /**
   * All backups that fit the filter.
   * @throws CloudError
   */
  async backups(filter: BackupFilter, signal: AbortSignal): Promise<Backups> {
    const session = await this.open(signal);
    const backups = await listBackups(session, filter, signal);
    return { region: session.region, projectId: await session.projectId(signal), backups };
  }
}

function requireId(argument: string, id: string): void {
  const problem = id.trim() === '' ? `${argument} is empty.` : wrongId(id);
  if (problem !== undefined) throw settingError(argument, `Invalid ${argument}`, problem);
}
