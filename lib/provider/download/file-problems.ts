import { resolve } from 'node:path';
import { CloudError } from '../../huaweicloud/errors/cloud-error';
import { type BackupDownload } from '../../huaweicloud/obs/backup-download';
import { foreign } from '../../huaweicloud/redaction/foreign-text';
import { attributePath, type Diagnostic, DiagnosticsError } from '../../terraform-plugin';
import { argumentNames } from '../argument-names';
import { diagnose } from '../diagnose';

/** Errors that a message lists. */
const MOST_SHOWN = 10;

/** Runs what concerns files, with problems of files as problems of the argument `directory`. */
export async function aboutDirectory<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CloudError && error.category === 'file') {
      throw new DiagnosticsError(fileDiagnostic(error));
    }
    throw error;
  }
}

/** Runs a download; if it is interrupted, or runs out of time, the error says what has become of it. */
export function continuable<T>(
  { directory }: { readonly directory: string },
  work: () => Promise<T>,
): Promise<T> {
  return aboutDirectory(async () => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CloudError) || error.category !== 'cancelled') throw error;
      const means = `What has been downloaded stays in ${foreign(resolve(directory), 300)}, and the next apply continues there.`;
      const { category, summary, code } = error;
      throw new CloudError({ category, summary, means, code, cause: error });
    }
  });
}

/** @throws DiagnosticsError if files could not be downloaded; it says what has become of the others */
export function requireComplete(
  { files, failed, directory }: BackupDownload,
  operation: 'create' | 'update',
): void {
  if (failed.length === 0) return;
  const rest = `${files.length} of ${files.length + failed.length} files are complete. What has been downloaded stays in ${foreign(directory, 300)}, and the next apply continues there. ${UNTIL_THEN[operation]}`;
  const shown = failed.slice(0, MOST_SHOWN).map(({ path, error }) => {
    const diagnostic = fileDiagnostic(error);
    return {
      ...diagnostic,
      summary: `${diagnostic.summary}: ${foreign(path)}`,
      detail: `${diagnostic.detail}\n\n${rest}`,
    };
  });
  throw new DiagnosticsError(...shown);
}

/** What destroying does while a download is not complete. */
const UNTIL_THEN = {
  create:
    'Until then nothing is in the state, so that destroying removes nothing: if there will be no other apply, remove the files yourself.',
  update: 'Destroying the resource removes it as well.',
};

/** Waits for files that were downloaded before; if the backup has others by now, another plan would not help. */
export async function asBefore<T>(downloading: Promise<T>): Promise<T> {
  try {
    return await downloading;
  } catch (error) {
    // What can be wrong with a list: other files than announced, none of a name, or none at all.
    const isAboutList =
      error instanceof CloudError &&
      (['FILES_CHANGED', 'NO_FILES'].includes(error.code ?? '') || error.setting === 'fileNames');
    throw isAboutList ? new DiagnosticsError(LISTED_OTHERWISE) : error;
  }
}

const REPLACE =
  'To download the backup as it is now, replace the resource: apply with -replace=ADDRESS.';

const LISTED_OTHERWISE: Diagnostic = {
  severity: 'error',
  summary: 'Files of the backup have changed',
  detail: `It does not list all files as they were downloaded before, so those that are missing or altered cannot be downloaded again. ${REPLACE}`,
  path: attributePath('backup_id'),
};

const REPLACED = {
  summary: 'The file in the backup has changed',
  detail: `It differs from the file that was downloaded before, so it was not kept. ${REPLACE}`,
  path: attributePath('backup_id'),
};

function fileDiagnostic(error: CloudError): Diagnostic {
  const found = diagnose(error);
  if (found === undefined) throw error;
  if (error.category !== 'file') return found;
  // Only the state tells what to expect.
  if (error.code === 'SHA256_MISMATCH') return { ...found, ...REPLACED };
  const path = attributePath('directory');
  // The command can overwrite files; the resource never does.
  if (error.setting !== 'overwrite') return { ...found, path };
  const { means } = error.textsWith(argumentNames);
  const detail = `${means}\n\nMove it away, or choose another directory.`;
  return { ...found, path, detail };
}
