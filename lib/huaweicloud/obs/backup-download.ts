import { resolve } from 'node:path';
import { type Writable } from 'node:stream';
import { type Dds } from '../dds/dds';
import { type BackupAddress } from '../dds/find-reason';
import { settingError } from '../errors/cloud-error';
import { named } from '../errors/setting-names';
import { BackupFiles } from './backup-files';
import { chooseFiles, requireOne, requireSameFiles, requireShard } from './files/choose-files';
import { Connections } from './files/connections';
import { downloadFiles } from './files/download-files';
import {
  type CompleteFile,
  type DownloadedFile,
  type DownloadObserver,
  type FailedFile,
  type PlannedFile,
} from './files/download-observer';
import { FollowingHashes } from './files/following-hash';
import { FreeSpace } from './files/free-space';
import { type Shard } from './files/shards';
import { requireUsable } from './files/usable-directory';
import { WriteBlocks } from './files/write-blocks';
import { ObjectStore } from './object/object-store';
import { type StreamedBytes, streamFile } from './stream-file';

export {
  type CompleteFile,
  type DownloadedFile,
  type DownloadObserver,
  type FailedFile,
  type PlannedFile,
} from './files/download-observer';
export { type Shard } from './files/shards';
export { ObjectStore };
export { OutputClosed } from './stream-file';

/** What to download, and where to. */
export interface BackupDownloadRequest {
  readonly instanceId: string;
  readonly backupId: string;
  /** Absolute, or relative to the working directory; made if it does not exist. */
  readonly directory: string;
  /** Only the files of these names, from any group; `group/name` for that of one group. @default all files */
  readonly fileNames?: readonly string[] | undefined;
  /** Only this part of the files. @default all files */
  readonly shard?: Shard | undefined;
  /** Connections at once over all files, from 1 to 64. @default 4 */
  readonly parallelism?: number | undefined;
  /** Replaces files of another size than the object, or of another SHA-256 than expected. @default false */
  readonly overwrite?: boolean | undefined;
  /** SHA-256 by path, in hexadecimal digits; a file with another one fails. @default none */
  readonly expectedSha256?: ReadonlyMap<string, string> | undefined;
  /** The files that were announced before: others are an error, before anything is written. @default any */
  readonly announced?: readonly PlannedFile[] | undefined;
  readonly observer?: DownloadObserver | undefined;
}

/** The files of a backup, before a download. */
export interface BackupListing {
  readonly region: string;
  readonly projectId: string;
  /** The OBS bucket, undefined if the API does not name it. */
  readonly bucket: string | undefined;
  readonly files: readonly PlannedFile[];
}

/** What a run has downloaded, and what it has not. */
export interface BackupDownload {
  readonly region: string;
  readonly projectId: string;
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
  /** Computes the SHA-256 on the way, which takes most of the processor time. @default false */
  readonly hash?: boolean | undefined;
  readonly observer?: DownloadObserver | undefined;
}

/** A file that has been written to a stream. */
export interface StreamedFile extends CompleteFile {
  /** In lower-case hexadecimal digits, undefined unless it was asked for. */
  readonly sha256: string | undefined;
}

const DEFAULT_PARALLELISM = 4;
const MOST_CONNECTIONS = 64;

/** Downloads of backups from one region and project. */
export class Downloads {
  constructor(
    private readonly dds: Dds,
    private readonly store: ObjectStore,
  ) {}

  /**
   * Lists what a download would bring.
   * @throws CloudError
   */
  async list(
    request: Pick<BackupDownloadRequest, 'instanceId' | 'backupId' | 'fileNames'>,
    signal: AbortSignal,
  ): Promise<BackupListing> {
    const backup = await this.filesOf(request, signal);
    const { region, projectId, bucket } = backup;
    return { region, projectId, bucket, files: chooseFiles(backup.planned, request) };
  }

  /**
   * Downloads into a directory. The same call continues where an earlier one was interrupted.
   * @throws CloudError if nothing could be started; what happens to single files is in the result
   */
  async toDirectory(request: BackupDownloadRequest, signal: AbortSignal): Promise<BackupDownload> {
    const { observer = {} } = request;
    const connections = new Connections(checkedParallelism(request));
    if (request.shard !== undefined) requireShard(request.shard);
    const directory = resolve(request.directory);
    const backup = await this.filesOf(request, signal);
    const files = chooseFiles(backup.planned, request);
    if (request.announced !== undefined) requireSameFiles(files, request.announced);
    await requireUsable(directory, files, backup.planned);
    observer.planned?.(files);
    const open = (file: PlannedFile) => backup.objectOf(file, signal);
    const outcome = await downloadFiles(files, {
      open,
      directory,
      overwrite: request.overwrite ?? false,
      expectedSha256: request.expectedSha256 ?? new Map<string, string>(),
      connections,
      blocks: new WriteBlocks(connections.count),
      hashes: new FollowingHashes(),
      space: new FreeSpace(directory),
      observer,
      signal,
    });
    const { region, projectId, bucket } = backup;
    return { region, projectId, bucket, directory, ...outcome };
  }

  /**
   * Writes one file to a stream, each byte once. The stream is not ended.
   * @throws CloudError; {@link OutputClosed} if nobody reads the stream any more
   */
  async toStream(
    request: BackupStreamRequest,
    output: Writable,
    signal: AbortSignal,
  ): Promise<StreamedFile> {
    const { fileName, hash, observer = {} } = request;
    const backup = await this.filesOf(request, signal);
    const fileNames = fileName === undefined ? undefined : [fileName];
    const file = requireOne(chooseFiles(backup.planned, { fileNames }));
    observer.planned?.([file]);
    const object = await backup.begunObjectOf(file, signal);
    const progressed = (bytes: number) => observer.progressed?.(file, bytes);
    let bytes: StreamedBytes;
    try {
      observer.started?.(file, { sizeBytes: object.identity.size, bytes: 0 });
      bytes = await streamFile(object, output, { hash, progressed }, signal);
    } finally {
      object.close();
    }
    const streamed = { ...file, ...bytes };
    observer.finished?.(streamed);
    return streamed;
  }

  private filesOf(backup: BackupAddress, signal: AbortSignal): Promise<BackupFiles> {
    const { instanceId, backupId } = backup;
    return BackupFiles.open(this.dds, { instanceId, backupId }, this.store, signal);
  }
}

function checkedParallelism({ parallelism = DEFAULT_PARALLELISM }: BackupDownloadRequest): number {
  const isPossible = Number.isInteger(parallelism) && parallelism >= 1;
  if (isPossible && parallelism <= MOST_CONNECTIONS) return parallelism;
  throw settingError(
    'parallelism',
    'Invalid parallelism',
    `${named('parallelism')} is ${parallelism}; it must be a whole number from 1 to ${MOST_CONNECTIONS}.`,
  );
}
