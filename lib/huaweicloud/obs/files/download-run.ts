import { type RemoteObject } from '../object/remote-object';
import { type Connections } from './connections';
import { type DownloadObserver, type PlannedFile } from './download-observer';
import { type FollowingHashes } from './following-hash';
import { type FreeSpace } from './free-space';
import { type WriteBlocks } from './write-blocks';

/** What all files of a download share. */
export interface DownloadRun {
  /** Finds the object of a file. */
  readonly open: (file: PlannedFile) => Promise<RemoteObject>;
  /** Absolute; exists. */
  readonly directory: string;
  readonly overwrite: boolean;
  /** By path, in hexadecimal digits. */
  readonly expectedSha256: ReadonlyMap<string, string>;
  readonly connections: Connections;
  readonly blocks: WriteBlocks;
  readonly hashes: FollowingHashes;
  readonly space: FreeSpace;
  readonly observer: DownloadObserver;
  readonly signal: AbortSignal;
}
