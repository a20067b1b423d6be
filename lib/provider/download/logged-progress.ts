import { type DownloadObserver, type PlannedFile } from '../../huaweicloud/obs/backup-download';
import { type DownloadContext } from './download-attributes';

/** A line for each file this often (ms). */
const LOG_EVERY = 10_000;

/** Writes to the log how a download gets on, and says what is waited for in case time runs out. */
export function loggedProgress({
  log,
  waitingFor,
}: Pick<DownloadContext, 'log' | 'waitingFor'>): DownloadObserver {
  const sizes = new Map<PlannedFile, number>();
  const bytesOf = new Map<PlannedFile, number>();
  const loggedAt = new Map<PlannedFile, number>();
  const progress = (file: PlannedFile, bytes: number) => {
    bytesOf.set(file, bytes);
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const done = [...bytesOf.values()].reduce((sum, size) => sum + size, 0);
    waitingFor(`the files; ${done} of ${total} bytes of those started are here`);
    const now = performance.now();
    if (now - (loggedAt.get(file) ?? -Infinity) < LOG_EVERY) return;
    loggedAt.set(file, now);
    log.info('downloading', { file: file.path, bytes, size_bytes: sizes.get(file) });
  };
  return {
    planned: (files) => {
      waitingFor(`${files.length} files to download`);
      log.info('starting download', { files: files.length });
    },
    started: (file, { sizeBytes, bytes }) => {
      sizes.set(file, sizeBytes);
      progress(file, bytes);
    },
    progressed: progress,
    noticed: (file, notice) => log.warn(notice, { file: file.path }),
    finished: ({ path, sizeBytes }) =>
      log.info('downloaded', { file: path, size_bytes: sizeBytes }),
    failed: ({ path, error }) => log.warn('download failed', { file: path, error: error.message }),
  };
}
