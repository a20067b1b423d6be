import { type BackupAddress } from '../../huaweicloud/dds/find-reason';
import {
  type BackupDownload,
  type DownloadedFile,
  type FailedFile,
  type PlannedFile,
} from '../../huaweicloud/obs/backup-download';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import { textOf } from '../output/failure';
import { jsonOf } from '../output/json';
import { type Output } from '../output/output';
import { sizeText } from '../output/units';
import { formatChecksums } from './checksum-list';

/** A download that has ended, also with some files that failed. */
export interface EndedDownload {
  readonly backup: BackupAddress;
  /** All files, in the order of the list. */
  readonly planned: readonly PlannedFile[];
  readonly result: BackupDownload;
}

/** Writes the result: the checksums as `sha256sum` does, or JSON; and a sentence about it. */
export async function showDownload(ended: EndedDownload, output: Output): Promise<void> {
  const { files, failed, directory } = ended.result;
  const count = ended.planned.length;
  const size = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const place = foreign(directory);
  if (count === 0) output.note('There are no files to download.');
  else if (failed.length === 0) {
    output.note(`${count === 1 ? '1 file' : `${count} files`} (${sizeText(size)}): ${place}`);
  } else {
    output.problem(
      `${failed.length} of ${count} files failed; ${files.length} are complete: ${place}\nWhen the cause is corrected, run the same command again to download what is missing.`,
    );
  }
  await output.result(output.json ? jsonOf(describeDownload(ended)) : formatChecksums(files));
}

/** The download with the names of the attributes. */
function describeDownload({ backup, planned, result }: EndedDownload) {
  const ends = new Map<string, DownloadedFile | FailedFile>(
    [...result.files, ...result.failed].map((file) => [file.path, file]),
  );
  return {
    instance_id: backup.instanceId,
    backup_id: backup.backupId,
    bucket: result.bucket,
    directory: result.directory,
    files: planned.flatMap(({ path }) => {
      const file = ends.get(path);
      return file === undefined ? [] : [describeFile(file)];
    }),
  };
}

function describeFile(file: DownloadedFile | FailedFile) {
  const isComplete = 'sha256' in file;
  return {
    name: file.name,
    path: file.path,
    size: file.size,
    size_bytes: isComplete ? file.sizeBytes : undefined,
    sha256: isComplete ? file.sha256 : undefined,
    group_name: file.groupName,
    ...(!isComplete && { error: textOf(file.error) }),
  };
}
