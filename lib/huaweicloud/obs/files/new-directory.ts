import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode } from '../../errors/system-code';
import { syncDirectory } from './directory';

/**
 * Makes directories together with a first file in the innermost one, under another name until all of it is there: a
 * run that is killed leaves everything, or nothing but that draft. The run that makes the directories removes it.
 * @param missing the directories, the outermost first
 * @returns false if another run was faster
 */
export async function makeDirectoryWith(
  file: { readonly name: string; readonly content: string },
  missing: readonly [string, ...string[]],
): Promise<boolean> {
  const [outermost] = missing;
  const parent = dirname(outermost);
  const prefix = draftPrefix([...missing, file.name]);
  // Each run has a draft of its own. In one that they share, they would remove what another has just made.
  const draft = join(parent, `${prefix}${randomBytes(8).toString('hex')}.part`);
  let innermost = draft;
  try {
    await mkdir(draft);
    for (const path of missing.slice(1)) {
      innermost = join(innermost, basename(path));
      await mkdir(innermost);
    }
    await writeFile(join(innermost, file.name), file.content, { flag: 'wx', mode: 0o600 });
    await rename(draft, outermost);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (MADE_MEANWHILE.includes(systemCode(error))) return false;
    throw error;
  }
  await removeDrafts(parent, prefix);
  await syncDirectory(parent);
  return true;
}

/** Also what happens when another run removes the draft. */
const MADE_MEANWHILE = ['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'ENOENT'];

/** What is left of runs that were killed, and what slower ones will not need. */
async function removeDrafts(parent: string, prefix: string): Promise<void> {
  try {
    const drafts = (await readdir(parent)).filter((name) => name.startsWith(prefix));
    for (const draft of drafts) await rm(join(parent, draft), { recursive: true, force: true });
  } catch {
    // They may belong to another user, or be in use. All that was to be made is there.
  }
}

/** How directories are called until all is there; no file of a backup can have such a name. */
export function draftPrefix(parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('\0')).digest('hex');
  return `.download-${hash.slice(0, 16)}.`;
}
