import { type IConstruct } from 'constructs';
import { message } from '../spelling';
import { invalid, isExpression } from './strings';

interface Identifiers {
  readonly instanceId?: string;
  readonly backupId?: string;
  readonly region?: string;
  readonly projectId?: string;
}

/**
 * Throws if an ID cannot be one, or certainly belongs to the other kind, as the provider would. The format of IDs is
 * not documented, so all others are left to the API. In every example, those of instances are 32 hexadecimal digits
 * and `in02`, those of backups end in `br02`.
 */
export function requireUsableIds(construct: IConstruct, ids: Identifiers): void {
  requireUsablePlace(construct, ids);
  for (const name of ['instanceId', 'backupId'] as const) requireId(construct, name, ids[name]);
  refuseOtherKind(construct, ids);
}

/** Throws if there can be no such region or project. The provider ignores blanks around them. */
export function requireUsablePlace(
  construct: IConstruct,
  { region, projectId }: Pick<Identifiers, 'region' | 'projectId'>,
): void {
  requireId(construct, 'projectId', projectId?.trim());
  if (region === undefined || isExpression(region) || REGION.test(region.trim())) return;
  throw invalid(construct, 'region', region, 'must be a region such as "eu-west-101"');
}

const REGION = /^[a-z\d](?:[\w-]{0,62}[a-z\d])?$/i;

function requireId(construct: IConstruct, name: string, id: string | undefined): void {
  if (id === undefined || isExpression(id) || /^[\w-]{1,64}$/.test(id)) return;
  throw invalid(construct, name, id, 'must consist of up to 64 letters, digits, "-" and "_"');
}

function refuseOtherKind(construct: IConstruct, { instanceId = '', backupId = '' }: Identifiers) {
  const wrong = [
    ...(/^[\da-f]{32}br\d\d$/i.test(instanceId)
      ? [message`instanceId "${instanceId}" is the ID of a backup`]
      : []),
    ...(/^[\da-f]{32}in\d\d$/i.test(backupId)
      ? [message`backupId "${backupId}" is the ID of an instance`]
      : []),
  ];
  if (wrong.length === 0) return;
  throw new Error(
    message`${construct.node.path}: ${wrong.join(' and ')}; perhaps instanceId and backupId are swapped`,
  );
}
