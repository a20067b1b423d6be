import { CloudError } from '../errors/cloud-error';
import { named } from '../errors/setting-names';
import { foreign } from '../redaction/foreign-text';
import { Deadline } from '../waiting/deadline';
import { type BackupCriteria, criteriaSetIn } from './backup-criteria';
import { type Backups, type Dds } from './dds';
import { type Backup } from './list-backups';

/**
 * The newest of the backups that match, undefined if there are none.
 * @param matching the newest first
 * @throws CloudError if there are several and the start of one is unknown
 */
export function newestOf(matching: readonly Backup[]): Backup | undefined {
  const undated = matching.filter(({ startedAt }) => startedAt === undefined);
  if (matching.length > 1 && undated.length > 0) {
    throw new CloudError({
      category: 'state',
      setting: 'backupId',
      summary: 'The newest backup is unknown',
      means: `Of ${matching.length} matching backups, these have no readable start time. Set ${named('backupId')} to the one that you mean:\n${listedBackups(undated)}`,
    });
  }
  return matching[0];
}

/** The search for other backups is given up after this time (ms). */
const SEARCH_TIMEOUT = 10_000;

/** The error if no backup matches. It shows the criteria, and the backups that there are. */
export async function noMatch(
  dds: Dds,
  criteria: BackupCriteria,
  { region, projectId, backups }: Backups,
  signal: AbortSignal,
): Promise<CloudError> {
  const place = `in the region ${foreign(region)} and the project ${foreign(projectId)}`;
  if (backups.length > 0) {
    return notFound(
      `No completed backup matches ${place}. There ${backups.length === 1 ? 'is' : 'are'}:\n${listedBackups(backups)}`,
    );
  }
  const set = [...criteriaSetIn(criteria)].map(
    ([name, value]) => `${named(name)} = "${foreign(value)}"`,
  );
  const what = set.length === 0 ? '' : ` with ${set.join(', ')}`;
  const deadline = new Deadline(SEARCH_TIMEOUT, signal);
  try {
    const others = await otherBackups(dds, criteria, deadline.signal);
    return notFound(`There is no backup${what} ${place}.`, others);
  } finally {
    deadline.clear();
  }
}

function notFound(means: string, next?: string): CloudError {
  const summary = 'No backup matches';
  return new CloudError({ category: 'not-found', setting: 'backupId', summary, means, next });
}

const OWN_PER_REGION = 'Each region has its own instances, projects and backups.';
const CHECK_PLACE = `Most likely the backup is in another region: check ${named('region')}, then ${named('projectId')}. ${OWN_PER_REGION}`;

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
      if (backups.length > 0)
        return `Check the arguments. The instance has:\n${listedBackups(backups)}`;
    }
    const { backups } = set.size === 0 ? { backups: [] } : await dds.backups({}, signal);
    return backups.length === 0
      ? `There are no backups at all. ${CHECK_PLACE}`
      : `Check ${[...set.keys()].map(named).join(', ')}, then ${named('region')} and ${named('projectId')}. ${OWN_PER_REGION} Here are:\n${listedBackups(backups, { withInstance: true })}`;
  } catch (error) {
    // The error itself says the essential part.
    if (error instanceof CloudError) return CHECK_PLACE;
    throw error;
  }
}

const MOST_LISTED = 10;

/** A line for each, with what tells them apart; at most ten. */
export function listedBackups(
  backups: readonly Backup[],
  { withInstance = false }: { withInstance?: boolean } = {},
): string {
  const lines = backups
    .slice(0, MOST_LISTED)
    .map(({ id, name, type, status, beginTime, instanceId }) => {
      const fields = [id, name, type, status, beginTime];
      const line = fields.map((field) => foreign(field ?? '-', 100)).join('  ');
      return withInstance ? `${line}, of ${foreign(instanceId ?? '-', 100)}` : line;
    });
  const more = backups.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])]
    .map((line) => `  ${line}`)
    .join('\n');
}
