/** A download in a process of its own, which can be killed. Prints its result as JSON. */
import { Cloud } from '../../../lib/huaweicloud/cloud';
import { CloudError } from '../../../lib/huaweicloud/errors/cloud-error';
import { type BackupDownloadRequest } from '../../../lib/huaweicloud/obs/backup-download';
import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';

export interface DownloadJob {
  readonly settings: GivenSettings;
  readonly request: BackupDownloadRequest;
}

export interface DownloadResult {
  readonly files: { readonly path: string; readonly sha256: string }[];
  readonly failed: { readonly path: string; readonly code?: string }[];
  readonly notices: string[];
}

async function main({ settings, request }: DownloadJob): Promise<DownloadResult> {
  const objectLimits = { base: 1, cap: 20, stall: 5000 };
  const cloud = new Cloud(settings, { env: process.env, objectLimits });
  const notices: string[] = [];
  const observer = {
    progressed: () => process.stderr.write('.'),
    noticed: (_: unknown, notice: string) => {
      notices.push(notice);
      process.stderr.write('!');
    },
  };
  const downloads = await cloud.downloads();
  const { signal } = new AbortController();
  const { files, failed } = await downloads.toDirectory({ ...request, observer }, signal);
  return {
    files: files.map(({ path, sha256 }) => ({ path, sha256 })),
    failed: failed.map(({ path, error }) => ({ path, code: error.code })),
    notices,
  };
}

main(JSON.parse(process.argv[2] ?? '') as DownloadJob).then(
  (result) => process.stdout.write(JSON.stringify(result)),
  (error: unknown) => {
    process.stderr.write(error instanceof CloudError ? error.message : String(error));
    process.exitCode = 1;
  },
);
