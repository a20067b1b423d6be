import { CloudError } from '../../errors/cloud-error';
import { interrupted } from '../../waiting/interrupted';
import { downloadFile } from './download-file';
import { type DownloadedFile, type FailedFile, type PlannedFile } from './download-observer';
import { type DownloadRun } from './download-run';

/** What became of each file, in the order of the list. */
export interface DownloadOutcome {
  readonly files: DownloadedFile[];
  readonly failed: FailedFile[];
}

/** More than there are connections, so that one file is hashed and synced while the next is fetched. */
const FILES_BEYOND_CONNECTIONS = 1;

/**
 * Downloads files, several at once; one that fails does not keep the others from being downloaded.
 * @throws CloudError if the signal aborts
 */
export async function downloadFiles(
  files: readonly PlannedFile[],
  run: DownloadRun,
): Promise<DownloadOutcome> {
  const outcomes = new Map<PlannedFile, DownloadedFile | FailedFile>();
  const queue = files.map((file) => ({ file, wasLeft: false }));
  const stopHashing = () => void run.hashes.close();
  run.signal.addEventListener('abort', stopHashing, { once: true });
  const downloadInTurn = async () => {
    for (let next = queue.shift(); next && !run.signal.aborted; next = queue.shift()) {
      const { file, wasLeft } = next;
      const outcome = await outcomeOf(file, run, wasLeft);
      if (outcome === undefined) queue.push({ file, wasLeft: true });
      else outcomes.set(file, outcome);
    }
  };
  const lanes = Math.min(files.length, run.connections.count + FILES_BEYOND_CONNECTIONS);
  try {
    await Promise.all(Array.from({ length: lanes }, downloadInTurn));
  } finally {
    run.signal.removeEventListener('abort', stopHashing);
    await run.hashes.close();
  }
  if (run.signal.aborted) throw interrupted(run.signal, 'the download');
  const ordered = files.map((file) => outcomes.get(file)).filter((one) => one !== undefined);
  return {
    files: ordered.filter((outcome) => 'sha256' in outcome),
    failed: ordered.filter((outcome) => 'error' in outcome),
  };
}

/** Undefined if the file was left to another run. */
async function outcomeOf(
  file: PlannedFile,
  run: DownloadRun,
  wasLeft: boolean,
): Promise<DownloadedFile | FailedFile | undefined> {
  try {
    const downloaded = await downloadFile(file, run, wasLeft ? 'wait' : 'leave it');
    if (downloaded !== undefined) run.observer.finished?.(downloaded);
    return downloaded;
  } catch (error) {
    const failed = { ...file, error: asCloudError(error) };
    if (!run.signal.aborted) run.observer.failed?.(failed);
    return failed;
  }
}

function asCloudError(error: unknown): CloudError {
  if (error instanceof CloudError) return error;
  return new CloudError({
    category: 'bug',
    summary: 'Unexpected error',
    means: 'The download of this file failed for an unknown reason.',
    next: 'Run again, and report it if it happens again.',
    cause: error,
  });
}
