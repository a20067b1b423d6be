import {
  BACKUP_STATUSES,
  BACKUP_TYPES,
  type BackupCriteria,
  INSTANCE_MODES,
} from '../huaweicloud/dds/backup-criteria';
import { parseUserTime } from '../huaweicloud/http/times';
import { foreign } from '../huaweicloud/redaction/foreign-text';
import { type Config, type Constraint, optional, together, type Value } from '../terraform-plugin';
import { locationArguments, optionalBackupArguments } from './identifiers';
import { amongInAnyCase } from './possible-values';

/** The arguments that select backups, with the names of the provider `huaweicloud/huaweicloud`. */
export const backupFilters = {
  ...locationArguments,
  ...optionalBackupArguments,
  backup_name: optional.string('A part of the name.', { check: notBlank }),
  backup_type: optional.string(
    '`Auto`, `Manual` or `Incremental`, case-insensitive. Incremental backups are listed only with this type, and need `instance_id`.',
    { check: amongInAnyCase(BACKUP_TYPES) },
  ),
  instance_name: optional.string('A part of the name of the instance.', { check: notBlank }),
  mode: optional.string(
    'Mode of the instance: `Sharding`, `ReplicaSet` or `Single`, case-insensitive.',
    { check: amongInAnyCase(INSTANCE_MODES) },
  ),
  status: optional.string('`COMPLETED`, `BUILDING` or `FAILED`, case-insensitive.', {
    check: amongInAnyCase(BACKUP_STATUSES),
  }),
  description: optional.string('A part of the description.', { check: notBlank }),
  begin_time: optional.string(
    'Started at this time or later: RFC 3339, or `yyyy-mm-dd hh:mm:ss` in UTC. Needs `end_time`.',
    { check: notATime },
  ),
  end_time: optional.string(
    'Started at this time or earlier: RFC 3339, or `yyyy-mm-dd hh:mm:ss` in UTC. Needs `begin_time`.',
    { check: notATime },
  ),
};

/** The rules between them. */
export const backupFilterConstraints: readonly Constraint[] = [
  together('begin_time', 'end_time'),
  incrementalNeedsInstance,
  periodRunsForward,
];

export function backupCriteriaOf(config: Config<typeof backupFilters>): BackupCriteria {
  return {
    backupId: config.backup_id,
    backupName: config.backup_name,
    backupType: config.backup_type,
    instanceId: config.instance_id,
    instanceName: config.instance_name,
    mode: config.mode,
    status: config.status,
    description: config.description,
    startedFrom: timeOf(config.begin_time),
    startedUntil: timeOf(config.end_time),
  };
}

function incrementalNeedsInstance(config: Readonly<Record<string, Value>>) {
  const type = config.backup_type;
  if (typeof type !== 'string' || type.toLowerCase() !== 'incremental') return undefined;
  return config.instance_id === null
    ? {
        argument: 'backup_type',
        reason: 'Incremental backups are listed by instance: set "instance_id" too.',
      }
    : undefined;
}

function periodRunsForward({ begin_time, end_time }: Readonly<Record<string, Value>>) {
  const [from, until] = [timeOf(begin_time), timeOf(end_time)];
  return from !== undefined && until !== undefined && from > until
    ? { argument: 'end_time', reason: 'It is before "begin_time".' }
    : undefined;
}

function notBlank(value: string): string | undefined {
  return value.trim() === '' ? 'It is blank; omit it to match all backups.' : undefined;
}

function notATime(value: string): string | undefined {
  return parseUserTime(value) === undefined
    ? `"${foreign(value)}" is not a time: write it like "2026-01-31T15:04:05Z" or "2026-01-31 15:04:05".`
    : undefined;
}

/** Undefined for anything that is not a time. */
function timeOf(value: Value | undefined): Date | undefined {
  return typeof value === 'string' ? parseUserTime(value) : undefined;
}
