/** Which backups to find: those that match all of the given criteria. */
export interface BackupFilter {
  /**
   * Region of the backups.
   *
   * @default - the region of the provider
   */
  readonly region?: string;

  /**
   * ID of the project of the backups.
   *
   * @default - the project of the provider, or that of `region` if set
   */
  readonly projectId?: string;

  /**
   * ID of the backup. To find an incremental backup, set `instanceId` too.
   *
   * @default - any
   */
  readonly backupId?: string;

  /**
   * Part of the name.
   *
   * @default - any
   */
  readonly backupName?: string;

  /**
   * `Auto`, `Manual` or `Incremental`. `Incremental` requires `instanceId`.
   *
   * @default - `Auto` and `Manual`
   */
  readonly backupType?: string;

  /**
   * ID of the instance that the backups were taken from.
   *
   * @default - any
   */
  readonly instanceId?: string;

  /**
   * Part of the name of the instance.
   *
   * @default - any
   */
  readonly instanceName?: string;

  /**
   * Mode of the instance: `Sharding`, `ReplicaSet` or `Single`.
   *
   * @default - any
   */
  readonly mode?: string;

  /**
   * Status: `COMPLETED`, `BUILDING` or `FAILED`.
   *
   * @default - any, but `COMPLETED` for a single backup that is not looked up by its ID
   */
  readonly status?: string;

  /**
   * Part of the description.
   *
   * @default - any
   */
  readonly description?: string;

  /**
   * Earliest start time: RFC 3339, or `yyyy-mm-dd hh:mm:ss` in UTC. Requires `endTime`.
   *
   * @default - any
   */
  readonly beginTime?: string;

  /**
   * Latest start time: RFC 3339, or `yyyy-mm-dd hh:mm:ss` in UTC. Requires `beginTime`.
   *
   * @default - any
   */
  readonly endTime?: string;
}
