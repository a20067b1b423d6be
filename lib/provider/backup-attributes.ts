import { computed } from '../terraform-plugin';

/** The attributes of a backup. */
export const backupAttributes = {
  id: computed.string('ID of the backup.'),
  name: computed.string('Name of the backup.'),
  type: computed.string('`Auto`, `Manual` or `Incremental`, verbatim from the API.'),
  instance_id: computed.string('ID of the instance that the backup was taken from.'),
  instance_name: computed.string('Name of the instance.'),
  instance_mode: computed.string('Mode of the instance: `Sharding`, `ReplicaSet` or `Single`.'),
  instance_status: computed.string('Status of the instance.'),
  datastore: computed.object('Database of the instance.', {
    type: computed.string('For example `DDS-Community`.'),
    version: computed.string('For example `4.4`.'),
  }),
  begin_time: computed.string('When the backup was started, verbatim from the API.'),
  end_time: computed.string('When the backup was finished, verbatim from the API.'),
  started_at: computed.string('When the backup was started, as RFC 3339 in UTC.'),
  finished_at: computed.string(
    'When the backup was finished, as RFC 3339 in UTC; null until then.',
  ),
  size: computed.integer('Size in KB.'),
  status: computed.string('`COMPLETED`, `BUILDING`, `FAILED` …, verbatim from the API.'),
  description: computed.string('Description of the backup.'),
  backup_method: computed.string('`Snapshot`, `Physical`, `Logical` or `Incremental`.'),
};
