import { wrongBackupId, wrongInstanceId } from '../huaweicloud/dds/dds-ids';
import { withNames } from '../huaweicloud/errors/setting-names';
import { wrongId, wrongRegion } from '../huaweicloud/settings/identifiers';
import { optional, optionalAndComputed, required } from '../terraform-plugin';
import { argumentNames } from './argument-names';

/** The arguments that identify a backup. */
export const backupArguments = {
  instance_id: required.string('ID of the instance that the backup was taken from.', {
    check: asArguments(wrongInstanceId),
  }),
  backup_id: required.string('ID of the backup.', { check: asArguments(wrongBackupId) }),
};

/** The same as criteria of a search. */
export const optionalBackupArguments = {
  instance_id: optional.string('ID of the instance that the backup was taken from.', {
    check: asArguments(wrongInstanceId),
  }),
  backup_id: optional.string(
    'ID of the backup. Incremental backups are found only together with `instance_id`.',
    { check: asArguments(wrongBackupId) },
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

/** Checks are shown as they are, so they name arguments. */
function asArguments(wrong: (id: string) => string | undefined) {
  return (id: string) => {
    const problem = wrong(id);
    return problem && withNames(problem, argumentNames);
  };
}
