import { named } from '../errors/setting-names';
import { type Entry, type Refusals } from '../http/error-catalogue';
import { refusalsIn, type SubjectEntries } from './error-codes';

/** What refusals of the request for links mean. */
export function linksRefusals(): Refusals {
  return refusalsIn(entries);
}

const whereIds = 'The console lists the backups of each instance with their IDs.';

const parameter: Entry = {
  category: 'refused',
  means: 'The cloud does not accept one of the values.',
  next: `Check ${named('instanceId')} and ${named('backupId')} for typos. ${whereIds}`,
  retry: 'never',
};
const backup: Entry = {
  category: 'not-found',
  summary: 'Backup not found',
  means: 'The backup does not exist, or it belongs to another instance.',
  next: `Check ${named('instanceId')} and ${named('backupId')}, and that ${named('region')} is that of the instance. ${whereIds}`,
  retry: 'never',
  setting: 'backupId',
};
const backupState: Entry = {
  category: 'state',
  summary: 'Backup cannot be downloaded',
  means:
    'The backup cannot be downloaded in its current state: it may be unfinished, failed or being deleted; it may not exist for this instance; or the download policy of the project is closed.',
  next: 'Check that the backup is COMPLETED and belongs to the instance, and that the project allows downloads of backups (action "open" of the download policy).',
  retry: 'never',
  setting: 'backupId',
};
const notSupported: Entry = {
  ...backupState,
  means:
    'The cloud does not support the download of this backup, because of the kind of the backup or of the instance, or because the download policy of the project is closed.',
  next: 'Check that the project allows downloads of backups (action "open" of the download policy), and whether the console offers a download of this backup.',
};
const instance: Entry = {
  category: 'not-found',
  summary: 'Instance not found',
  means: 'The instance does not exist in this project and region, or it belongs to someone else.',
  next: `Check ${named('instanceId')}, and that ${named('region')} and ${named('projectId')} are those of the instance.`,
  retry: 'never',
  setting: 'instanceId',
};

const entries: SubjectEntries = {
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
    next: `Check ${named('instanceId')}, ${named('backupId')}, ${named('region')} and ${named('projectId')}. ${whereIds}`,
  },
  instanceId: {
    ...instance,
    means: 'The cloud does not accept the instance ID: it is malformed or unknown.',
  },
  instanceOwner: {
    ...instance,
    means: 'The instance does not belong to the project and account of these credentials.',
  },
  instanceState: {
    category: 'state',
    summary: 'Instance is busy',
    means:
      'The instance is in a state, or busy with an operation, that does not allow this at the moment.',
    next: 'Wait until the console shows the instance as available, then run again.',
    retry: 'never',
    setting: 'instanceId',
  },
  permission: {
    category: 'permission',
    means: 'The user or agency is not allowed to download backups.',
    next: 'Grant dds:backup:download in IAM for this project. If it is granted, check that the download policy of the project is open.',
    retry: 'never',
  },
};
