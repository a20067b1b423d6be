import { type BackupAddress } from '../../huaweicloud/dds/find-reason';
import {
  type BackupDownload,
  type DownloadedFile,
  type Downloads,
  OutputClosed,
  type PlannedFile,
  type Shard,
  type StreamedFile,
} from '../../huaweicloud/obs/backup-download';
import { noFiles } from '../../huaweicloud/obs/files/choose-files';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import { cloudOf } from '../cloud-of';
import { SOME_FILES_FAILED } from '../exit-codes';
import { type GlobalOptions } from '../global-options';
import { Progress } from '../progress/progress';
import { type Context, run } from '../run';
import { requireWorkingDirectory } from '../working-directory';
import { ChecksumFile } from './checksum-file';
import { type BackupChoice, chosenBackup } from './chosen-backup';
import { showDownload } from './download-result';

export interface DownloadOptions extends GlobalOptions {
  /** @default - the ID of the backup */
  readonly directory?: string;
  /** `-` for standard output, in place of a directory. */
  readonly output?: string;
  readonly file?: readonly string[];
  readonly shard?: Shard;
  readonly parallelism?: number;
  readonly checksums?: string;
  readonly overwrite?: true;
}

/** Downloads the files of a backup. */
export function download(choice: BackupChoice, options: DownloadOptions): Promise<number> {
  return run(options, (context) => downloadBackup(choice, options, context), {
    interrupted:
      options.output === undefined
        ? 'Interrupted. Run the same command again to continue where it stopped.'
        : 'Interrupted. The output is not complete.',
  });
}

async function downloadBackup(
  choice: BackupChoice,
  options: DownloadOptions,
  context: Context,
): Promise<number | undefined> {
  requireWorkingDirectory();
  const { checksums: list, shard } = options;
  const checksums =
    list === undefined ? undefined : await ChecksumFile.open(list, { grows: shard !== undefined });
  const cloud = cloudOf(options);
  context.output.note('Asking for the files of the backup.');
  const downloads = await cloud.downloads();
  const backup = await chosenBackup(cloud.dds(), choice, context);
  const task = { downloads, backup, options, checksums, context };
  return options.output === undefined ? toDirectory(task) : toOutput(task);
}

interface Task {
  readonly downloads: Downloads;
  readonly backup: BackupAddress;
  readonly options: DownloadOptions;
  readonly checksums: ChecksumFile | undefined;
  readonly context: Context;
}

async function toDirectory(task: Task): Promise<number | undefined> {
  const { backup, checksums } = task;
  const { output } = task.context;
  let planned: readonly PlannedFile[] = [];
  const progress = new Progress(output, (files) => {
    planned = files;
    if (files.length === 0 && task.options.shard === undefined) {
      throw noFiles();
    }
    requireList(task, files);
    const collision = checksums?.collisionWith(directoryFor(task), files);
    if (collision !== undefined) throw collision;
  });
  let result: BackupDownload;
  try {
    result = await startedDownload(task, progress);
  } finally {
    progress.end();
  }
  await showDownload({ backup, planned, result }, output);
  if (result.failed.length > 0) return SOME_FILES_FAILED;
  await writeChecksums(task, result.files);
  return undefined;
}

function directoryFor({ options, backup }: Task): string {
  return options.directory ?? backup.backupId;
}

function startedDownload(task: Task, observer: Progress): Promise<BackupDownload> {
  const { downloads, backup, options, checksums, context } = task;
  const { file, shard, parallelism, overwrite } = options;
  return downloads.toDirectory(
    {
      ...backup,
      directory: directoryFor(task),
      fileNames: file,
      shard,
      parallelism,
      overwrite,
      expectedSha256: checksums?.expected,
      observer,
    },
    context.signal,
  );
}

/** One file to standard output. Its checksum, if wanted, is known when all of it is written. */
async function toOutput(task: Task): Promise<number | undefined> {
  const { downloads, backup, options, checksums, context } = task;
  const { output, signal } = context;
  const progress = new Progress(output, (files) => requireList(task, files));
  let streamed: StreamedFile;
  try {
    const hash = checksums !== undefined;
    const request = { ...backup, fileName: options.file?.[0], hash, observer: progress };
    streamed = await downloads.toStream(request, process.stdout, signal);
  } catch (error) {
    // Who reads only the beginning has what they want, unless all of it was to be compared.
    if (error instanceof OutputClosed && checksums === undefined) return undefined;
    throw error;
  } finally {
    progress.end();
  }
  const { sha256 } = streamed;
  if (checksums === undefined || sha256 === undefined) return undefined;
  const hashed = { ...streamed, sha256 };
  const difference = checksums.difference(hashed);
  if (difference !== undefined) throw difference;
  await writeChecksums(task, [hashed]);
  return undefined;
}

/** @throws CloudError, which ends the download before its first byte, if the list has none of these files */
function requireList({ checksums, context }: Task, files: readonly PlannedFile[]): void {
  const problem = checksums?.problemWith(files, (note) => context.output.note(note));
  if (problem !== undefined) throw problem;
}

async function writeChecksums(
  { options, checksums, context }: Task,
  files: readonly DownloadedFile[],
): Promise<void> {
  if (!(await checksums?.write(files))) return;
  context.output.note(`The checksums are in ${foreign(options.checksums ?? '')}.`);
}
