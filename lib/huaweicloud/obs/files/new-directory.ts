import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode } from '../../errors/system-code';
import { syncDirectory } from './directory';

/**
 * Makes directories together with a first file in the innermost one, under another name until all of it is there: a
 * run that is killed leaves everything, or nothing but that draft, which the next run removes.
 * @param missing the directories, the outermost first
 * @returns false if another run was faster
 */
export async function makeDirectoryWith(
  file: { readonly name: string; readonly content: string },
  missing: readonly [string, ...string[]],
): Promise<boolean> {
  const [outermost] = missing;
  const draft = join(dirname(outermost), draftName([...missing, file.name]));
  let innermost = draft;
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft);
    for (const path of missing.slice(1)) {
      innermost = join(innermost, basename(path));
      await mkdir(innermost);
    }
    await writeFile(join(innermost, file.name), file.content, { flag: 'wx', mode: 0o600 });
    await rename(draft, outermost);
    await syncDirectory(dirname(outermost));
    return true;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (MADE_MEANWHILE.includes(systemCode(error))) return false;
    throw error;
  }
}

/** Also what happens when another run removes the draft. */
const MADE_MEANWHILE = ['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'ENOENT'];

/** What directories are called until all is there; no file of a backup can have such a name. */
export function draftName(parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('\0')).digest('hex');
  return `.download-${hash.slice(0, 16)}.${hash.slice(16, 32)}.part`;
}
