import { type Entry, type Refusals } from '../http/error-catalogue';
import { argumentsIn, type BackupFilter } from './backup-filter';
import { refusalsIn } from './error-codes';

/** What refusals of a list mean; only arguments are named that the filter has. */
export function listRefusals(filter: BackupFilter): Refusals {
  const set = [...argumentsIn(filter).keys()];
  const unexplained = wrongValues(set);
  /** The words that point to the argument, where it is set. */
  const about = (argument: string, words: Pick<Entry, 'means' | 'next'> & Partial<Entry>): Entry =>
    set.includes(argument) ? { ...unexplained, ...words, argument } : unexplained;
  const instance = about('instance_id', {
    category: 'not-found',
    summary: 'Instance not found',
    means: 'The instance does not exist in this project and region, or it belongs to someone else.',
    next: 'Check instance_id, and that region and project_id are those of the instance.',
  });
  const backup = about('backup_id', {
    category: 'not-found',
    summary: 'Backup not found',
    means: 'The cloud knows no backup with this id.',
    next: 'Check backup_id and region; an incremental backup is found together with its instance_id only.',
  });
  const time = {
    means: 'The cloud does not accept this time.',
    next: 'Check begin_time and end_time.',
  };
  return refusalsIn({
    parameter: unexplained,
    beginTime: about('begin_time', time),
    endTime: about('end_time', time),
    paging: unexplained,
    mode: about('mode', {
      means: 'The cloud knows no such mode of an instance.',
      next: 'Set mode to Sharding, ReplicaSet or Single.',
    }),
    backup,
    backupState: unexplained,
    notSupported: unexplained,
    instance,
    instanceOrBackup: set.includes('instance_id') ? instance : backup,
    instanceId: instance,
    instanceOwner: set.includes('instance_id') ? instance : foreignProject,
    instanceState: {
      category: 'state',
      summary: 'Instance is busy',
      means: 'An instance is busy with an operation that does not allow this now.',
      next: 'Run again in a few minutes.',
      retry: 'never',
    },
    permission: {
      category: 'permission',
      means: 'The user or agency may not list backups.',
      next: 'Grant dds:backup:list in IAM for this project.',
      retry: 'never',
    },
  });
}

const foreignProject: Entry = {
  category: 'project',
  means: 'The project does not belong to the account of these credentials.',
  next: 'Check project_id and region, and the credentials.',
  retry: 'never',
  argument: 'project_id',
};

function wrongValues(set: readonly string[]): Entry {
  const [only, ...others] = set;
  const refused = { category: 'refused', retry: 'never' } as const;
  if (only === undefined) {
    return {
      ...refused,
      means: 'The cloud does not list the backups of this project.',
      next: 'Check region and project_id; if it stays, give the request id to Huawei Cloud support.',
    };
  }
  return {
    ...refused,
    means: `The cloud does not accept ${others.length === 0 ? 'the filter' : 'one of the filters'}.`,
    next: `Check ${set.join(', ')}.`,
    ...(others.length === 0 && { argument: only }),
  };
}
