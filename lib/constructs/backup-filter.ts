/** Which backups are meant: those that fit everything that is given. */
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
   * @default - the project of the provider, or the one of `region`
   */
  readonly projectId?: string;

  /**
   * ID of the backup. Incremental backups are found only together with `instanceId`.
   *
   * @default - any
   */
  readonly backupId?: string;

  /**
   * A part of the name.
   *
   * @default - any
   */
  readonly backupName?: string;

  /**
   * `Auto`, `Manual` or `Incremental`. Incremental backups need `instanceId`.
   *
   * @default - automated and manual ones
   */
  readonly backupType?: string;

  /**
   * ID of the instance that the backups were taken from.
   *
   * @default - any
   */
  readonly instanceId?: string;

  /**
   * A part of the name of the instance.
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
   * @default - any; where one backup is looked up by other things than its ID, `COMPLETED`
   */
  readonly status?: string;

  /**
   * A part of the description.
   *
   * @default - any
   */
  readonly description?: string;

  /**
   * Begun at this time or later: RFC 3339, or `yyyy-mm-dd hh:mm:ss` in UTC. Needs `endTime`.
   *
   * @default - at any time
   */
  readonly beginTime?: string;

  /**
   * Begun at this time or earlier: RFC 3339, or `yyyy-mm-dd hh:mm:ss` in UTC. Needs `beginTime`.
   *
   * @default - at any time
   */
  readonly endTime?: string;
}
