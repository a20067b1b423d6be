import { CloudError, detailOf } from '../../huaweicloud/errors/cloud-error';
import { FAILED, USAGE_ERROR } from '../exit-codes';
import { flagNames, flagOf } from '../flag-names';
import { type GlobalOptions, SETTING_FLAGS } from '../global-options';
import { UnwritableOutput } from './output';
import { unexpectedError } from './unexpected-error';
import { UnwritableFile } from './written-file';

/** What a command cannot do and what helps, in sentences for its user. */
export class CommandFailed extends Error {}

/** What a user reads about an error, without the word "error", and the exit code for it. */
export function failureOf(
  error: unknown,
  options: GlobalOptions,
): { readonly text: string; readonly exitCode: number } {
  if (error instanceof CloudError) {
    return { text: textOf(error), exitCode: isUsageError(error, options) ? USAGE_ERROR : FAILED };
  }
  if (
    error instanceof CommandFailed ||
    error instanceof UnwritableFile ||
    error instanceof UnwritableOutput
  ) {
    return { text: error.message, exitCode: FAILED };
  }
  return { text: unexpectedError(error), exitCode: FAILED };
}

/** An error of the cloud client with the names of the flags, in several lines. */
export function textOf(error: CloudError): string {
  const texts = error.textsWith(flagNames);
  return `${texts.summary}\n${detailOf(texts).replaceAll(/\n{2,}/g, '\n')}`;
}

/** Whether the value of a flag is wrong. A setting that is missing, or wrong in the environment, is not. */
function isUsageError({ category, setting }: CloudError, options: GlobalOptions): boolean {
  if (category !== 'settings' || setting === undefined) return false;
  const [name = ''] = setting.split('.');
  if (!(name in SETTING_FLAGS)) return flagOf(name) !== undefined;
  const given: Readonly<Record<string, unknown>> = { ...options, endpoints: options.endpoint };
  return given[name] !== undefined;
}
