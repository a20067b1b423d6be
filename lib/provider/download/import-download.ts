import { resolve } from 'node:path';
import { type PlannedFile } from '../../huaweicloud/obs/backup-download';
import { isPlausible } from '../../huaweicloud/obs/files/plausible-size';
import { LocalFiles } from '../../huaweicloud/obs/local-files';
import { DiagnosticsError } from '../../terraform-plugin';
import { type DownloadContext, type DownloadState } from './download-attributes';
import { describeFile, type FileAttributes } from './downloaded-files';
import { aboutDirectory } from './file-problems';
import { nothingYet, remember } from './private-state';

/** The files of a backup that are in a directory already; those that are missing are downloaded by the next apply. */
export function importDownload(id: string, context: DownloadContext): Promise<DownloadState> {
  return aboutDirectory(async () => {
    const { instanceId, backupId, directory } = partsOf(id);
    const { client: cloud, signal } = context;
    const downloads = await cloud.downloads();
    const listing = await downloads.list({ instanceId, backupId }, signal);
    const local = new LocalFiles(resolve(directory), signal);
    const files: FileAttributes[] = [];
    try {
      for (const file of listing.files) files.push(await imported(file, local));
    } finally {
      await local.close();
    }
    remember(context.private, nothingYet());
    return {
      instance_id: instanceId,
      backup_id: backupId,
      region: listing.region,
      project_id: listing.projectId,
      directory,
      file_names: null,
      parallelism: null,
      retain_on_destroy: false,
      on_missing: 'download',
      verify: 'size',
      id: `${instanceId}/${backupId}`,
      bucket: listing.bucket ?? null,
      files,
    };
  });
}

/** The list has sizes in KB only, so a file that can have that size counts as complete. */
async function imported(file: PlannedFile, local: LocalFiles): Promise<FileAttributes> {
  const found = await local.find(file.path, { hash: true });
  const isComplete =
    found !== undefined && (file.size === undefined || isPlausible(found.sizeBytes, file.size));
  return {
    ...describeFile(file),
    size_bytes: found === undefined ? null : BigInt(found.sizeBytes),
    sha256: isComplete ? (found.sha256 ?? null) : null,
  };
}

function partsOf(id: string) {
  const [, instanceId, backupId, directory] = /^([^/]+)\/([^/]+)\/(.+)$/s.exec(id) ?? [];
  if (instanceId !== undefined && backupId !== undefined && directory !== undefined) {
    return { instanceId, backupId, directory };
  }
  throw new DiagnosticsError({
    severity: 'error',
    summary: 'Invalid import ID',
    detail:
      'Write it as <instance_id>/<backup_id>/<directory>. An absolute directory follows two slashes: <instance_id>/<backup_id>//srv/backups.',
  });
}
