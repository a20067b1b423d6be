import { foreign } from '../huaweicloud/foreign-text';
import { wrongId, wrongRegion } from '../huaweicloud/identifiers';
import { optional, optionalAndComputed, required } from '../terraform-plugin';

/** The arguments that identify a backup. */
export const backupArguments = {
  instance_id: required.string('ID of the instance that the backup was taken from.', {
    check: wrongInstanceId,
  }),
  backup_id: required.string('ID of the backup.', { check: wrongBackupId }),
};

/** The same as criteria of a search. */
export const optionalBackupArguments = {
  instance_id: optional.string('ID of the instance that the backup was taken from.', {
    check: wrongInstanceId,
  }),
  backup_id: optional.string(
    'ID of the backup. Incremental backups are found only together with `instance_id`.',
    { check: wrongBackupId },
  ),
};

/** The arguments of every type for region and project. Blanks around the values are ignored. */
export const locationArguments = {
  region: optionalAndComputed.string('Region. Defaults to the region of the provider.', {
    check: (region) => unlessBlank(region, wrongRegion),
  }),
  project_id: optionalAndComputed.string(
    'ID of the project. Defaults to the project of the provider.',
    { check: (id) => unlessBlank(id, (text) => wrongId(text)) },
  ),
};

function unlessBlank(text: string, wrong: (text: string) => string | undefined) {
  return text.trim() === '' ? undefined : wrong(text.trim());
}

function wrongInstanceId(id: string): string | undefined {
  return wrongIdOf(id, 'an instance', 'in');
}

function wrongBackupId(id: string): string | undefined {
  return wrongIdOf(id, 'a backup', 'br');
}

/**
 * Ids of DDS are 32 hexadecimal digits, the kind (`in` for instances, `br` for backups) and two digits. The form is
 * not documented, so other ids are left to the API, unless they cannot be ids at all or are of the other kind.
 */
function wrongIdOf(id: string, kind: string, mark: 'in' | 'br'): string | undefined {
  const example = `Ids look like "0123456789abcdef0123456789abcdef${mark}02".`;
  if (id.trim() === '') return `It is empty. ${example}`;
  const problem = wrongId(id, `the id of ${kind}`);
  if (problem !== undefined) return `${problem} ${example}`;
  const [, actual] = /^[0-9a-f]{32}(in|br)\d{2}$/i.exec(id) ?? [];
  return actual !== undefined && actual.toLowerCase() !== mark
    ? `"${foreign(id)}" is the id of ${mark === 'in' ? 'a backup' : 'an instance'}, not of ${kind}. Are instance_id and backup_id swapped?`
    : undefined;
}
