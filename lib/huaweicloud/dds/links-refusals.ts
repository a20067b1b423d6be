import { type Entry } from '../http/error-catalogue';
import { refusalsIn } from './error-codes';

const whereIds = 'The console shows the backups of every instance with their ids.';

const parameter: Entry = {
  category: 'refused',
  means: 'The cloud does not accept one of the values.',
  next: `Check instance_id and backup_id for typing errors. ${whereIds}`,
  retry: 'never',
};
const backup: Entry = {
  category: 'not-found',
  summary: 'Backup not found',
  means: 'The backup does not exist, or it belongs to another instance.',
  next: `Check instance_id and backup_id, and that region is the one of the instance. ${whereIds}`,
  retry: 'never',
  argument: 'backup_id',
};
const backupState: Entry = {
  category: 'state',
  summary: 'Backup cannot be downloaded',
  means:
    'The backup cannot be downloaded in its present state: it may still be building, have failed or be in deletion; it may not exist for this instance; or the download policy of the project is closed.',
  next: 'Check that the backup is COMPLETED and belongs to the instance, and that the project allows downloads of backups (action "open" of the download policy).',
  retry: 'never',
  argument: 'backup_id',
};
const notSupported: Entry = {
  ...backupState,
  means:
    'The cloud does not support the download of this backup: the kind of the backup or of the instance, or a closed download policy of the project, forbids it.',
  next: 'Check that the project allows downloads of backups (action "open" of the download policy), and whether the console offers a download of this backup.',
};
const instance: Entry = {
  category: 'not-found',
  summary: 'Instance not found',
  means: 'The instance does not exist in this project and region, or it belongs to someone else.',
  next: 'Check instance_id, and that region and project_id are those of the instance.',
  retry: 'never',
  argument: 'instance_id',
};

/** What refusals of the request for links mean. */
export const linksRefusals = refusalsIn({
  parameter,
  beginTime: parameter,
  endTime: parameter,
  paging: parameter,
  mode: notSupported,
  backup,
  backupState,
  notSupported,
  instance,
  instanceOrBackup: {
    ...instance,
    means: 'The instance, or the backup in it, does not exist in this project and region.',
    next: `Check instance_id, backup_id, region and project_id. ${whereIds}`,
  },
  instanceId: {
    ...instance,
    means: 'The cloud does not accept the instance id: it is malformed or unknown.',
  },
  instanceOwner: {
    ...instance,
    means: 'The instance does not belong to the project and account of these credentials.',
  },
  instanceState: {
    category: 'state',
    summary: 'Instance is busy',
    means: 'The instance is in a state, or busy with an operation, that does not allow this now.',
    next: 'Wait until the console shows the instance as available, then run again.',
    retry: 'never',
    argument: 'instance_id',
  },
  permission: {
    category: 'permission',
    means: 'The user or agency may not download backups.',
    next: 'Grant dds:backup:download in IAM for this project. If it is granted, check that the download policy of the project is open.',
    retry: 'never',
  },
});
