import { type IConstruct } from 'constructs';
import { type BackupFilter } from '../../backup-filter';
import { message } from '../spelling';
import { optionalOneOf } from './closed-sets';
import { requireUsableIds } from './identifiers';
import { optionalString } from './strings';
import { isAfter, optionalTime } from './times';

/**
 * The filter as it is written to the stack. Throws if the cloud would reject it. The provider checks the same, but only
 * when the stack is planned.
 */
export function checkedFilter(construct: IConstruct, filter: BackupFilter): BackupFilter {
  const checked = withCheckedArguments(construct, filter);
  const { beginTime, endTime, backupType, instanceId } = checked;
  const { path } = construct.node;
  if ((beginTime === undefined) !== (endTime === undefined)) {
    throw new Error(message`${path}: beginTime and endTime belong together; set both or neither`);
  }
  if (isAfter(beginTime, endTime)) {
    throw new Error(
      message`${path}: endTime ${endTime ?? ''} is before beginTime ${beginTime ?? ''}`,
    );
  }
  if (backupType?.toLowerCase() === 'incremental' && instanceId === undefined) {
    throw new Error(
      message`${path}: incremental backups are listed by instance; set instanceId too`,
    );
  }
  requireUsableIds(construct, checked);
  return checked;
}

function withCheckedArguments(construct: IConstruct, filter: BackupFilter): BackupFilter {
  const text = (name: keyof BackupFilter) => optionalString(construct, name, filter[name]);
  const oneOf = (name: keyof BackupFilter, values: readonly string[]) =>
    optionalOneOf(construct, name, filter[name], values);
  const time = (name: keyof BackupFilter) => optionalTime(construct, name, filter[name]);
  return {
    region: text('region'),
    projectId: text('projectId'),
    backupId: text('backupId'),
    backupName: text('backupName'),
    backupType: oneOf('backupType', ['Auto', 'Manual', 'Incremental']),
    instanceId: text('instanceId'),
    instanceName: text('instanceName'),
    mode: oneOf('mode', ['Sharding', 'ReplicaSet', 'Single']),
    status: oneOf('status', ['COMPLETED', 'BUILDING', 'FAILED']),
    description: text('description'),
    beginTime: time('beginTime'),
    endTime: time('endTime'),
  };
}
