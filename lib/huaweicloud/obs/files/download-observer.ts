import { type CloudError } from '../../errors/cloud-error';

/** A file of a backup, and where it goes. */
export interface PlannedFile {
  /** As the API gives it. */
  readonly name: string;
  /** Relative to the directory, with `/`: the name, or `<group name>/<name>`. */
  readonly path: string;
  /** KB, as the API gives it; undefined if the API leaves it out. */
  readonly size: bigint | undefined;
  /** The shard or config group of a cluster backup. */
  readonly groupName: string | undefined;
}

/** A file of which all bytes have arrived. */
export interface CompleteFile extends PlannedFile {
  readonly sizeBytes: number;
}

/** A file that is complete and in its place. */
export interface DownloadedFile extends CompleteFile {
  /** Of the bytes in the file, in lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** A file that could not be downloaded. */
export interface FailedFile extends PlannedFile {
  readonly error: CloudError;
}

/** Hears how a download gets on; every function is optional, and only `planned` may throw. */
export interface DownloadObserver {
  /**
   * The files of this run, in the order of the list; called once, before all others.
   * @throws what ends the download, before any file is fetched
   */
  planned?(files: readonly PlannedFile[]): void;
  /** @param progress the size of the object, and the bytes already there from an earlier run */
  started?(file: PlannedFile, progress: { sizeBytes: number; bytes: number }): void;
  /** @param bytes of the file that are there now; fewer than before if it starts over */
  progressed?(file: PlannedFile, bytes: number): void;
  /** @param notice a sentence, such as "The object was replaced; starting over." */
  noticed?(file: PlannedFile, notice: string): void;
  finished?(file: CompleteFile): void;
  failed?(file: FailedFile): void;
}
