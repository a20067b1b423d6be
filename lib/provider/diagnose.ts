import { CloudError } from '../huaweicloud/cloud-error';
import { attributePath, type Diagnostic } from '../terraform-plugin';

/** What to tell of an error of the cloud client; undefined for any other error. */
export function diagnose(error: unknown): Diagnostic | undefined {
  if (!(error instanceof CloudError)) return undefined;
  return {
    severity: 'error',
    summary: error.summary,
    detail: error.detail,
    ...(error.argument !== undefined && { path: attributePath(error.argument) }),
  };
}
