import {
  type BackupDownloadLinks,
  type BackupFile,
} from '../huaweicloud/dds/backup-download-links';
import { type BackupAddress } from '../huaweicloud/dds/find-reason';
import { rfc3339 } from '../huaweicloud/http/times';
import { nullForAbsent } from './null-for-absent';

/** The links of a backup with the names of the attributes. */
export function describeLinks({ instanceId, backupId }: BackupAddress, links: BackupDownloadLinks) {
  return nullForAbsent({
    region: links.region,
    project_id: links.projectId,
    id: `${instanceId}/${backupId}`,
    bucket: links.bucket,
    expires_at: rfc3339(earliestExpiry(links)),
    files: links.files.map(describeFile),
  });
}

/** Without `nullForAbsent`: a backup may have a thousand files. */
function describeFile(file: BackupFile) {
  return {
    name: file.name ?? null,
    size: file.size ?? null,
    download_link: file.downloadLink ?? null,
    link_expired_time: file.linkExpiredTime ?? null,
    expires_at: rfc3339(file.expiresAt) ?? null,
    group_id: file.groupId ?? null,
    group_name: file.groupName ?? null,
  };
}

export function earliestExpiry({ files }: BackupDownloadLinks): Date | undefined {
  const times = files.flatMap(({ expiresAt }) =>
    expiresAt === undefined ? [] : [expiresAt.getTime()],
  );
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}
