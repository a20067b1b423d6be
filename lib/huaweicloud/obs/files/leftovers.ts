import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode, unlessMissing } from '../../errors/system-code';
import { isPartOf, keyOf, type Place } from './part-names';

/**
 * Removes what unfinished downloads of a file have left.
 * @param except the key of a version of the object whose bytes are still needed
 */
export async function removeLeftovers({ directory, name }: Place, except?: string): Promise<void> {
  const entries = (await readdir(directory).catch(unlessMissing)) ?? [];
  const leftovers = entries.filter(
    (entry) => isPartOf(name, entry) && keyOf(name, entry) !== except,
  );
  for (const entry of leftovers) await rm(join(directory, entry), { force: true });
}

/** For `catch`: a complete file counts where nothing can be removed, too. */
export function unlessForbidden(error: unknown): void {
  if (!['EACCES', 'EPERM', 'EROFS'].includes(systemCode(error))) throw error;
}
