import { type Cloud } from '../huaweicloud/cloud';
import { type Dds } from '../huaweicloud/dds/dds';
import { type Backup } from '../huaweicloud/dds/list-backups';
import { foreign } from '../huaweicloud/foreign-text';
import { pause } from '../huaweicloud/waiting';
import { dataSource, optional, orComputed, type RequestContext } from '../terraform-plugin';
import { backupAttributes, describeBackup } from './backup-attributes';
import { backupCriteriaOf, backupFilterConstraints, backupFilters } from './backup-filter';
import { noMatch, onlyOne, problem } from './fitting-backup';

/** Source: DDS API reference, "Querying the Backup List". */
export const backup = dataSource('dds_backup', {
  description:
    'One DDS backup: by its ID, or the one that matches the arguments. Without `status` only completed backups match.',
  attributes: {
    ...backupAttributes,
    ...backupFilters,
    // These are arguments as well as attributes: the read sets them to the values of the backup.
    backup_id: orComputed(backupFilters.backup_id),
    instance_id: orComputed(backupFilters.instance_id),
    instance_name: orComputed(backupFilters.instance_name),
    status: orComputed(backupFilters.status),
    description: orComputed(backupFilters.description),
    begin_time: orComputed(backupFilters.begin_time),
    end_time: orComputed(backupFilters.end_time),
    most_recent: optional.bool(
      'Whether to use the newest backup if several match. Defaults to `false`.',
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
    const criteria = backupCriteriaOf(config);
    const found = await dds.backups(criteria, signal);
    const wait = config.wait_for_completion ?? false;
    const matching =
      config.backup_id !== null || config.status !== null
        ? found.backups
        : found.backups.filter(({ status }) => isCompleted(status) || (wait && isBuilding(status)));
    const chosen = onlyOne(matching, config.most_recent ?? false);
    if (chosen === undefined) throw await noMatch(dds, criteria, found, signal);
    const complete = wait ? await completed(dds, chosen, context) : chosen;
    return {
      ...config,
      region: found.region,
      project_id: found.projectId,
      ...describeBackup(complete),
      backup_id: complete.id,
    };
  },
});

/** Polls until the backup is completed, at growing intervals, so that a long wait takes few requests. */
async function completed(
  dds: Dds,
  started: Backup,
  { signal, waitingFor }: RequestContext<Cloud>,
): Promise<Backup> {
  const { id: backupId, instanceId } = started;
  const shownId = foreign(backupId);
  let backup = started;
  for (
    let seconds = 1;
    !isCompleted(backup.status);
    seconds = Math.min(seconds * 2, LONGEST_PAUSE)
  ) {
    if (!isBuilding(backup.status)) {
      throw problem(
        'Backup will not be completed',
        `The backup ${shownId} has the status ${statusOf(backup)}. Choose another backup, or create a new one.`,
      );
    }
    waitingFor(`the backup ${shownId} to be completed; its status is ${statusOf(backup)}`);
    await pause(seconds * 1000, signal, () => signal.reason);
    const { backups } = await dds.backups({ backupId, instanceId }, signal);
    const [listedNow] = backups;
    if (listedNow === undefined) {
      throw problem(
        'Backup has been deleted',
        `The backup ${shownId} was deleted while waiting for its completion.`,
      );
    }
    backup = listedNow;
  }
  return backup;
}

const LONGEST_PAUSE = 15;
function statusOf({ status }: Backup): string {
  return status === null ? 'unknown' : foreign(status);
}

const isCompleted = (status: string | null) => status?.toUpperCase() === 'COMPLETED';
const isBuilding = (status: string | null) => status?.toUpperCase() === 'BUILDING';
