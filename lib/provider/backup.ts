import { setTimeout as pause } from 'node:timers/promises';
import { type Cloud } from '../huaweicloud/cloud';
import { type Dds } from '../huaweicloud/dds/dds';
import { type Backup } from '../huaweicloud/dds/list-backups';
import { attributePath } from '../terraform-plugin/cty/path';
import { optional, orComputed } from '../terraform-plugin/framework/attribute';
import { dataSource } from '../terraform-plugin/framework/data-source';
import { DiagnosticsError } from '../terraform-plugin/framework/diagnostics';
import { type RequestContext } from '../terraform-plugin/framework/request';
import { backupAttributes, describeBackup } from './backup-attributes';
import { backupFilterConstraints, backupFilterOf, backupFilters } from './backup-filter';

/** Source: DDS API reference, "Querying the Backup List". */
export const backup = dataSource('dds_backup', {
  description:
    'One DDS backup: the one with an ID, or the one that fits the arguments. Without `status` only completed backups fit.',
  attributes: {
    ...backupAttributes,
    ...backupFilters,
    // These are arguments as well as attributes; after the read they say what the backup has.
    backup_id: orComputed(backupFilters.backup_id),
    instance_id: orComputed(backupFilters.instance_id),
    instance_name: orComputed(backupFilters.instance_name),
    status: orComputed(backupFilters.status),
    description: orComputed(backupFilters.description),
    begin_time: orComputed(backupFilters.begin_time),
    end_time: orComputed(backupFilters.end_time),
    most_recent: optional.bool(
      'Whether to take the newest where several fit. Defaults to `false`.',
    ),
    wait_for_completion: optional.bool(
      'Whether to wait until the backup is completed, for as long as `timeouts` allows. Defaults to `false`.',
    ),
  },
  constraints: backupFilterConstraints,
  timeouts: { read: '20m' },

  async read(config, context: RequestContext<Cloud>) {
    const { client: cloud, signal } = context;
    const dds = cloud.dds({ region: config.region, projectId: config.project_id });
    const { region, projectId, backups } = await dds.backups(backupFilterOf(config), signal);
    const wait = config.wait_for_completion ?? false;
    const fitting =
      config.backup_id !== null || config.status !== null
        ? backups
        : backups.filter(({ status }) => isCompleted(status) || (wait && isBuilding(status)));
    const chosen = onlyOne(fitting, backups, config.most_recent ?? false);
    const complete = wait ? await completed(dds, chosen, context) : chosen;
    return {
      ...config,
      region,
      project_id: projectId,
      ...describeBackup(complete),
      backup_id: complete.id,
    };
  },
});

/** The one that fits, or the newest of several; `found` are listed where there is none, newest first. */
function onlyOne(
  fitting: readonly Backup[],
  found: readonly Backup[],
  mostRecent: boolean,
): Backup {
  const [newest, ...others] = fitting;
  if (newest === undefined) {
    throw problem(
      'No backup fits',
      found.length === 0
        ? 'There is no backup that fits the arguments in this region and project.'
        : `No completed backup fits. There ${found.length === 1 ? 'is' : 'are'}:\n${listed(found)}`,
    );
  }
  if (others.length > 0 && !mostRecent) {
    throw problem(
      'Several backups fit',
      `${fitting.length} backups fit. Set most_recent = true for the newest, or backup_id to one of:\n${listed(fitting)}`,
    );
  }
  return newest;
}

/** Asks until the backup is completed; the pauses grow, so that a long wait costs few requests. */
async function completed(
  dds: Dds,
  begun: Backup,
  { signal, waitingFor }: RequestContext<Cloud>,
): Promise<Backup> {
  const { id: backupId, instanceId } = begun;
  let backup = begun;
  for (
    let seconds = 1;
    !isCompleted(backup.status);
    seconds = Math.min(seconds * 2, LONGEST_PAUSE)
  ) {
    if (!isBuilding(backup.status)) {
      throw problem(
        'Backup will not be completed',
        `The backup ${backupId} has the status ${backup.status ?? 'unknown'}. Choose another backup, or make a new one.`,
      );
    }
    waitingFor(
      `the backup ${backupId} to be completed; its status is ${backup.status ?? 'unknown'}`,
    );
    await pause(seconds * 1000, undefined, { signal });
    const { backups } = await dds.backups({ backupId, instanceId }, signal);
    const [listedNow] = backups;
    if (listedNow === undefined) {
      throw problem(
        'Backup has vanished',
        `The backup ${backupId} was deleted while it was waited for.`,
      );
    }
    backup = listedNow;
  }
  return backup;
}

const LONGEST_PAUSE = 15;
const MOST_LISTED = 10;

function listed(backups: readonly Backup[]): string {
  const lines = backups
    .slice(0, MOST_LISTED)
    .map(({ id, name, type, status, beginTime }) =>
      [id, name, type, status, beginTime].map((field) => field ?? '-').join('  '),
    );
  const more = backups.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])]
    .map((line) => `  ${line}`)
    .join('\n');
}

function problem(summary: string, detail: string): DiagnosticsError {
  return new DiagnosticsError({
    severity: 'error',
    summary,
    detail,
    path: attributePath('backup_id'),
  });
}

const isCompleted = (status: string | null) => status?.toUpperCase() === 'COMPLETED';
const isBuilding = (status: string | null) => status?.toUpperCase() === 'BUILDING';
