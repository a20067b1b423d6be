import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type CloudError } from '../../errors/cloud-error';
import { systemCode } from '../../errors/system-code';
import { fileProblem } from './file-error';

/**
 * What it means that a file or folder cannot be created: file systems refuse names with codes that
 * say other things as well, such as `ENOENT`. Whether others can be created there tells which it is.
 * @param path the final one
 * @returns undefined if the name is not the reason
 */
export async function refusedName(path: string, error: unknown): Promise<CloudError | undefined> {
  const code = systemCode(error);
  if (!ANSWERS.has(code) || !(await takesOtherNames(dirname(path)))) return undefined;
  return fileProblem(
    path,
    `The file system does not take this name; those of Windows have no < > : " | ? and *. (${code})`,
    'Choose a directory on another file system.',
    { code, cause: error },
  );
}

const ANSWERS = new Set(['EINVAL', 'EILSEQ', 'ENOENT', 'EPERM', 'EACCES', 'ENOTSUP']);

async function takesOtherNames(directory: string): Promise<boolean> {
  const path = join(directory, `.${randomBytes(8).toString('hex')}`);
  try {
    await (await open(path, 'wx', 0o600)).close();
    await rm(path);
    return true;
  } catch {
    return false;
  }
}
