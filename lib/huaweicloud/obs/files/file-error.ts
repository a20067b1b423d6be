import { CloudError } from '../../errors/cloud-error';
import { systemCode } from '../../errors/system-code';
import { foreign } from '../../redaction/foreign-text';

const AGAIN = 'Then run again: the download continues where it stopped.';

/** What an error of the system means for a file, and what to do. */
export interface Reason {
  readonly means: string;
  readonly next: string;
}

const full: Reason = {
  means: 'The file system is full.',
  next: `Free some space or choose another directory. ${AGAIN}`,
};
const forbidden: Reason = {
  means: 'This user may not write there.',
  next: `Change the permissions or choose another directory. ${AGAIN}`,
};
const detour: Reason = {
  means: 'There is a symbolic link in the way, and links inside the directory are not followed.',
  next: `Remove it. ${AGAIN}`,
};
const noDirectory: Reason = {
  means: 'A part of this path is a file, not a directory.',
  next: `Remove it or choose another directory. ${AGAIN}`,
};
const tooLarge: Reason = {
  means: 'The file is larger than this file system or this process may write.',
  next: `Raise the limit (ulimit -f) or choose another directory. ${AGAIN}`,
};
const unable: Reason = {
  means:
    'The file system cannot do what a download needs: write a file at any place, and rename it.',
  next: 'Choose a directory on another file system.',
};
const unreachable: Reason = {
  means: 'The file system is no longer connected.',
  next: `Mount it again or choose another directory. ${AGAIN}`,
};

/** By the code of the system. */
export const fileReasons: Readonly<Record<string, Reason>> = {
  ENOSPC: full,
  EDQUOT: {
    means: 'The quota of this user is used up.',
    next: `Free some space or choose another directory. ${AGAIN}`,
  },
  EFBIG: tooLarge,
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: {
    means: 'The file system is read-only.',
    next: `Choose another directory, or make it writable. ${AGAIN}`,
  },
  ENOENT: {
    means: 'The directory was removed, or the file in it.',
    next: 'Run again.',
  },
  ENOTDIR: noDirectory,
  EEXIST: noDirectory,
  EISDIR: {
    means: 'There is a directory of this name.',
    next: `Remove it or choose another directory. ${AGAIN}`,
  },
  ELOOP: detour,
  ENAMETOOLONG: {
    means: 'The name is too long for this file system.',
    next: 'Choose a directory with a shorter path, or on another file system.',
  },
  EINVAL: unable,
  ENOTSUP: unable,
  ENOSYS: unable,
  EXDEV: unable,
  ENOTCONN: unreachable,
  ESTALE: unreachable,
  EIO: {
    means: 'The disk or the file system has failed to read or write.',
    next: `Check it, or choose another directory. ${AGAIN}`,
  },
  EMFILE: {
    means: 'This process has too many files open.',
    next: `Raise the limit (ulimit -n) or use fewer connections at once. ${AGAIN}`,
  },
};

const UNKNOWN: Reason = {
  means: 'The system does not say more.',
  next: `Look at the file system. ${AGAIN}`,
};

/**
 * What went wrong with a file or directory of this machine.
 * @param path the final path of the file: unfinished ones concern nobody
 */
export function fileError(path: string, error: unknown): CloudError {
  const code = systemCode(error);
  const reason = fileReasons[code] ?? UNKNOWN;
  return fileProblem(path, `${reason.means} (${code})`, reason.next, { code, cause: error });
}

/** The same for what no call of the system complains about. */
export function fileProblem(
  path: string,
  means: string,
  next: string,
  more: { code?: string; cause?: unknown } = {},
): CloudError {
  return new CloudError({
    category: 'file',
    summary: 'File cannot be written',
    means: `${foreign(path)} cannot be written. ${means}`,
    next,
    ...more,
  });
}

/** The same for a file or directory that could not be removed. */
export function removalError(path: string, error: unknown): CloudError {
  const code = systemCode(error);
  const { means } = fileReasons[code] ?? UNKNOWN;
  return new CloudError({
    category: 'file',
    summary: 'File cannot be removed',
    means: `${foreign(path)} cannot be removed. ${means} (${code})`,
    next: 'Correct that and run again, or remove it yourself.',
    code,
    cause: error,
  });
}

/** Runs what concerns a path, with errors of the system as errors about this path. */
export async function about<T>(
  path: string,
  work: () => Promise<T>,
  describe = fileError,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isSystemError(error) ? describe(path, error) : error;
  }
}

/** Not told by its class: such errors may come from another realm. */
function isSystemError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
