import { named } from '../errors/setting-names';
import { type Entry, type Refusals } from '../http/error-catalogue';
import { type BackupCriteria, criteriaSetIn } from './backup-criteria';
import { refusalsIn } from './error-codes';

/** What refusals of a list mean; only criteria that are set are named. */
export function listRefusals(criteria: BackupCriteria): Refusals {
  const set = [...criteriaSetIn(criteria).keys()];
  const unexplained = wrongValues(set);
  /** The entry that points to the criterion, if it is set. */
  const about = (setting: string, entry: Pick<Entry, 'means' | 'next'> & Partial<Entry>): Entry =>
    set.includes(setting) ? { ...unexplained, ...entry, setting } : unexplained;
  const instance = about('instanceId', instanceNotFound);
  const backup = about('backupId', backupNotFound);
  const time = {
    means: 'The cloud does not accept this time.',
    next: `Check ${named('startedFrom')} and ${named('startedUntil')}.`,
  };
  return refusalsIn({
    parameter: unexplained,
    beginTime: about('startedFrom', time),
    endTime: about('startedUntil', time),
    paging: unexplained,
    mode: about('mode', {
      means: 'The cloud does not know this mode of an instance.',
      next: `Set ${named('mode')} to Sharding, ReplicaSet or Single.`,
    }),
    backup,
    backupState: unexplained,
    notSupported: unexplained,
    instance,
    instanceOrBackup: set.includes('instanceId') ? instance : backup,
    instanceId: instance,
    instanceOwner: set.includes('instanceId') ? instance : foreignProject,
    instanceState: instanceIsBusy,
    permission: mayNotList,
  });
}

const instanceNotFound = {
  category: 'not-found',
  summary: 'Instance not found',
  means: 'The instance does not exist in this project and region, or it belongs to someone else.',
  next: `Check ${named('instanceId')}, and that ${named('region')} and ${named('projectId')} are those of the instance.`,
} as const;

const backupNotFound = {
  category: 'not-found',
  summary: 'Backup not found',
  means: 'The cloud knows no backup with this ID.',
  next: `Check ${named('backupId')} and ${named('region')}; an incremental backup is found only together with its ${named('instanceId')}.`,
} as const;

const instanceIsBusy: Entry = {
  category: 'state',
  summary: 'Instance is busy',
  means: 'An instance is busy with an operation that does not allow this at the moment.',
  next: 'Run again in a few minutes.',
  retry: 'never',
};

const mayNotList: Entry = {
  category: 'permission',
  means: 'The user or agency is not allowed to list backups.',
  next: 'Grant dds:backup:list in IAM for this project.',
  retry: 'never',
};

const foreignProject: Entry = {
  category: 'project',
  means: 'The project does not belong to the account of these credentials.',
  next: `Check ${named('projectId')} and ${named('region')}, and the credentials.`,
  retry: 'never',
  setting: 'projectId',
};

function wrongValues(set: readonly string[]): Entry {
  const [only, ...others] = set;
  const refused = { category: 'refused', retry: 'never' } as const;
  if (only === undefined) {
    return {
      ...refused,
      means: 'The cloud does not list the backups of this project.',
      next: `Check ${named('region')} and ${named('projectId')}; if the problem persists, give the request ID to Huawei Cloud support.`,
    };
  }
  return {
    ...refused,
    means: `The cloud does not accept ${others.length === 0 ? 'the filter' : 'one of the filters'}.`,
    next: `Check ${set.map(named).join(', ')}.`,
    ...(others.length === 0 && { setting: only }),
  };
}
