import { CloudError } from '../huaweicloud/cloud-error';
import { type BackupCriteria, criteriaSetIn } from '../huaweicloud/dds/backup-criteria';
import { type Backups, type Dds } from '../huaweicloud/dds/dds';
import { type Backup } from '../huaweicloud/dds/list-backups';
import { foreign } from '../huaweicloud/foreign-text';
import { attributePath, DiagnosticsError } from '../terraform-plugin';
import { argumentName } from './argument-names';

/** The only one, or the newest of several. */
export function onlyOne(matching: readonly Backup[], mostRecent: boolean): Backup | undefined {
  const [newest, ...others] = matching;
  if (newest === undefined || others.length === 0) return newest;
  if (!mostRecent) {
    throw problem(
      'Several backups match',
      `${matching.length} backups match. Set most_recent = true for the newest, or backup_id to one of:\n${listed(matching)}`,
    );
  }
  const undated = matching.filter(({ startedAt }) => startedAt === null);
  if (undated.length > 0) {
    throw problem(
      'The newest backup is unknown',
      `Of ${matching.length} matching backups, these have no readable start time. Set backup_id to the one that you mean:\n${listed(undated)}`,
    );
  }
  return newest;
}

/** The search for other backups is given up after this time (ms). */
const SEARCH_TIMEOUT = 10_000;

/** The error if no backup matches. It shows the criteria, and the backups that there are. */
export async function noMatch(
  dds: Dds,
  criteria: BackupCriteria,
  { region, projectId, backups }: Backups,
  signal: AbortSignal,
): Promise<DiagnosticsError> {
  const place = `in the region ${foreign(region)} and the project ${foreign(projectId)}`;
  if (backups.length > 0) {
    return problem(
      'No backup matches',
      `No completed backup matches ${place}. There ${backups.length === 1 ? 'is' : 'are'}:\n${listed(backups)}`,
    );
  }
  const set = [...criteriaSetIn(criteria)].map(
    ([name, value]) => `${argumentName(name)} = "${foreign(value)}"`,
  );
  const what = set.length === 0 ? '' : ` with ${set.join(', ')}`;
  const limits = AbortSignal.any([signal, AbortSignal.timeout(SEARCH_TIMEOUT)]);
  const others = await otherBackups(dds, criteria, limits);
  return problem('No backup matches', `There is no backup${what} ${place}.\n\n${others}`);
}

const checkPlace =
  'Most likely the backup is in another region: check region, then project_id. Each region has its own instances, projects and backups.';

/** The backups that match fewer criteria: those of the instance, or else of the whole project. */
async function otherBackups(
  dds: Dds,
  criteria: BackupCriteria,
  signal: AbortSignal,
): Promise<string> {
  const { instanceId } = criteria;
  const set = criteriaSetIn(criteria);
  try {
    if (instanceId && set.size > 1) {
      const { backups } = await dds.backups({ instanceId }, signal);
      if (backups.length > 0) return `Check the arguments. The instance has:\n${listed(backups)}`;
    }
    const { backups } = set.size === 0 ? { backups: [] } : await dds.backups({}, signal);
    return backups.length === 0
      ? `There are no backups at all. ${checkPlace}`
      : `${checkPlace} These exist:\n${listed(backups)}`;
  } catch (error) {
    // The error itself says the essential part.
    if (error instanceof CloudError) return checkPlace;
    throw error;
  }
}

const MOST_LISTED = 10;

function listed(backups: readonly Backup[]): string {
  const lines = backups
    .slice(0, MOST_LISTED)
    .map(({ id, name, type, status, beginTime }) =>
      [id, name, type, status, beginTime].map((field) => foreign(field ?? '-', 100)).join('  '),
    );
  const more = backups.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])]
    .map((line) => `  ${line}`)
    .join('\n');
}

/** An error about the choice of the backup. */
export function problem(summary: string, detail: string): DiagnosticsError {
  return new DiagnosticsError({
    severity: 'error',
    summary,
    detail,
    path: attributePath('backup_id'),
  });
}
