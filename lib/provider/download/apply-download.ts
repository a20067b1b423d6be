import { resolve } from 'node:path';
import { type Cloud } from '../../huaweicloud/cloud';
import {
  type BackupDownload,
  type BackupDownloadRequest,
  type Downloads,
} from '../../huaweicloud/obs/backup-download';
import { UnfinishedDownload } from '../../huaweicloud/obs/unfinished-download';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import { type ApplyContext, attributePath, isUnknown, type Planned } from '../../terraform-plugin';
import { claimedFiles } from './claimed-files';
import { type downloadAttributes, type DownloadState } from './download-attributes';
import {
  describeDownloaded,
  describeFile,
  type FileAttributes,
  fullNameOf,
  isChosen,
  isInPlace,
  pathOf,
  plannedFile,
} from './downloaded-files';
import { asBefore, continuable, requireComplete } from './file-problems';
import { loggedProgress } from './logged-progress';
import { nothingYet, type Remembered, remember, remembered, withOrigin } from './private-state';
import { removeDropped } from './remove-download';
import { requireDirectory } from './usable-directory';

type PlannedDownload = Planned<typeof downloadAttributes>;
type Context = ApplyContext<Cloud, DownloadState>;

/** If it fails, what has been downloaded stays on the disk, and the next apply continues there. */
export function createDownload(planned: PlannedDownload, context: Context): Promise<DownloadState> {
  return continuable(planned, async () => {
    await requireDirectory(planned.directory);
    const downloads = await downloadsOf(planned, context);
    const announced = isUnknown(planned.files) ? undefined : planned.files?.map(plannedFile);
    const files = announced ?? (await listed(planned, downloads, context)).files;
    const origin = nothingYet();
    const paths = files.map(({ path }) => path);
    const unfinished = await start(planned, paths, origin);
    const request = { ...requestFor(planned, context), announced: files };
    const result = await downloads.toDirectory(request, context.signal);
    requireComplete(result, 'create');
    await unfinished.finish();
    keepOrigin(origin, { result, unfinished, known: [], context });
    return {
      ...planned,
      region: given(planned.region) ?? result.region,
      project_id: given(planned.project_id) ?? result.projectId,
      id: `${planned.instance_id}/${planned.backup_id}`,
      bucket: result.bucket ?? null,
      files: result.files.map(describeDownloaded),
    };
  });
}

/** Downloads what is missing, altered or new, and removes what is no longer wanted. */
export function updateDownload(
  { prior, planned }: { prior: DownloadState; planned: PlannedDownload },
  context: Context,
): Promise<DownloadState> {
  return continuable(planned, async () => {
    const wanted = isUnknown(planned.files) ? undefined : (planned.files ?? []);
    const downloads = await downloadsOf(planned, context);
    const files = wanted ?? (await wantedNow(prior, planned, downloads, context));
    const paths = files.map(pathOf);
    const downloaded = await downloadMissing(files, { prior, planned, downloads, context });
    const dropped = (prior.files ?? []).filter((file) => !paths.includes(pathOf(file)));
    if (!planned.retain_on_destroy) await removeDropped(dropped, context, { prior, planned });
    const { found, ...more } = remembered(context.private);
    const kept = found.filter((path) => !dropped.some((file) => pathOf(file) === path));
    remember(context.private, { ...more, found: kept });
    return {
      ...planned,
      region: given(planned.region) ?? prior.region,
      project_id: given(planned.project_id) ?? prior.project_id,
      id: prior.id,
      bucket: prior.bucket,
      files: files.map((file) => downloaded.get(pathOf(file)) ?? file),
    };
  });
}

/** The files of a plan that could not list them. */
async function wantedNow(
  prior: DownloadState,
  planned: PlannedDownload,
  downloads: Downloads,
  context: Context,
): Promise<FileAttributes[]> {
  const before = new Map((prior.files ?? []).map((file) => [pathOf(file), file]));
  const { files } = await listed(planned, downloads, context);
  return files.map(
    (file) => before.get(file.path) ?? { ...describeFile(file), size_bytes: null, sha256: null },
  );
}

interface Update {
  readonly prior: DownloadState;
  readonly planned: PlannedDownload;
  readonly downloads: Downloads;
  readonly context: Context;
}

/** Only files that were downloaded before, and are altered now, are overwritten. */
async function downloadMissing(
  files: readonly FileAttributes[],
  { prior, planned, downloads, context }: Update,
): Promise<ReadonlyMap<string, FileAttributes>> {
  const missing = files.filter((file) => !isInPlace(file));
  if (missing.length > 0) await requireDirectory(planned.directory);
  const had = new Set((prior.files ?? []).map(pathOf));
  const parts = [
    { part: missing.filter((file) => had.has(pathOf(file))), overwrite: true },
    { part: missing.filter((file) => !had.has(pathOf(file))), overwrite: false },
  ];
  const downloaded = new Map<string, FileAttributes>();
  for (const { part, overwrite } of parts.filter((one) => one.part.length > 0)) {
    const { object } = remembered(context.private);
    const unfinished = await start(planned, part.map(pathOf), { object, isInState: true });
    const names = part.map(fullNameOf);
    // A file without a group has the name of others, too.
    const chosen = files.filter((file) => isChosen(names, file)).map(plannedFile);
    const request = {
      ...requestFor(planned, context),
      fileNames: names,
      announced: chosen,
      expectedSha256: expectedSha256(files, remembered(context.private)),
      overwrite,
    };
    const downloading = downloads.toDirectory(request, context.signal);
    const result = await (overwrite ? asBefore(downloading) : downloading);
    requireComplete(result, 'update');
    await unfinished.finish();
    keepOrigin(remembered(context.private), { result, unfinished, known: [...had], context });
    for (const file of result.files) downloaded.set(file.path, describeDownloaded(file));
  }
  return downloaded;
}

function expectedSha256(files: readonly FileAttributes[], { expected }: Remembered) {
  const known = files.flatMap((file): [string, string][] => {
    const sha256 = file.sha256 ?? expected[pathOf(file)]?.sha256;
    return sha256 === undefined ? [] : [[pathOf(file), sha256]];
  });
  return new Map(known);
}

/** Remembers what the download has made, and says what it has not. */
function keepOrigin(
  before: Remembered,
  { result, unfinished, known, context }: Finished & { context: Context },
): void {
  const paths = result.files.map(({ path }) => path);
  const after = withOrigin(before, { paths, known, provenance: unfinished.provenance });
  remember(context.private, after);
  const found = paths.filter((path) => after.found.includes(path) && !before.found.includes(path));
  if (found.length === 0) return;
  context.warn({
    summary: 'Files were there already',
    detail: `These files are complete and were in the directory before, so they are kept when the resource is destroyed: ${foreign(found.join(', '), 1000)}`,
    path: attributePath('directory'),
  });
}

interface Finished {
  readonly result: BackupDownload;
  readonly unfinished: UnfinishedDownload;
  /** Paths in the state before. */
  readonly known: readonly string[];
}

function start(
  { directory, instance_id, backup_id }: PlannedDownload,
  paths: readonly string[],
  { object, isInState = false }: { readonly object: string; readonly isInState?: boolean },
): Promise<UnfinishedDownload> {
  const files = { directory: resolve(directory), paths };
  // Should the first run fail, nothing is in the state, so the next run has another object for these files.
  const known = isInState ? { object } : {};
  const download = { instanceId: instance_id, backupId: backup_id, ...known };
  return claimedFiles.claiming(object, files, () =>
    UnfinishedDownload.start(files.directory, download, paths),
  );
}

function requestFor(planned: PlannedDownload, context: Context): BackupDownloadRequest {
  const { parallelism } = planned;
  return {
    ...backupOf(planned),
    directory: planned.directory,
    parallelism: parallelism === null ? undefined : Number(parallelism),
    observer: loggedProgress(context),
  };
}

function listed(planned: PlannedDownload, downloads: Downloads, { signal }: Context) {
  return downloads.list(backupOf(planned), signal);
}

function backupOf({ instance_id, backup_id, file_names }: PlannedDownload) {
  return { instanceId: instance_id, backupId: backup_id, fileNames: file_names ?? undefined };
}

function downloadsOf({ region, project_id }: PlannedDownload, { client }: Context) {
  return client.downloads({ region: given(region), projectId: given(project_id) });
}

function given(value: PlannedDownload['region']): string | null {
  return isUnknown(value) ? null : value;
}
