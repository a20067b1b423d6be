import { optionalAndComputed, required } from '../terraform-plugin/framework/attribute';

/** The arguments that say which backup is meant. */
export const backupArguments = {
  instance_id: required.string('ID of the instance that the backup was taken from.', {
    check: (id) => wrongId(id, 'an instance', 'in'),
  }),
  backup_id: required.string('ID of the backup.', {
    check: (id) => wrongId(id, 'a backup', 'br'),
  }),
};

/** Where to look, on every type. */
export const locationArguments = {
  region: optionalAndComputed.string('Region. Defaults to the region of the provider.'),
  project_id: optionalAndComputed.string(
    'ID of the project. Defaults to the project of the provider.',
  ),
};

/**
 * Ids of DDS are 32 hexadecimal digits, the kind (`in` for instances, `br` for backups) and two digits. The form is
 * not documented, so other ids are left to the API, as long as they can be ids at all and are not of the other kind.
 */
function wrongId(id: string, kind: string, mark: 'in' | 'br'): string | undefined {
  const example = `An id looks like "0123456789abcdef0123456789abcdef${mark}02".`;
  if (id.trim() === '') return `It is empty. ${example}`;
  if (!/^[\w-]{1,64}$/.test(id)) {
    return `${JSON.stringify(id)} cannot be the id of ${kind}: only letters, digits, "-" and "_" can occur in it. ${example}`;
  }
  const [, actual] = /^[0-9a-f]{32}(in|br)\d{2}$/i.exec(id) ?? [];
  return actual !== undefined && actual.toLowerCase() !== mark
    ? `"${id}" is the id of ${mark === 'in' ? 'a backup' : 'an instance'}, not of ${kind}. Perhaps instance_id and backup_id are swapped.`
    : undefined;
}
