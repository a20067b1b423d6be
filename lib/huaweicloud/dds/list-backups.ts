import { integerField, isObject, textField } from '../fields';
import { answeredObject, unexpectedAnswer } from '../http/answer';
import { type Refusals } from '../http/error-catalogue';
import { type Session } from '../session';
import { listRefusals } from './list-refusals';

/** Which backups are wanted; what is left out or null does not matter. */
export interface BackupFilter {
  readonly backupId?: string | null;
  /** A part of the name. */
  readonly backupName?: string | null;
  /** `Auto`, `Manual` or `Incremental`, in whatever case. The cloud lists incremental ones only when asked to. */
  readonly backupType?: string | null;
  readonly instanceId?: string | null;
  /** A part of the name. */
  readonly instanceName?: string | null;
  /** Of the instance: `Sharding`, `ReplicaSet` or `Single`, in whatever case. */
  readonly mode?: string | null;
  /** `COMPLETED`, `BUILDING`, `FAILED` …, in whatever case. */
  readonly status?: string | null;
  /** A part of the description. */
  readonly description?: string | null;
  /** Begun in this period; both or neither. */
  readonly begunFrom?: Date | null;
  readonly begunUntil?: Date | null;
}

/** A backup as the cloud lists it; null where the cloud does not say. */
export interface Backup {
  readonly id: string;
  readonly name: string | null;
  readonly type: string | null;
  readonly instanceId: string | null;
  readonly instanceName: string | null;
  readonly instanceMode: string | null;
  readonly instanceStatus: string | null;
  readonly datastore: { readonly type: string | null; readonly version: string | null } | null;
  /** As the API gives it. */
  readonly beginTime: string | null;
  readonly endTime: string | null;
  /** The same as times, null where they cannot be read. */
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** KB. */
  readonly size: bigint | null;
  readonly status: string | null;
  readonly description: string | null;
  readonly method: string | null;
}

const PAGE = 100;
/** A hundred thousand backups. */
const MOST_PAGES = 1_000;
/** How often a list is read again that changed while it was read. */
const MOST_READINGS = 3;

/**
 * All backups that fit the filter, the newest first.
 * DDS API Reference, "Querying the Backup List": GET /v3/{project_id}/backups
 *
 * That the cloud lists the newest first is not promised, so they are put in order here. The list comes in pages by position. A backup that appears or vanishes in between moves the others, so that one might
 * be missed; then the list is read again, and after a few times what was seen is taken.
 */
export async function listBackups(
  session: Session,
  filter: BackupFilter,
  signal: AbortSignal,
): Promise<Backup[]> {
  const query = queryOf(filter);
  const refusals = listRefusals(filter);
  const seen = new Map<string, Backup>();
  for (let reading = 1; ; reading += 1) {
    const { backups, changed } = await readAllPages(session, { query, refusals }, signal);
    for (const backup of backups) seen.set(backup.id, backup);
    if (!changed) return backups.toSorted(newestFirst);
    if (reading === MOST_READINGS) return [...seen.values()].toSorted(newestFirst);
  }
}

async function readAllPages(
  session: Session,
  { query, refusals }: { query: Readonly<Record<string, string>>; refusals: Refusals },
  signal: AbortSignal,
): Promise<{ backups: Backup[]; changed: boolean }> {
  const found = new Map<string, Backup>();
  const totals = new Set<bigint | null>();
  let offset = 0;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = { ...query, offset: String(offset), limit: String(PAGE) };
    const answer = await session.get(['backups'], page, signal, refusals);
    const body = answeredObject(answer);
    if (!Array.isArray(body.backups)) {
      throw unexpectedAnswer(answer, 'The answer has no list of backups.');
    }
    const listed = body.backups.filter(isObject).flatMap(backupOf);
    const total = integerField(body, 'total_count');
    totals.add(total);
    for (const backup of listed) found.set(backup.id, backup);
    offset += body.backups.length;
    const isLast = total === null ? body.backups.length < PAGE : BigInt(offset) >= total;
    if (body.backups.length === 0 || isLast) break;
  }
  const backups = [...found.values()];
  return { backups, changed: totals.size > 1 || found.size < offset };
}

/** In the spelling of the API, whose values are sensitive to case. */
function queryOf(filter: BackupFilter): Record<string, string> {
  const query = {
    backup_id: filter.backupId,
    backup_name: filter.backupName,
    backup_type: spelled(filter.backupType, ['Auto', 'Manual', 'Incremental']),
    instance_id: filter.instanceId,
    instance_name: filter.instanceName,
    mode: spelled(filter.mode, ['Sharding', 'ReplicaSet', 'Single']),
    backup_status: filter.status?.toUpperCase(),
    backup_description: filter.description,
    begin_time: filter.begunFrom && apiTime(filter.begunFrom),
    end_time: filter.begunUntil && apiTime(filter.begunUntil),
  };
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

/** A value that the API will have tomorrow is passed on as it is. */
function spelled(value: string | null | undefined, known: readonly string[]): string | null {
  const lower = value?.toLowerCase();
  return known.find((spelling) => spelling.toLowerCase() === lower) ?? value ?? null;
}

/** `yyyy-mm-dd hh:mm:ss`, in UTC. */
function apiTime(time: Date): string {
  return time.toISOString().slice(0, 19).replace('T', ' ');
}

/** The time that the API writes as `yyyy-mm-dd hh:mm:ss`, in UTC; null where the text is something else. */
function parseApiTime(text: string | null): Date | null {
  if (text === null || !/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d$/.test(text)) return null;
  const time = new Date(`${text.replace(' ', 'T')}Z`);
  return Number.isNaN(time.getTime()) ? null : time;
}

/** None for an entry without id, which nobody could refer to. */
function backupOf(entry: Readonly<Record<string, unknown>>): Backup[] {
  const id = textField(entry, 'id');
  if (id === null) return [];
  const { datastore } = entry;
  const beginTime = textField(entry, 'begin_time');
  const endTime = textField(entry, 'end_time');
  return [
    {
      id,
      name: textField(entry, 'name'),
      type: textField(entry, 'type'),
      instanceId: textField(entry, 'instance_id'),
      instanceName: textField(entry, 'instance_name'),
      instanceMode: textField(entry, 'instance_mode'),
      instanceStatus: textField(entry, 'instance_status'),
      datastore: isObject(datastore)
        ? { type: textField(datastore, 'type'), version: textField(datastore, 'version') }
        : null,
      beginTime,
      endTime,
      startedAt: parseApiTime(beginTime),
      finishedAt: parseApiTime(endTime),
      size: integerField(entry, 'size'),
      status: textField(entry, 'status'),
      description: textField(entry, 'description'),
      method: textField(entry, 'backup_method'),
    },
  ];
}

function newestFirst(one: Backup, other: Backup): number {
  return (other.startedAt?.getTime() ?? 0) - (one.startedAt?.getTime() ?? 0);
}
