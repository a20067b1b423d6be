import { ComplexList, ComplexObject, Token } from 'cdktf';
import { indexOfFileInGroup, indexOfFileNamed } from './private/blocks/chosen-file';
import { type FileSource } from './private/blocks/file-source';

/** The files of a backup. Their number is known only to the engine. */
export class BackupFileList extends ComplexList {
  /** @internal */
  public static _of(source: FileSource): BackupFileList {
    return new BackupFileList(source);
  }

  private constructor(private readonly source: FileSource) {
    super(source, 'files', false);
  }

  /**
   * The file at an index, counted from 0, in the order of group name, then name.
   *
   * The backup of a single node or replica set has one file. That of a cluster has one for the config servers and one
   * for each shard.
   */
  public get(index: number): BackupFile {
    return BackupFile._at(this.source, index);
  }

  /**
   * The file of a given name. If there is none, or several groups have one, the run fails and lists the files. They can
   * be chosen as they are listed: `<group name>/<name>`.
   */
  public named(name: string): BackupFile {
    return BackupFile._at(this.source, indexOfFileNamed(this.source, name));
  }

  /**
   * The file of a shard or of the config servers, by the name of the group. If the group has none, or several, the run
   * fails and lists the files.
   */
  public inGroup(groupName: string): BackupFile {
    return BackupFile._at(this.source, indexOfFileInGroup(this.source, groupName));
  }
}

/** One file of a backup. */
export class BackupFile extends ComplexObject {
  /**
   * @param index a number, or an expression that yields one
   * @internal
   */
  public static _at(source: FileSource, index: number | string): BackupFile {
    return new BackupFile(source, 'files', false, index);
  }

  private constructor(...args: ConstructorParameters<typeof ComplexObject>) {
    super(...args);
  }

  /** Name of the file. */
  public get name(): string {
    return this.getStringAttribute('name');
  }

  /**
   * Size in KB.
   *
   * A string, so that it can be used anywhere in a text: CDKTF loses a number token after a digit, `-`, `.` or `+`. If
   * a number is required, use `Token.asNumber(file.size)`.
   */
  public get size(): string {
    return Token.asString(this.interpolationForAttribute('size'));
  }

  /**
   * Pre-signed link to the file. A secret: whoever has it can download the file. It is valid for 15 minutes after the
   * links were read. The engine hides it, and outputs that contain it are made sensitive.
   */
  public get downloadLink(): string {
    return this.getStringAttribute('download_link');
  }

  /** When the link expires, verbatim from the API. */
  public get linkExpiredTime(): string {
    return this.getStringAttribute('link_expired_time');
  }

  /** When the link expires, in RFC 3339 and UTC. Null if the time in the API's response cannot be parsed. */
  public get expiresAt(): string {
    return this.getStringAttribute('expires_at');
  }

  /** ID of the shard or config group. Null for single nodes and replica sets. */
  public get groupId(): string {
    return this.getStringAttribute('group_id');
  }

  /** Name of the shard or config group. Null for single nodes and replica sets. */
  public get groupName(): string {
    return this.getStringAttribute('group_name');
  }
}
