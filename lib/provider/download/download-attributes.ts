import { resolve } from 'node:path';
import { type Cloud } from '../../huaweicloud/cloud';
import {
  computed,
  optional,
  required,
  type ResourceContext,
  type State,
  withDefault,
} from '../../terraform-plugin';
import { backupArguments, locationArguments } from '../identifiers';
import { among } from '../possible-values';

const newObject = () => true;

/** The attributes of the resource `dds_backup_download`. */
export const downloadAttributes = {
  instance_id: { ...backupArguments.instance_id, requiresReplace: newObject },
  backup_id: { ...backupArguments.backup_id, requiresReplace: newObject },
  region: { ...locationArguments.region, requiresReplace: isOtherLocation },
  project_id: { ...locationArguments.project_id, requiresReplace: isOtherLocation },
  directory: required.string(
    'Where the files go: absolute, or relative to the directory in which the engine runs. Made if it does not exist.',
    { requiresReplace: isOtherDirectory, check: wrongDirectory },
  ),
  file_names: optional.set(
    'Download only files with these names, from any group, or `<group_name>/<name>` for that of one group. Defaults to all files.',
    'string',
    { check: (names) => (names.length === 0 ? 'It is empty; omit it for all files.' : undefined) },
  ),
  parallelism: optional.integer(
    'Connections at once over all files, from 1 to 64. Defaults to 4.',
    {
      check: (count) =>
        count < 1n || count > 64n ? 'It must be a whole number from 1 to 64.' : undefined,
    },
  ),
  retain_on_destroy: withDefault(
    optional.bool(
      'Whether to keep the files when the resource is destroyed or no longer includes them. Defaults to `false`.',
    ),
    false,
  ),
  on_missing: withDefault(
    optional.string(
      'What to do about files that are missing or altered: `download` downloads them again, `ignore` does not look at them, for workspaces that start empty. Defaults to `download`.',
      { check: among(['download', 'ignore']) },
    ),
    'download',
  ),
  verify: withDefault(
    optional.string(
      'How each plan finds altered files: by `size`, or by `sha256`, which reads them. Defaults to `size`.',
      { check: among(['size', 'sha256']) },
    ),
    'size',
  ),
  id: computed.string('`<instance_id>/<backup_id>`.'),
  bucket: computed.string('OBS bucket that holds the files; null if the API does not say.'),
  files: computed.list('The files, ordered by group name, then by name.', {
    name: computed.string('Name of the file.'),
    path: computed.string(
      'Path below `directory`: the name, or `<group_name>/<name>` if several groups have a file of this name.',
    ),
    size: computed.integer('Size in KB, as the API gives it.'),
    size_bytes: computed.integer('Size in bytes; null if the file is missing.'),
    sha256: computed.string(
      'SHA-256 in hexadecimal digits; null if the file is missing or altered.',
    ),
    group_name: computed.string('Name of the shard or config group, in the backup of a cluster.'),
  }),
};

/** What the state says of a download. */
export type DownloadState = State<typeof downloadAttributes>;
export type DownloadContext = ResourceContext<Cloud>;

/** Another spelling of the same path is not another directory. */
export function isOtherDirectory(prior: string | null, planned: string | null): boolean {
  return resolve(prior ?? '') !== resolve(planned ?? '');
}

/** Blanks around a region or project are not part of it; a blank one means that of the provider, probably the same. */
export function isOtherLocation(prior: string | null, planned: string | null): boolean {
  const wanted = planned?.trim() ?? '';
  return wanted !== '' && wanted !== prior?.trim();
}

function wrongDirectory(directory: string): string | undefined {
  if (directory.trim() === '') return 'It is blank.';
  if (directory.startsWith('~')) {
    return 'It starts with "~", which only shells expand: write the whole path, or use pathexpand().';
  }
  return directory.includes('\0') ? 'It contains a NUL character.' : undefined;
}
