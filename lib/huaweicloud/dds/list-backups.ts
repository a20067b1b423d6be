import { type CloudError } from '../errors/cloud-error';
import { type Answer, answeredObject, unexpectedAnswer } from '../http/answer';
import { type Refusals } from '../http/error-catalogue';
import { integerField, isObject, textField } from '../http/fields';
import { parseCloudTime } from '../http/times';
import { type BackupCriteria, queryOf } from './backup-criteria';
import { listRefusals } from './list-refusals';
import { type ProjectClient } from './project-client';

/** A backup as the cloud lists it; undefined if the answer does not say. */
export interface Backup {
  readonly id: string;
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly instanceId: string | undefined;
  readonly instanceName: string | undefined;
  readonly instanceMode: string | undefined;
  readonly instanceStatus: string | undefined;
  readonly datastore:
    { readonly type: string | undefined; readonly version: string | undefined } | undefined;
  /** Verbatim from the API. */
  readonly beginTime: string | undefined;
  readonly endTime: string | undefined;
  /** The same as times, undefined if they cannot be read. */
  readonly startedAt: Date | undefined;
  readonly finishedAt: Date | undefined;
  /** KB. */
  readonly size: bigint | undefined;
  readonly status: string | undefined;
  readonly description: string | undefined;
  readonly method: string | undefined;
}

const PAGE_LENGTH = 100;
/** A hundred thousand backups. */
const MOST_PAGES = 1_000;
/** How many times a list is read if it changes meanwhile. */
const MOST_READINGS = 3;

/**
 * All backups that match the criteria, the newest first.
 * DDS API Reference, "Querying the Backup List": GET /v3/{project_id}/backups
 *
 * The API promises no order, so they are sorted here. The list comes in pages by position: a backup
 * that appears or disappears meanwhile moves the others, so that one might be missed. Then the list
 * is read again; after a few times everything that was seen is the result, if that is as many as
 * there should be.
 * @throws CloudError also if the pages do not add up to the list
 */
export async function listBackups(
  client: ProjectClient,
  criteria: BackupCriteria,
  signal: AbortSignal,
): Promise<Backup[]> {
  const request = { query: queryOf(criteria), refusals: () => listRefusals(criteria) };
  const seen = new Map<string, Backup>();
  for (let reading = 1; ; reading += 1) {
    const { backups, isComplete, atLeast, last } = await readAllPages(client, request, signal);
    for (const backup of backups) seen.set(backup.id, backup);
    if (isComplete) return backups.toSorted(newestFirst);
    if (reading < MOST_READINGS) continue;
    if (seen.size < atLeast) throw pagesMissing(last, seen.size, atLeast);
    return [...seen.values()].toSorted(newestFirst);
  }
}

function pagesMissing(last: Answer, seen: number, atLeast: bigint): CloudError {
  return unexpectedAnswer(
    last,
    `The pages of the list do not add up: they contain ${seen} backups, but there are at least ${atLeast}.`,
  );
}

interface ListRequest {
  readonly query: Readonly<Record<string, string>>;
  readonly refusals: () => Refusals;
}

interface Reading {
  readonly backups: readonly Backup[];
  /** Whether the pages are consistent, so that nothing can be missing. */
  readonly isComplete: boolean;
  /** The number of backups, as far as known. */
  readonly atLeast: bigint;
  readonly last: Answer;
}

/** Reads until the list is complete, or until a page contains nothing new. */
async function readAllPages(
  client: ProjectClient,
  request: ListRequest,
  signal: AbortSignal,
): Promise<Reading> {
  const found = new Map<string, Backup>();
  const totals = new Set<bigint | undefined>();
  let [offset, nameless] = [0, 0];
  for (let pages = 1; ; pages += 1) {
    const page = await readPage(client, request, offset, signal);
    const before = found.size;
    for (const backup of page.backups) found.set(backup.id, backup);
    totals.add(page.total);
    offset += page.length;
    nameless += page.length - page.backups.length;
    // A total below what has been found says nothing about the end.
    const isTotal = page.total !== undefined && page.total >= BigInt(found.size);
    const total = isTotal ? page.total : undefined;
    const isLast = total !== undefined && BigInt(offset) >= total;
    if (!isLast && found.size > before && pages < MOST_PAGES) continue;
    // A full page with nothing new in it: the list goes on, for an unknown length.
    const known = found.size + (page.length === PAGE_LENGTH ? 1 : 0);
    const atLeast = total === undefined ? BigInt(known) : total - BigInt(nameless);
    const isComplete =
      totals.size === 1 && found.size + nameless === offset && BigInt(found.size) >= atLeast;
    return { backups: [...found.values()], isComplete, atLeast, last: page.answer };
  }
}

interface Page {
  readonly answer: Answer;
  readonly backups: readonly Backup[];
  /** The number of entries, including those that are not backups. */
  readonly length: number;
  readonly total: bigint | undefined;
}

async function readPage(
  client: ProjectClient,
  { query, refusals }: ListRequest,
  offset: number,
  signal: AbortSignal,
): Promise<Page> {
  const page = { ...query, offset: String(offset), limit: String(PAGE_LENGTH) };
  const answer = await client.get(['backups'], page, signal, refusals);
  const body = answeredObject(answer);
  const total = integerField(body, 'total_count');
  const isEmpty = total === 0n && (body.backups === null || body.backups === undefined);
  const entries = isEmpty ? [] : body.backups;
  if (!Array.isArray(entries)) {
    throw unexpectedAnswer(answer, 'The answer contains no list of backups.');
  }
  const backups = entries.filter(isObject).flatMap(backupOf);
  return { answer, backups, length: entries.length, total };
}

/** Empty for an entry without an ID, which could not be referred to. */
function backupOf(entry: Readonly<Record<string, unknown>>): Backup[] {
  const id = textField(entry, 'id');
  if (id === undefined) return [];
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
        : undefined,
      beginTime,
      endTime,
      startedAt: parseCloudTime(beginTime, 'UTC'),
      finishedAt: parseCloudTime(endTime, 'UTC'),
      size: integerField(entry, 'size'),
      status: textField(entry, 'status'),
      description: textField(entry, 'description'),
      method: textField(entry, 'backup_method'),
    },
  ];
}

/** Those that began in the same second by their ID: the order of the cloud may change. */
function newestFirst(one: Backup, other: Backup): number {
  const later = (other.startedAt?.getTime() ?? 0) - (one.startedAt?.getTime() ?? 0);
  return later || (one.id < other.id ? -1 : 1);
}
