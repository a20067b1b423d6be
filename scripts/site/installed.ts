import { statSync } from 'node:fs';
import path from 'node:path';

/** Whether npm has installed what the lock file in `folder` says, as it is now. */
export function isInstalled(folder: string): boolean {
  // npm writes it when it has installed everything.
  const record = path.join(folder, 'node_modules/.package-lock.json');
  const installed = statSync(record, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return statSync(path.join(folder, 'package-lock.json')).mtimeMs <= installed;
}
