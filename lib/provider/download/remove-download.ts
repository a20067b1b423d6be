import { resolve } from 'node:path';
import { LocalFiles } from '../../huaweicloud/obs/local-files';
import { removeEmptyDirectories, removeFiles } from '../../huaweicloud/obs/remove-files';
import { foldersOf, removeUnfinished } from '../../huaweicloud/obs/unfinished-download';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import { attributePath, type Warning } from '../../terraform-plugin';
import { type DownloadContext, type DownloadState } from './download-attributes';
import { type FileAttributes, isInPlace, pathOf } from './downloaded-files';
import { aboutDirectory } from './file-problems';
import { remembered } from './private-state';

/** Warns of files that stay although the download is destroyed, since they are no longer what it has downloaded. */
export function filesToKeep(prior: DownloadState): Warning[] {
  if (prior.retain_on_destroy) return [];
  const altered = (prior.files ?? []).filter(isAltered).map(pathOf);
  if (altered.length === 0) return [];
  return [
    {
      summary: 'Altered files are kept',
      detail: `These files are not what was downloaded, so they are not removed: ${foreign(altered.join(', '), 1000)}`,
      path: attributePath('directory'),
    },
  ];
}

/** Removes what the download has made: not what was there before, nor what was altered since. */
export function removeDownload(prior: DownloadState, context: DownloadContext): Promise<void> {
  return aboutDirectory(async () => {
    if (prior.retain_on_destroy) return;
    const directory = resolve(prior.directory);
    const backup = { instanceId: prior.instance_id, backupId: prior.backup_id };
    const { found, madeDirectories } = remembered(context.private);
    const own = (prior.files ?? []).filter((file) => !found.includes(pathOf(file)));
    const unaltered = await unalteredOf(own, directory, context);
    await removeFiles(directory, unaltered);
    // What updates have brought that failed is not in the state.
    const unfinished = await removeUnfinished(directory, backup);
    const folders = foldersOf([...own.map(pathOf), ...unfinished.made]);
    await removeEmptyDirectories(directory, {
      folders: [...folders].filter((folder) => !found.includes(folder)),
      levels: Math.max(madeDirectories, unfinished.madeDirectories),
    });
    context.log.info('removed', { directory, files: unaltered.length });
  });
}

async function unalteredOf(
  files: readonly FileAttributes[],
  directory: string,
  { signal }: DownloadContext,
): Promise<string[]> {
  const local = new LocalFiles(directory, signal);
  try {
    const paths: string[] = [];
    for (const file of files.filter((one) => !isAltered(one))) {
      const found = await local.find(pathOf(file), { hash: false });
      const isSame = found === undefined || BigInt(found.sizeBytes) === file.size_bytes;
      if (isSame || !isInPlace(file)) paths.push(pathOf(file));
    }
    return paths;
  } finally {
    await local.close();
  }
}

/** Whether there is another file at the path. */
function isAltered(file: FileAttributes): boolean {
  return !isInPlace(file) && file.size_bytes !== null;
}
