import { type IConstruct } from 'constructs';

interface Identifiers {
  readonly instanceId?: string;
  readonly backupId?: string;
}

/**
 * Throws if an ID certainly belongs to the other kind. The format of IDs is not documented, so all others are left to
 * the API. In every example, those of instances are 32 hexadecimal digits and `in02`, those of backups end in `br02`.
 */
export function refuseSwappedIds(construct: IConstruct, ids: Identifiers): void {
  const { instanceId = '', backupId = '' } = ids;
  const swapped = /br\d\d$/i.test(instanceId) && /in\d\d$/i.test(backupId);
  const notAnInstance = swapped || /^[\da-f]{32}br\d\d$/i.test(instanceId);
  const notABackup = swapped || /^[\da-f]{32}in\d\d$/i.test(backupId);
  if (!notAnInstance && !notABackup) return;
  const wrong = [
    ...(notAnInstance ? [`instanceId "${instanceId}" is the ID of a backup`] : []),
    ...(notABackup ? [`backupId "${backupId}" is the ID of an instance`] : []),
  ];
  throw new Error(
    `${construct.node.path}: ${wrong.join(' and ')}; perhaps instanceId and backupId are swapped`,
  );
}
