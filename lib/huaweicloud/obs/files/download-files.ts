import { CloudError } from '../../cloud-error';
import { interrupted } from '../../interrupted';
import { downloadFile } from './download-file';
import { type DownloadedFile, type FailedFile } from './download-observer';
import { type DownloadRun, type FileToDownload } from './download-run';

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
  tasks: readonly FileToDownload[],
  run: DownloadRun,
): Promise<DownloadOutcome> {
  const outcomes = new Map<FileToDownload, DownloadedFile | FailedFile>();
  const queue = tasks.map((task) => ({ task, wasLeft: false }));
  const stopHashing = () => void run.hashes.close();
  run.signal.addEventListener('abort', stopHashing, { once: true });
  const downloadInTurn = async () => {
    for (let next = queue.shift(); next && !run.signal.aborted; next = queue.shift()) {
      const { task, wasLeft } = next;
      const outcome = await outcomeOf(task, run, wasLeft);
      if (outcome === undefined) queue.push({ task, wasLeft: true });
      else outcomes.set(task, outcome);
    }
  };
  const lanes = Math.min(tasks.length, run.connections.count + FILES_BEYOND_CONNECTIONS);
  try {
    await Promise.all(Array.from({ length: lanes }, downloadInTurn));
  } finally {
    run.signal.removeEventListener('abort', stopHashing);
    await run.hashes.close();
  }
  if (run.signal.aborted) throw interrupted(run.signal, 'the download');
  const ordered = tasks
    .map((task) => outcomes.get(task))
    .filter((outcome) => outcome !== undefined);
  return {
    files: ordered.filter((outcome) => 'sha256' in outcome),
    failed: ordered.filter((outcome) => 'error' in outcome),
  };
}

/** Undefined if the file was left to another run. */
async function outcomeOf(
  task: FileToDownload,
  run: DownloadRun,
  wasLeft: boolean,
): Promise<DownloadedFile | FailedFile | undefined> {
  try {
    const file = await downloadFile(task, run, wasLeft ? 'wait' : 'leave it');
    if (file !== undefined) run.observer.finished?.(file);
    return file;
  } catch (error) {
    const failed = { ...task.file, error: asCloudError(error) };
    if (!run.signal.aborted) run.observer.failed?.(failed);
    return failed;
  }
}

function asCloudError(error: unknown): CloudError {
  if (error instanceof CloudError) return error;
  return new CloudError({
    category: 'bug',
    summary: 'Unexpected error',
    means: 'The download of this file failed in a way that is not foreseen.',
    next: 'Run again, and report it if it happens again.',
    cause: error,
  });
}
