import { ComplexList, ComplexObject, Token } from 'cdktf';
import {
  indexOfFileInGroup,
  indexOfFileNamed,
  requireOnlyFile,
} from './private/blocks/chosen-file';
import { type FileSource } from './private/blocks/file-source';

/** The files of a download. Their number is known only to the engine. */
export class DownloadedFileList extends ComplexList {
  /** @internal */
  public static _of(source: FileSource): DownloadedFileList {
    return new DownloadedFileList(source);
  }

  private constructor(private readonly source: FileSource) {
    super(source, 'files', false);
  }

  /**
   * The only file, as in the backup of a single node or replica set. If there are several, the run fails and lists
   * them.
   */
  public get only(): DownloadedFile {
    requireOnlyFile(this.source, 'files.only', 'files.named(name)');
    return this.get(0);
  }

  /** The file at an index, counted from 0, in the order of group name, then name. */
  public get(index: number): DownloadedFile {
    return DownloadedFile._at(this.source, index);
  }

  /**
   * The file of a given name. If there is none, or several groups have one, the run fails and lists the files. They can
   * be chosen as they are listed: `<group name>/<name>`.
   */
  public named(name: string): DownloadedFile {
    return DownloadedFile._at(this.source, indexOfFileNamed(this.source, name));
  }

  /**
   * The file of a shard or of the config servers, by the name of the group. If the group has none, or several, the run
   * fails and lists the files.
   */
  public inGroup(groupName: string): DownloadedFile {
    return DownloadedFile._at(this.source, indexOfFileInGroup(this.source, groupName));
  }
}

/** One file of a download. */
export class DownloadedFile extends ComplexObject {
  /**
   * @param index a number, or an expression that yields one
   * @internal
   */
  public static _at(source: FileSource, index: number | string): DownloadedFile {
    return new DownloadedFile(source, 'files', false, index);
  }

  private constructor(...args: ConstructorParameters<typeof ComplexObject>) {
    super(...args);
  }

  /** Name of the file. */
  public get name(): string {
    return this.getStringAttribute('name');
  }

  /**
   * Path below the directory of the download: the name, or `<group name>/<name>` if several groups have a file of this
   * name.
   */
  public get path(): string {
    return this.getStringAttribute('path');
  }

  /**
   * Path for other resources and their provisioners: that of the directory, followed by `path`.
   *
   * Unless the directory is absolute, it is relative to the folder of the stack, where the engine and its provisioners
   * run. For a program that runs elsewhere, use `Fn.abspath(file.localPath)`.
   */
  public get localPath(): string {
    const directory = this.terraformResource.interpolationForAttribute('directory');
    return `${Token.asString(directory)}/${this.path}`;
  }

  /** Size in KB, as the API gives it. Like `BackupFile.size`, a string that represents a number. */
  public get size(): string {
    return Token.asString(this.interpolationForAttribute('size'));
  }

  /** Size in bytes, known after the download. Like `BackupFile.size`, a string that represents a number. */
  public get sizeBytes(): string {
    return Token.asString(this.interpolationForAttribute('size_bytes'));
  }

  /** SHA-256 of the file in 64 hexadecimal digits, known after the download. */
  public get sha256(): string {
    return this.getStringAttribute('sha256');
  }

  /** Name of the shard or config group. Null for single nodes and replica sets. */
  public get groupName(): string {
    return this.getStringAttribute('group_name');
  }
}
