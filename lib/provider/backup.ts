import { type Cloud } from '../huaweicloud/cloud';
import { completedBackup, isBuilding, isCompleted } from '../huaweicloud/dds/completed-backup';
import { type Backup } from '../huaweicloud/dds/list-backups';
import { listedBackups, newestOf, noMatch } from '../huaweicloud/dds/matching-backup';
import {
  attributePath,
  dataSource,
  DiagnosticsError,
  optional,
  orComputed,
  type RequestContext,
} from '../terraform-plugin';
import { backupAttributes } from './backup-attributes';
import { backupCriteriaOf, backupFilterConstraints, backupFilters } from './backup-filter';
import { describeBackup } from './described-backup';

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
        : found.backups.filter((one) => isCompleted(one) || (wait && isBuilding(one)));
    const chosen = chosenOf(matching, config.most_recent ?? false);
    if (chosen === undefined) throw await noMatch(dds, criteria, found, signal);
    const complete = wait ? await completedBackup(dds, chosen, signal, context.waitingFor) : chosen;
    return {
      ...config,
      region: found.region,
      project_id: found.projectId,
      ...describeBackup(complete),
      backup_id: complete.id,
    };
  },
});

/** The only one, or the newest of several. */
function chosenOf(matching: readonly Backup[], mostRecent: boolean): Backup | undefined {
  if (mostRecent || matching.length < 2) return newestOf(matching);
  throw new DiagnosticsError({
    severity: 'error',
    summary: 'Several backups match',
    detail: `${matching.length} backups match. Set most_recent = true for the newest, or backup_id to one of:\n${listedBackups(matching)}`,
    path: attributePath('backup_id'),
  });
}
