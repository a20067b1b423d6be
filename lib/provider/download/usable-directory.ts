import { lstat, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import { attributePath, DiagnosticsError } from '../../terraform-plugin';

/**
 * Checks what is at the path of the directory by now; what does not exist yet will be made.
 * @throws DiagnosticsError if it is no directory, is below a file, or is a symbolic link: that could lead elsewhere when
 * the files are removed
 */
export async function requireDirectory(directory: string): Promise<void> {
  const path = resolve(directory);
  for (const step of stepsTo(path)) {
    const found = await lstat(step).catch(() => undefined);
    if (found === undefined) return;
    if (found.isSymbolicLink()) {
      if (step === path) throw notUsable(step, 'is a symbolic link', 'Use the path it leads to');
      const target = await stat(step).catch(() => undefined);
      if (target === undefined) throw notUsable(step, 'is a symbolic link that leads nowhere');
      if (!target.isDirectory()) throw notUsable(step, 'is a symbolic link to a file');
    } else if (!found.isDirectory()) throw notUsable(step, 'is a file');
  }
}

/** The path and all directories that it is in, the outermost first. */
function stepsTo(path: string): string[] {
  const steps = [path];
  for (let at = path; dirname(at) !== at; at = dirname(at)) steps.unshift(dirname(at));
  return steps;
}

function notUsable(path: string, what: string, next = 'Remove it'): DiagnosticsError {
  return new DiagnosticsError({
    severity: 'error',
    summary: 'Not a directory',
    detail: `${foreign(path, 300)} ${what}. ${next}, or choose another directory.`,
    path: attributePath('directory'),
  });
}
