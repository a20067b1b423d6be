import { ComplexList, ComplexObject, type IInterpolatingParent, Token } from 'cdktf';

/** The backups that were found. Their number is known only to the engine. */
export class BackupList extends ComplexList {
  /** @internal */
  public static _of(query: IInterpolatingParent): BackupList {
    return new BackupList(query, 'backups', false);
  }

  private constructor(...args: ConstructorParameters<typeof ComplexList>) {
    super(...args);
  }

  /** The backup at an index, counted from 0. The first is the newest. */
  public get(index: number): ListedBackup {
    return ListedBackup._at(this.terraformResource, index);
  }
}

/** One of the backups that were found. */
export class ListedBackup extends ComplexObject {
  /** @internal */
  public static _at(query: IInterpolatingParent, index: number): ListedBackup {
    return new ListedBackup(query, 'backups', false, index);
  }

  private constructor(...args: ConstructorParameters<typeof ComplexObject>) {
    super(...args);
  }

  /** ID of the backup. */
  public get id(): string {
    return this.getStringAttribute('id');
  }

  /** Name of the backup. */
  public get name(): string {
    return this.getStringAttribute('name');
  }

  /** `Auto`, `Manual` or `Incremental`, verbatim from the API. */
  public get backupType(): string {
    return this.getStringAttribute('type');
  }

  /** `COMPLETED`, `BUILDING`, `FAILED` or another status, verbatim from the API. */
  public get status(): string {
    return this.getStringAttribute('status');
  }

  /** Description of the backup. */
  public get description(): string {
    return this.getStringAttribute('description');
  }

  /** `Snapshot`, `Physical`, `Logical` or `Incremental`. */
  public get backupMethod(): string {
    return this.getStringAttribute('backup_method');
  }

  /** Size in KB. Like `BackupFile.size`, a string that represents a number. */
  public get size(): string {
    return Token.asString(this.interpolationForAttribute('size'));
  }

  /** When the backup was started, verbatim from the API. */
  public get beginTime(): string {
    return this.getStringAttribute('begin_time');
  }

  /** When the backup was finished, verbatim from the API. */
  public get endTime(): string {
    return this.getStringAttribute('end_time');
  }

  /** When the backup was started, in RFC 3339 and UTC. */
  public get startedAt(): string {
    return this.getStringAttribute('started_at');
  }

  /** When the backup was finished, in RFC 3339 and UTC. Null until then. */
  public get finishedAt(): string {
    return this.getStringAttribute('finished_at');
  }

  /** ID of the instance that the backup was taken from. */
  public get instanceId(): string {
    return this.getStringAttribute('instance_id');
  }

  /** Name of the instance. */
  public get instanceName(): string {
    return this.getStringAttribute('instance_name');
  }

  /** Mode of the instance: `Sharding`, `ReplicaSet` or `Single`. */
  public get instanceMode(): string {
    return this.getStringAttribute('instance_mode');
  }

  /** Status of the instance. */
  public get instanceStatus(): string {
    return this.getStringAttribute('instance_status');
  }

  /** Database engine of the instance, for example `DDS-Community`. */
  public get datastoreType(): string {
    return this.getStringAttribute('datastore.type');
  }

  /** Version of the database engine, for example `4.4`. */
  public get datastoreVersion(): string {
    return this.getStringAttribute('datastore.version');
  }
}
