import { named } from '../errors/setting-names';
import { foreign } from '../redaction/foreign-text';
import { wrongId } from '../settings/identifiers';

/** What is wrong with the ID of an instance, in sentences that may refer to settings. */
export function wrongInstanceId(id: string): string | undefined {
  return wrongIdOf(id, 'an instance', 'in');
}

/** What is wrong with the ID of a backup, in sentences that may refer to settings. */
export function wrongBackupId(id: string): string | undefined {
  return wrongIdOf(id, 'a backup', 'br');
}

/**
 * IDs of DDS are 32 hexadecimal digits, the kind (`in` for instances, `br` for backups) and two
 * digits. The form is not documented, so other ids are left to the API, unless they cannot be ids at
 * all or are of the other kind.
 */
function wrongIdOf(id: string, kind: string, mark: 'in' | 'br'): string | undefined {
  const example = `IDs look like "0123456789abcdef0123456789abcdef${mark}02".`;
  if (id.trim() === '') return `It is empty. ${example}`;
  const problem = wrongId(id, `the ID of ${kind}`);
  if (problem !== undefined) return `${problem} ${example}`;
  const [, actual] = /^[0-9a-f]{32}(in|br)\d{2}$/i.exec(id) ?? [];
  return actual !== undefined && actual.toLowerCase() !== mark
    ? `"${foreign(id)}" is the ID of ${mark === 'in' ? 'a backup' : 'an instance'}, not of ${kind}. Are ${named('instanceId')} and ${named('backupId')} swapped?`
    : undefined;
}
