import { CloudError } from '../huaweicloud/cloud-error';
import { argumentsIn, type BackupFilter } from '../huaweicloud/dds/backup-filter';
import { type Backups, type Dds } from '../huaweicloud/dds/dds';
import { type Backup } from '../huaweicloud/dds/list-backups';
import { foreign } from '../huaweicloud/foreign-text';
import { attributePath, DiagnosticsError } from '../terraform-plugin';

/** The one that fits, or the newest of several. */
export function onlyOne(fitting: readonly Backup[], mostRecent: boolean): Backup | undefined {
  const [newest, ...others] = fitting;
  if (newest === undefined || others.length === 0) return newest;
  if (!mostRecent) {
    throw problem(
      'Several backups fit',
      `${fitting.length} backups fit. Set most_recent = true for the newest, or backup_id to one of:\n${listed(fitting)}`,
    );
  }
  const undated = fitting.filter(({ startedAt }) => startedAt === null);
  if (undated.length > 0) {
    throw problem(
      'The newest backup cannot be told',
      `Of ${fitting.length} backups that fit, these have no time of beginning that can be read. Set backup_id to the one that is meant:\n${listed(undated)}`,
    );
  }
  return newest;
}

/** Finding out what else there is may take so long (ms). */
const PATIENCE = 10_000;

/** The error where no backup fits. It says what was asked, and what there is instead. */
export async function nothingFits(
  dds: Dds,
  filter: BackupFilter,
  { region, projectId, backups }: Backups,
  signal: AbortSignal,
): Promise<DiagnosticsError> {
  const place = `in the region ${foreign(region)} and the project ${foreign(projectId)}`;
  if (backups.length > 0) {
    return problem(
      'No backup fits',
      `No completed backup fits ${place}. There ${backups.length === 1 ? 'is' : 'are'}:\n${listed(backups)}`,
    );
  }
  const asked = [...argumentsIn(filter)].map(([name, value]) => `${name} = "${foreign(value)}"`);
  const what = asked.length === 0 ? '' : ` with ${asked.join(', ')}`;
  const limits = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
  const others = await whatElse(dds, filter, limits);
  return problem('No backup fits', `There is no backup${what} ${place}.\n\n${others}`);
}

const checkPlace =
  'Most likely the backup is in another region: check region, then project_id. Every region has instances, projects and backups of its own.';

/** What there is with fewer filters: of the instance alone, or else of the whole project. */
async function whatElse(dds: Dds, filter: BackupFilter, signal: AbortSignal): Promise<string> {
  const { instanceId } = filter;
  const set = argumentsIn(filter);
  try {
    if (instanceId && set.size > 1) {
      const { backups } = await dds.backups({ instanceId }, signal);
      if (backups.length > 0) return `Check the arguments. The instance has:\n${listed(backups)}`;
    }
    const { backups } = set.size === 0 ? { backups: [] } : await dds.backups({}, signal);
    return backups.length === 0
      ? `There is none at all. ${checkPlace}`
      : `${checkPlace} What there is:\n${listed(backups)}`;
  } catch (error) {
    // What the user wants to know is told already.
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

/** A problem with the choice of the backup. */
export function problem(summary: string, detail: string): DiagnosticsError {
  return new DiagnosticsError({
    severity: 'error',
    summary,
    detail,
    path: attributePath('backup_id'),
  });
}
