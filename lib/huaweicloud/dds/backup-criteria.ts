import { rfc3339 } from '../http/times';

/** Which backups to list; what is left out, null or empty matches all. */
export interface BackupCriteria {
  readonly backupId?: string | null;
  /** A part of the name. */
  readonly backupName?: string | null;
  /** One of {@link BACKUP_TYPES}. The cloud lists incremental ones only by this type. */
  readonly backupType?: string | null;
  readonly instanceId?: string | null;
  /** A part of the name. */
  readonly instanceName?: string | null;
  /** Of the instance: one of {@link INSTANCE_MODES}. */
  readonly mode?: string | null;
  /** One of {@link BACKUP_STATUSES}. */
  readonly status?: string | null;
  /** A part of the description. */
  readonly description?: string | null;
  /** Started in this period; set both or neither. */
  readonly startedFrom?: Date | null | undefined;
  readonly startedUntil?: Date | null | undefined;
}

/** The values that the API accepts as criteria, here in any case. Its answers may have others. */
export const BACKUP_TYPES = ['Auto', 'Manual', 'Incremental'] as const;
export const INSTANCE_MODES = ['Sharding', 'ReplicaSet', 'Single'] as const;
export const BACKUP_STATUSES = ['COMPLETED', 'BUILDING', 'FAILED'] as const;

/** The query for these criteria, in the spelling of the API, which is case-sensitive. */
export function queryOf(criteria: BackupCriteria): Record<string, string> {
  const query = {
    backup_id: criteria.backupId,
    backup_name: criteria.backupName,
    backup_type: spelled(criteria.backupType, BACKUP_TYPES),
    instance_id: criteria.instanceId,
    instance_name: criteria.instanceName,
    mode: spelled(criteria.mode, INSTANCE_MODES),
    backup_status: spelled(criteria.status, BACKUP_STATUSES),
    backup_description: criteria.description,
    begin_time: criteria.startedFrom && apiTime(criteria.startedFrom),
    end_time: criteria.startedUntil && apiTime(criteria.startedUntil),
  };
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

/** The criteria that are set, with their values as text. */
export function criteriaSetIn(criteria: BackupCriteria): ReadonlyMap<string, string> {
  const set = Object.entries(criteria).flatMap(
    ([name, value]: [string, string | Date | null | undefined]) =>
      value ? [[name, textOf(value)] as const] : [],
  );
  return new Map(set);
}

function textOf(value: string | Date): string {
  return typeof value === 'string' ? value : rfc3339(value);
}

function spelled(value: string | null | undefined, known: readonly string[]): string | null {
  const lower = value?.toLowerCase();
  return known.find((spelling) => spelling.toLowerCase() === lower) ?? value ?? null;
}

/** `yyyy-mm-dd hh:mm:ss`, in UTC. */
function apiTime(time: Date): string {
  return time.toISOString().slice(0, 19).replace('T', ' ');
}
