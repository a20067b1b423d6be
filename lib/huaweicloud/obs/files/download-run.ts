import { type RemoteObject } from '../object/remote-object';
import { type Connections } from './connections';
import { type DownloadObserver, type PlannedFile } from './download-observer';
import { type FollowingHashes } from './following-hash';
import { type FreeSpace } from './free-space';

/** What all files of a download share. */
export interface DownloadRun {
  /** Absolute; exists. */
  readonly directory: string;
  readonly overwrite: boolean;
  /** By path, in hexadecimal digits. */
  readonly expectedSha256: ReadonlyMap<string, string>;
  readonly connections: Connections;
  readonly hashes: FollowingHashes;
  readonly space: FreeSpace;
  readonly observer: DownloadObserver;
  readonly signal: AbortSignal;
}

/** A file, and how to find its object. */
export interface FileToDownload {
  readonly file: PlannedFile;
  open(signal: AbortSignal): Promise<RemoteObject>;
}
