import { type IResolvable } from 'cdktf';
import { type BackupFilter } from './backup-filter';
import { type BlockArguments } from './block-arguments';

/** Which backup to look up: the newest that matches all of the given criteria. */
export interface BackupLookupProps extends BackupFilter, BlockArguments {
  /**
   * Whether to use the newest if several match. Otherwise the run fails and lists them.
   *
   * @default true
   */
  readonly mostRecent?: boolean | IResolvable;

  /**
   * Whether to wait, for as long as `timeouts` allows, until the backup is completed. A backup that is still in
   * progress then matches too.
   *
   * @default false
   */
  readonly waitForCompletion?: boolean | IResolvable;

  /**
   * Time limits.
   *
   * @default - 20 minutes
   */
  readonly timeouts?: BackupLookupTimeouts;
}

/** Where and how to look up a backup by its ID. */
export interface BackupIdOptions extends BlockArguments {
  /**
   * ID of the instance that the backup was taken from. Required for incremental backups.
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
   * @default - the project of the provider, or that of `region` if set
   */
  readonly projectId?: string;

  /**
   * Whether to wait, for as long as `timeouts` allows, until the backup is completed.
   *
   * @default false
   */
  readonly waitForCompletion?: boolean | IResolvable;

  /**
   * Time limits.
   *
   * @default - 20 minutes
   */
  readonly timeouts?: BackupLookupTimeouts;
}

/** How long looking up a `Backup` may take. */
export interface BackupLookupTimeouts {
  /**
   * For the backup and, with `waitForCompletion`, for its completion: a duration such as `30s` or `20m`.
   *
   * @default "20m"
   */
  readonly read?: string;
}
