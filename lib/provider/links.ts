import { type Cloud } from '../huaweicloud/cloud';
import {
  type BackupDownloadLinks,
  type BackupFile,
} from '../huaweicloud/dds/backup-download-links';
import { rfc3339 } from '../huaweicloud/http/times';
import { foreign } from '../huaweicloud/redaction/foreign-text';
import {
  attributePath,
  computed,
  type Config,
  DiagnosticsError,
  durationInMilliseconds,
  optional,
  type RequestContext,
} from '../terraform-plugin';
import { describeLinks, earliestExpiry } from './described-links';
import { backupArguments, locationArguments } from './identifiers';

/** What the data source and the ephemeral resource `dds_backup_download_links` have in common. */
export const linkAttributes = {
  ...backupArguments,
  ...locationArguments,
  minimum_validity: optional.duration(
    'Fail if a link expires sooner than this, by the clock of the cloud. At most `15m`.',
    { max: '15m' },
  ),
  id: computed.string('`<instance_id>/<backup_id>`, the same at every read.'),
  bucket: computed.string('OBS bucket that holds the files; null if the API does not say.'),
  expires_at: computed.string(
    'Earliest expiry of a link, as RFC 3339 in UTC; null if no expiry can be read.',
  ),
  files: computed.list('The files of the backup, ordered by group name, then by name.', {
    name: computed.string('Name of the file.'),
    size: computed.integer('Size in KB.'),
    download_link: computed.string('Pre-signed link. Whoever has it can download the file.', {
      sensitive: true,
    }),
    link_expired_time: computed.string('When the link expires, verbatim from the API.'),
    expires_at: computed.string(
      'When the link expires, as RFC 3339 in UTC; null if the expiry cannot be read.',
    ),
    group_id: computed.string('ID of the shard or config group, in the backup of a cluster.'),
    group_name: computed.string('Name of the shard or config group, in the backup of a cluster.'),
  }),
};

/** Fresh links, as attributes. */
export async function readLinks(
  config: Config<typeof linkAttributes>,
  { client: cloud, signal }: RequestContext<Cloud>,
) {
  const { instance_id, backup_id, region, project_id, minimum_validity } = config;
  const dds = cloud.dds({ region, projectId: project_id });
  const links = await dds.backupDownloadLinks(
    { instanceId: instance_id, backupId: backup_id },
    signal,
  );
  if (minimum_validity !== null) requireValidity(links, minimum_validity);
  return describeLinks({ instanceId: instance_id, backupId: backup_id }, links);
}

/** Compares by the clock of the cloud, where the links expire; the local one may be wrong. */
function requireValidity(links: BackupDownloadLinks, minimum: string): void {
  const unreadable = links.files.find(({ expiresAt }) => expiresAt === undefined);
  if (unreadable !== undefined) {
    throw invalidMinimum(
      'The expiry of a link is unknown',
      `${unreadableExpiry(unreadable)} Omit minimum_validity, and use the link at once.`,
    );
  }
  const earliest = earliestExpiry(links);
  if (earliest === undefined) return;
  const remaining = earliest.getTime() - links.receivedAt.getTime();
  if (remaining < (durationInMilliseconds(minimum) ?? 0)) {
    throw invalidMinimum(
      'A link expires too soon',
      `A link expires in ${Math.floor(remaining / 1000)}s, at ${rfc3339(earliest)}, but minimum_validity is ${minimum}. ` +
        'Links are valid for 15 minutes after the read: read again, or require less.',
    );
  }
}

/** The expiry verbatim, which may be any text. */
function unreadableExpiry({ name = 'a file', linkExpiredTime }: BackupFile): string {
  return linkExpiredTime === undefined
    ? `The API does not say when the link of ${foreign(name)} expires.`
    : `The API says that the link of ${foreign(name)} expires at "${foreign(linkExpiredTime, 100)}", which cannot be read as a time.`;
}

function invalidMinimum(summary: string, detail: string): DiagnosticsError {
  return new DiagnosticsError({
    severity: 'error',
    summary,
    detail,
    path: attributePath('minimum_validity'),
  });
}
