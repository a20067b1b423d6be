import { CloudError } from '../../huaweicloud/cloud-error';
import { UnwritableOutput } from './output';
import { unexpectedError } from './unexpected-error';
import { UnwritableFile } from './written-file';

const FAILED = 1;

/** What a user reads about an error, without the word "error", and the exit code for it. */
export function failureOf(error: unknown): { readonly text: string; readonly exitCode: number } {
  if (error instanceof CloudError) {
    return { text: `${error.summary}\n${error.detail}`, exitCode: FAILED };
  }
  if (error instanceof UnwritableFile || error instanceof UnwritableOutput) {
    return { text: error.message, exitCode: FAILED };
  }
  return { text: unexpectedError(error), exitCode: FAILED };
}
