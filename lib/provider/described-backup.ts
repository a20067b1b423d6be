import { type Backup } from '../huaweicloud/dds/list-backups';
import { rfc3339 } from '../huaweicloud/http/times';
import { nullForAbsent } from './null-for-absent';

/** A backup with the names of the attributes. */
export function describeBackup(backup: Backup) {
  return nullForAbsent({
    id: backup.id,
    name: backup.name,
    type: backup.type,
    instance_id: backup.instanceId,
    instance_name: backup.instanceName,
    instance_mode: backup.instanceMode,
    instance_status: backup.instanceStatus,
    datastore: backup.datastore && nullForAbsent(backup.datastore),
    begin_time: backup.beginTime,
    end_time: backup.endTime,
    started_at: rfc3339(backup.startedAt),
    finished_at: rfc3339(backup.finishedAt),
    size: backup.size,
    status: backup.status,
    description: backup.description,
    backup_method: backup.method,
  });
}
