import { type Cloud } from '../../huaweicloud/cloud';
import {
  type Config,
  isUnknown,
  type PartlyKnown,
  type PlanContext,
  type PlanResult,
  type PrivateState,
  unknown,
} from '../../terraform-plugin';
import {
  type downloadAttributes,
  type DownloadState,
  isOtherDirectory,
  isOtherLocation,
} from './download-attributes';
import { describeFile, type FileAttributes, isChosen, isInPlace, pathOf } from './downloaded-files';
import { remembered } from './private-state';
import { readDownload } from './read-download';
import { requireDirectory } from './usable-directory';

type Result = PlanResult<typeof downloadAttributes>;
type Proposed = PartlyKnown<DownloadState>;
interface Change {
  readonly config: PartlyKnown<Config<typeof downloadAttributes>>;
  readonly prior: DownloadState | undefined;
  readonly proposed: Proposed;
}
type Files = NonNullable<Result['planned']>['files'];

/** What will be downloaded. An existing download asks the cloud only for files that it does not have yet. */
export async function planDownload(
  { config, prior, proposed }: Change,
  context: PlanContext<Cloud>,
): Promise<Result> {
  if (prior === undefined) return planNew({ ...proposed, ...locationIn(config) }, context);
  if (isOther(prior, proposed)) {
    return { planned: { id: unknown, bucket: unknown, files: unknown } };
  }
  const now = await seen(prior, proposed, context);
  const files = now === 'unknown' ? unknown : await filesToHave(now, proposed, context);
  return { planned: { files } };
}

async function planNew(proposed: Proposed, context: PlanContext<Cloud>): Promise<Result> {
  if (typeof proposed.directory === 'string') await requireDirectory(proposed.directory);
  const listed = await list(proposed, context);
  const { instance_id, backup_id } = proposed;
  if (listed === undefined || isUnknown(instance_id) || isUnknown(backup_id)) return {};
  const { region, projectId, bucket, files } = listed;
  return {
    planned: {
      region: proposed.region ?? region,
      project_id: proposed.project_id ?? projectId,
      id: `${instance_id}/${backup_id}`,
      bucket: bucket ?? null,
      files: files.map((file) => toDownload(describeFile(file))),
    },
  };
}

/** Whether this is another download, so that a new object will be planned. */
function isOther(prior: DownloadState, proposed: Proposed): boolean {
  const { directory, region, project_id } = proposed;
  if (isUnknown(directory) || isUnknown(region) || isUnknown(project_id)) return true;
  return (
    isOtherDirectory(prior.directory, directory) ||
    isOtherLocation(prior.region, region) ||
    isOtherLocation(prior.project_id, project_id) ||
    prior.instance_id !== proposed.instance_id ||
    prior.backup_id !== proposed.backup_id
  );
}

/** The state, with a closer look at the files if it was read with less than the plan asks for. */
async function seen(
  prior: DownloadState,
  { on_missing, verify }: Proposed,
  context: PlanContext<Cloud>,
): Promise<DownloadState | 'unknown'> {
  if (on_missing === 'ignore') return prior;
  const wasHashed = prior.verify === 'sha256' || verify === 'size';
  if (prior.on_missing !== 'ignore' && wasHashed) return prior;
  if (isUnknown(on_missing) || isUnknown(verify)) return 'unknown';
  return readDownload({ ...prior, on_missing, verify }, context);
}

async function filesToHave(
  prior: DownloadState,
  proposed: Proposed,
  context: PlanContext<Cloud>,
): Promise<Files> {
  const had = prior.files ?? [];
  const restored = proposed.on_missing === 'ignore' ? had.map(restoredFrom(context.private)) : had;
  const keep = (file: FileAttributes) => (isInPlace(file) ? file : toDownload(file));
  const names = namesIn(proposed);
  if (names === 'unknown') return unknown;
  if (sameNames(names, prior.file_names)) return restored.map(keep);
  const onlyFewer =
    prior.file_names === null || names?.every((name) => prior.file_names?.includes(name));
  if (onlyFewer && names?.every((name) => had.some((file) => isChosen([name], file)))) {
    return restored.filter((file) => isChosen(names, file)).map(keep);
  }
  const listed = await list(proposed, context);
  if (listed === undefined) return unknown;
  const known = new Map(restored.map((file) => [pathOf(file), file]));
  return listed.files.map((file) => {
    const before = known.get(file.path);
    return before === undefined ? toDownload(describeFile(file)) : keep(before);
  });
}

/** The values of a missing or altered file from before; the file is not looked at any more. */
function restoredFrom(state: PrivateState) {
  const { expected } = remembered(state);
  return (file: FileAttributes): FileAttributes => {
    const before = expected[pathOf(file)];
    if (isInPlace(file) || before === undefined) return file;
    return { ...file, size_bytes: BigInt(before.sizeBytes), sha256: before.sha256 };
  };
}

function toDownload(file: Omit<FileAttributes, 'size_bytes' | 'sha256'>) {
  return { ...file, size_bytes: unknown, sha256: unknown };
}

/** The files as the cloud lists them now; undefined while something is unknown. */
async function list(proposed: Proposed, { client: cloud, signal }: PlanContext<Cloud>) {
  const { instance_id, backup_id, region, project_id } = proposed;
  const names = namesIn(proposed);
  if (cloud === undefined || names === 'unknown') return undefined;
  if (isUnknown(instance_id) || isUnknown(backup_id)) return undefined;
  if (isUnknown(region) || isUnknown(project_id)) return undefined;
  const downloads = await cloud.downloads({ region, projectId: project_id });
  return downloads.list({ instanceId: instance_id, backupId: backup_id, fileNames: names }, signal);
}

/** Of a new object as it is configured: what is left out would be unknown, since the provider chooses it. */
function locationIn({ region, project_id }: Change['config']) {
  return { region, project_id };
}

function namesIn({ file_names }: Proposed): string[] | 'unknown' | undefined {
  if (isUnknown(file_names)) return 'unknown';
  if (file_names === null) return undefined;
  const known = file_names.filter((name) => typeof name === 'string');
  return known.length === file_names.length ? known : 'unknown';
}

function sameNames(
  names: readonly string[] | undefined,
  before: readonly string[] | null,
): boolean {
  if (names === undefined || before === null) return names === undefined && before === null;
  return names.length === before.length && names.every((name) => before.includes(name));
}
