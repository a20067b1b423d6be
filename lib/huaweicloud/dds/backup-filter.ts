import { argumentName } from '../settings/setting';
import { rfc3339 } from '../times';

/** Which backups are wanted; what is left out, null or empty does not matter. */
export interface BackupFilter {
  readonly backupId?: string | null;
  /** A part of the name. */
  readonly backupName?: string | null;
  /** One of {@link backupTypes}. The cloud lists incremental ones only when asked to. */
  readonly backupType?: string | null;
  readonly instanceId?: string | null;
  /** A part of the name. */
  readonly instanceName?: string | null;
  /** Of the instance: one of {@link instanceModes}. */
  readonly mode?: string | null;
  /** One of {@link backupStatuses}. */
  readonly status?: string | null;
  /** A part of the description. */
  readonly description?: string | null;
  /** Begun in this period; both or neither. */
  readonly begunFrom?: Date | null;
  readonly begunUntil?: Date | null;
}

/** What the API takes in a filter, in whatever case here. In its answers there may be others. */
export const backupTypes = ['Auto', 'Manual', 'Incremental'] as const;
export const instanceModes = ['Sharding', 'ReplicaSet', 'Single'] as const;
export const backupStatuses = ['COMPLETED', 'BUILDING', 'FAILED'] as const;

/** The query of a filter, in the spelling of the API, whose values are sensitive to case. */
export function queryOf(filter: BackupFilter): Record<string, string> {
  const query = {
    backup_id: filter.backupId,
    backup_name: filter.backupName,
    backup_type: spelled(filter.backupType, backupTypes),
    instance_id: filter.instanceId,
    instance_name: filter.instanceName,
    mode: spelled(filter.mode, instanceModes),
    backup_status: spelled(filter.status, backupStatuses),
    backup_description: filter.description,
    begin_time: filter.begunFrom && apiTime(filter.begunFrom),
    end_time: filter.begunUntil && apiTime(filter.begunUntil),
  };
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

/** What is set of a filter, under the names that users know, with the values as texts. */
export function argumentsIn(filter: BackupFilter): ReadonlyMap<string, string> {
  const periods: Readonly<Record<string, string>> = {
    begunFrom: 'begin_time',
    begunUntil: 'end_time',
  };
  const set = Object.entries(filter).flatMap(([name, value]: [string, string | Date | null]) =>
    value ? [[periods[name] ?? argumentName(name), textOf(value)] as const] : [],
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
