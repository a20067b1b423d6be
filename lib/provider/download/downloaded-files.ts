import { type DownloadedFile, type PlannedFile } from '../../huaweicloud/obs/backup-download';
import { isCalled } from '../../huaweicloud/obs/files/choose-files';
import { type DownloadState } from './download-attributes';

/** One element of `files`. */
export type FileAttributes = NonNullable<DownloadState['files']>[number];

/** A file without what only its bytes tell. */
export function describeFile({ name, path, size, groupName }: PlannedFile) {
  return { name, path, size: size ?? null, group_name: groupName ?? null };
}

export function describeDownloaded(file: DownloadedFile): FileAttributes {
  return {
    ...describeFile(file),
    size_bytes: BigInt(file.sizeBytes),
    sha256: file.sha256,
  };
}

/** The same file as the downloads know it. */
export function plannedFile({ name, path, size, group_name }: FileAttributes): PlannedFile {
  return {
    name: name ?? '',
    path: path ?? '',
    size: size ?? undefined,
    groupName: group_name ?? undefined,
  };
}

export function pathOf({ path }: FileAttributes): string {
  return path ?? '';
}

/** What `file_names` may have to choose this file, and no other one if it has a group. */
export function fullNameOf({ name, group_name }: FileAttributes): string {
  return group_name === null ? (name ?? '') : `${group_name}/${name}`;
}

/** Whether one of `file_names` chooses the file. */
export function isChosen(names: readonly string[], file: FileAttributes): boolean {
  return names.some((name) => isCalled(name, plannedFile(file)));
}

/** Whether the file is complete and unaltered, as far as the state knows. */
export function isInPlace({ sha256 }: FileAttributes): boolean {
  return sha256 !== null;
}
