import { type Category, CloudError, detailOf } from '../huaweicloud/errors/cloud-error';
import { attributePath, type Diagnostic } from '../terraform-plugin';
import { argumentName, argumentNames } from './argument-names';

/** What to do about some errors in Terraform and OpenTofu, besides what the cloud client says. */
const ADVICE: Readonly<Partial<Record<Category, string>>> = {
  throttled:
    'The engine reads up to ten data sources at a time; -parallelism=2 lowers that to two.',
  'other-region': 'A provider block with an alias holds separate settings.',
  'download-policy':
    'The resource huaweicloud_dds_backup_download_policy of the provider huaweicloud/huaweicloud does that.',
};

/** The diagnostic for an error of the cloud client; undefined for any other error. */
export function diagnose(error: unknown): Diagnostic | undefined {
  if (!(error instanceof CloudError)) return undefined;
  const { summary, means, next, evidence } = error.textsWith(argumentNames);
  const steps = [next, ADVICE[error.category]].filter(Boolean).join(' ');
  const [argument] = error.setting?.split('.') ?? [];
  return {
    severity: 'error',
    summary,
    detail: detailOf({ means, next: steps, evidence }),
    ...(argument !== undefined && { path: attributePath(argumentName(argument)) }),
  };
}
