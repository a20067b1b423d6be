import { type Cloud } from '../huaweicloud/cloud';
import { computed, dataSource, type RequestContext } from '../terraform-plugin';
import { backupAttributes } from './backup-attributes';
import { backupCriteriaOf, backupFilterConstraints, backupFilters } from './backup-filter';
import { describeBackup } from './described-backup';

/** Source: DDS API reference, "Querying the Backup List". */
export const backups = dataSource('dds_backups', {
  description: 'All DDS backups that match the arguments, the newest first.',
  attributes: {
    ...backupFilters,
    total_count: computed.integer('Number of backups.'),
    backups: computed.list('The backups, the newest first.', backupAttributes),
  },
  constraints: backupFilterConstraints,
  timeouts: { read: '5m' },

  async read(config, { client: cloud, signal }: RequestContext<Cloud>) {
    const dds = cloud.dds({ region: config.region, projectId: config.project_id });
    const found = await dds.backups(backupCriteriaOf(config), signal);
    return {
      ...config,
      region: found.region,
      project_id: found.projectId,
      total_count: BigInt(found.backups.length),
      backups: found.backups.map(describeBackup),
    };
  },
});
