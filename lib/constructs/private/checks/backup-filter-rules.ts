import { type IConstruct } from 'constructs';
import { type BackupFilter } from '../../backup-filter';
import { requireText } from './validation';

const TEXTS = [
  'region',
  'projectId',
  'backupId',
  'backupName',
  'backupType',
  'instanceId',
  'instanceName',
  'mode',
  'status',
  'description',
  'beginTime',
  'endTime',
] as const satisfies readonly (keyof BackupFilter)[];

/** Throws where the cloud could not answer; what the provider checks too, but only when the stack is planned. */
export function requireValidFilter(construct: IConstruct, filter: BackupFilter): void {
  for (const name of TEXTS) {
    const value = filter[name];
    if (value !== undefined) requireText(construct, name, value);
  }
  const { path } = construct.node;
  if ((filter.beginTime === undefined) !== (filter.endTime === undefined)) {
    throw new Error(`${path}: beginTime and endTime belong together; give both, or none`);
  }
  if (filter.backupType?.toLowerCase() === 'incremental' && filter.instanceId === undefined) {
    throw new Error(`${path}: incremental backups are listed by instance; give instanceId too`);
  }
}
