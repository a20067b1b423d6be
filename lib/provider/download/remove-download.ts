import { resolve } from 'node:path';
import { type Cloud } from '../../huaweicloud/cloud';
import { LocalFiles } from '../../huaweicloud/obs/local-files';
import { removeEmptyDirectories, removeFiles } from '../../huaweicloud/obs/remove-files';
import { foldersOf, removeUnfinished } from '../../huaweicloud/obs/unfinished-download';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import {
  type ApplyContext,
  attributePath,
  type Planned,
  type Warning,
} from '../../terraform-plugin';
import { claimedFiles, type MayGo } from './claimed-files';
import { type downloadAttributes, type DownloadState } from './download-attributes';
import { type FileAttributes, isInPlace, pathOf } from './downloaded-files';
import { aboutDirectory } from './file-problems';
import { remembered } from './private-state';

type Context = ApplyContext<Cloud, DownloadState>;
type PlannedDownload = Pick<Planned<typeof downloadAttributes>, 'verify' | 'on_missing'>;

/** Warns of files that stay although the download is destroyed, since they are no longer what it has downloaded. */
export function filesToKeep({ files, retain_on_destroy }: DownloadState): Warning[] {
  return retain_on_destroy ? [] : aboutAltered((files ?? []).filter(isAltered));
}

/** Removes what the download has made, unless it was altered since, or is another download's by now. */
export function removeDownload(prior: DownloadState, context: Context): Promise<void> {
  return aboutDirectory(async () => {
    if (prior.retain_on_destroy) return;
    const directory = resolve(prior.directory);
    const { object, found, madeDirectories } = remembered(context.private);
    const download = { instanceId: prior.instance_id, backupId: prior.backup_id, object };
    await claimedFiles.removing(object, directory, async (mayGo) => {
      await removeOwn(prior.files ?? [], { directory, mayGo, context });
      // What updates have brought that failed is not in the state.
      const unfinished = await removeUnfinished(directory, download, mayGo);
      const folders = [...foldersOf(unfinished.made)].filter((folder) => !found.includes(folder));
      const levels = Math.max(madeDirectories, unfinished.madeDirectories);
      await removeEmptyDirectories(directory, { folders, levels });
    });
    claimedFiles.release(object);
  });
}

/** Removes files that an update has no use for, as destroying would. */
export function removeDropped(
  files: readonly FileAttributes[],
  context: Context,
  { prior, planned }: { readonly prior: DownloadState; readonly planned: PlannedDownload },
): Promise<void> {
  const { object } = remembered(context.private);
  const directory = resolve(prior.directory);
  // A plan that is the first to verify by SHA-256 has looked closer than the state says.
  const isFirst = prior.verify === 'size' && planned.verify === 'sha256';
  const hash = isFirst && planned.on_missing === 'download';
  return claimedFiles.removing(object, directory, (mayGo) =>
    removeOwn(files, { directory, mayGo, context, hash }),
  );
}

interface Removal {
  readonly directory: string;
  readonly mayGo: MayGo;
  readonly context: Context;
  /** Whether files are read to find out if they were altered. @default false */
  readonly hash?: boolean;
}

/** Removes files, with the folders of their groups if nothing else is in them; warns of those that were altered. */
async function removeOwn(
  files: readonly FileAttributes[],
  { directory, mayGo, context, hash = false }: Removal,
): Promise<void> {
  const { found } = remembered(context.private);
  const own = files.filter((file) => !found.includes(pathOf(file)) && mayGo(pathOf(file)));
  const unaltered = await unalteredOf(own, directory, { hash, signal: context.signal });
  for (const warning of aboutAltered(own.filter((file) => !unaltered.includes(file)))) {
    context.warn(warning);
  }
  const paths = unaltered.map(pathOf);
  await removeFiles(directory, paths);
  const folders = [...foldersOf(paths)].filter((folder) => !found.includes(folder));
  await removeEmptyDirectories(directory, { folders, levels: 0 });
  context.log.info('removed', { directory, files: paths.length });
}

async function unalteredOf(
  files: readonly FileAttributes[],
  directory: string,
  { hash, signal }: { readonly hash: boolean; readonly signal: AbortSignal },
): Promise<FileAttributes[]> {
  const local = new LocalFiles(directory, signal);
  try {
    const unaltered: FileAttributes[] = [];
    for (const file of files.filter((one) => !isAltered(one))) {
      const found = await local.find(pathOf(file), { hash });
      const isSame =
        found === undefined ||
        (BigInt(found.sizeBytes) === file.size_bytes &&
          (found.sha256 ?? file.sha256) === file.sha256);
      if (isSame || !isInPlace(file)) unaltered.push(file);
    }
    return unaltered;
  } finally {
    await local.close();
  }
}

/** Whether there is another file at the path. */
function isAltered(file: FileAttributes): boolean {
  return !isInPlace(file) && file.size_bytes !== null;
}

function aboutAltered(files: readonly FileAttributes[]): Warning[] {
  if (files.length === 0) return [];
  const paths = files.map(pathOf).join(', ');
  return [
    {
      summary: 'Altered files are kept',
      detail: `These files are not what was downloaded, so they are not removed: ${foreign(paths, 1000)}`,
      path: attributePath('directory'),
    },
  ];
}
