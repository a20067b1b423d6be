import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { systemCode } from '../../errors/system-code';

/**
 * The directories that have to be made for this one to exist, the outermost first. For whoever
 * cannot use `recursive` of mkdir: if a parent exists but takes no entries, as in /proc, Node.js 20
 * never comes back from it.
 */
export async function missingDirectories(directory: string): Promise<string[]> {
  const missing: string[] = [];
  for (let at = resolve(directory); await isMissing(at); at = dirname(at)) missing.unshift(at);
  return missing;
}

async function isMissing(path: string): Promise<boolean> {
  try {
    await access(path);
    return false;
  } catch (error) {
    // A file in place of a directory: making one below it says so.
    return ['ENOENT', 'ENOTDIR'].includes(systemCode(error)) && dirname(path) !== path;
  }
}
