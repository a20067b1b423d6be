import { type IResolvable } from 'cdktf';
import { type BackupFilter } from './backup-filter';
import { type BlockArguments } from './block-arguments';

/** Which backup is looked up: the newest that fits everything that is given. */
export interface BackupLookupProps extends BackupFilter, BlockArguments {
  /**
   * Whether to take the newest where several match. Otherwise the run fails and lists them.
   *
   * @default true
   */
  readonly mostRecent?: boolean | IResolvable;

  /**
   * Whether to wait, for as long as `timeouts` allows, until the backup is completed. One that is still being made then
   * fits too.
   *
   * @default false
   */
  readonly waitForCompletion?: boolean | IResolvable;

  /**
   * How long to wait.
   *
   * @default - 20 minutes
   */
  readonly timeouts?: BackupLookupTimeouts;
}

/** Where and how the backup with an ID is looked up. */
export interface BackupIdOptions extends BlockArguments {
  /**
   * ID of the instance that the backup was taken from. Incremental backups are found only with it.
   *
   * @default - looked up
   */
  readonly instanceId?: string;

  /**
   * Region of the backup.
   *
   * @default - the region of the provider
   */
  readonly region?: string;

  /**
   * ID of the project of the backup.
   *
   * @default - the project of the provider, or the one of `region`
   */
  readonly projectId?: string;

  /**
   * Whether to wait, for as long as `timeouts` allows, until the backup is completed.
   *
   * @default false
   */
  readonly waitForCompletion?: boolean | IResolvable;

  /**
   * How long to wait.
   *
   * @default - 20 minutes
   */
  readonly timeouts?: BackupLookupTimeouts;
}

/** How long the look-up of a `Backup` waits. */
export interface BackupLookupTimeouts {
  /**
   * For the backup, and with `waitForCompletion` for its completion: a duration such as `30s` or `20m`.
   *
   * @default "20m"
   */
  readonly read?: string;
}
