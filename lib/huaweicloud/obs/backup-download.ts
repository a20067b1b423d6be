import { type Writable } from 'node:stream';
import {
  type DownloadedFile,
  type DownloadObserver,
  type FailedFile,
} from './files/download-observer';
import { type Shard } from './files/shards';

export {
  type DownloadedFile,
  type DownloadObserver,
  type FailedFile,
  type PlannedFile,
} from './files/download-observer';
export { type Shard } from './files/shards';

/** What to download, and where to. */
export interface BackupDownloadRequest {
  readonly instanceId: string;
  readonly backupId: string;
  /** Absolute, or relative to the working directory; made if it does not exist. */
  readonly directory: string;
  /** Only the files of these names, in whichever groups. @default all files */
  readonly fileNames?: readonly string[] | undefined;
  /** Only this part of the files. @default all files */
  readonly shard?: Shard | undefined;
  /** Connections at once over all files, from 1 to 64. @default 4 */
  readonly parallelism?: number | undefined;
  /** Replaces files that have another size than the object. @default false */
  readonly overwrite?: boolean | undefined;
  /** SHA-256 by path, in hexadecimal digits; a file with another one fails. @default none */
  readonly expectedSha256?: ReadonlyMap<string, string> | undefined;
  readonly observer?: DownloadObserver | undefined;
}

/** What a run has downloaded, and what it has not. */
export interface BackupDownload {
  /** The OBS bucket, undefined if the API does not name it. */
  readonly bucket: string | undefined;
  /** Absolute. */
  readonly directory: string;
  readonly files: readonly DownloadedFile[];
  readonly failed: readonly FailedFile[];
}

/** One file of a backup, as a stream. */
export interface BackupStreamRequest {
  readonly instanceId: string;
  readonly backupId: string;
  /** @default the only file; an error that names the files if there are several */
  readonly fileName?: string | undefined;
  readonly observer?: DownloadObserver | undefined;
}

/** Downloads of backups from one region and project. */
export interface Downloads {
  /**
   * Downloads into a directory. The same call continues where an earlier one was interrupted.
   * @throws CloudError if nothing could be started; what happens to single files is in the result
   */
  toDirectory(request: BackupDownloadRequest, signal: AbortSignal): Promise<BackupDownload>;

  /**
   * Writes one file to a stream, each byte once.
   * @throws CloudError
   */
  toStream(
    request: BackupStreamRequest,
    output: Writable,
    signal: AbortSignal,
  ): Promise<DownloadedFile>;
}
