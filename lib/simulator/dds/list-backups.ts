// DDS API Reference, "Querying the Backup List" (ListBackups).
import { refusal, type ErrorCode } from '../documented-errors';
import { json, type Call, type SignedRoute } from '../exchange';
import { type Identities } from '../iam/identities';
import { type Guesses } from '../invented';
import { projectFor } from './access';
import { kilobytes, type Backup, type Estate, type Instance } from './estate';

interface Cloud {
  readonly estate: Estate;
  readonly identities: Identities;
  readonly guesses: Guesses;
}

type Query = Call['query'];
interface Row {
  readonly backup: Backup;
  readonly instance: Instance;
}

const MAX_LIMIT = 100;

export function listBackups(cloud: Cloud): SignedRoute {
  return {
    action: 'ListBackups',
    method: 'GET',
    path: /^\/v3\/(?<project>[^/]+)\/backups$/,
    access: 'signed',
    handle(call, caller) {
      const project = projectFor(call, caller, 'dds:backup:list', cloud);
      const { query } = call;
      const offset = wholeNumber(query.offset, 0, Infinity, 'DBS.280440') ?? 0;
      const limit = wholeNumber(query.limit, 1, MAX_LIMIT, 'DBS.280439') ?? MAX_LIMIT;
      const matching = filter(cloud.estate.backupsOf(project), query).sort(order(query));
      return json(200, {
        backups: matching.slice(offset, offset + limit).map(describe),
        total_count: matching.length,
      });
    },
  };
}

/** INVENTED: that a fuzzy match is a part of the text, case included, and that a period is about `begin_time`. */
function filter(rows: Row[], query: Query): Row[] {
  const type = oneOf(query.backup_type, ['Auto', 'Manual', 'Incremental']);
  const mode = oneOf(query.mode, ['Sharding', 'ReplicaSet', 'Single']);
  const status = oneOf(query.backup_status, ['COMPLETED', 'BUILDING', 'FAILED']);
  if (type === 'Incremental' && !query.instance_id) throw refusal('DBS.280001');
  const [from, until] = period(query);
  return rows.filter(
    ({ backup, instance }) =>
      wantsType(backup, type, query) &&
      (mode === undefined || instance.mode === mode) &&
      (status === undefined || backup.status === status) &&
      (!query.instance_id || instance.id === query.instance_id) &&
      (!query.backup_id || backup.id === query.backup_id) &&
      backup.name.includes(query.backup_name ?? '') &&
      backup.description.includes(query.backup_description ?? '') &&
      instance.name.includes(query.instance_name ?? '') &&
      (from === undefined || backup.beginTime >= from) &&
      (until === undefined || backup.beginTime <= until),
  );
}

/** Without a type, only full backups are listed; an incremental one can still be found by its id and instance. */
function wantsType(backup: Backup, type: string | undefined, query: Query): boolean {
  if (type !== undefined) return backup.type === type;
  const byId = query.backup_id === backup.id && query.instance_id === backup.instanceId;
  return backup.type !== 'Incremental' || byId;
}

function period(query: Query): [Date | undefined, Date | undefined] {
  if ((query.begin_time === undefined) !== (query.end_time === undefined)) {
    throw refusal(query.begin_time === undefined ? 'DBS.280067' : 'DBS.280068');
  }
  return [time(query.begin_time, 'DBS.280067'), time(query.end_time, 'DBS.280068')];
}

function time(text: string | undefined, code: ErrorCode): Date | undefined {
  if (text === undefined) return undefined;
  const moment = new Date(`${text.replace(' ', 'T')}Z`);
  const wellFormed = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text);
  if (!wellFormed || Number.isNaN(moment.getTime())) throw refusal(code);
  return moment;
}

function wholeNumber(
  text: string | undefined,
  least: number,
  most: number,
  code: ErrorCode,
): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) throw refusal(code);
  return value;
}

function oneOf(text: string | undefined, values: readonly string[]): string | undefined {
  if (text !== undefined && !values.includes(text)) throw refusal('DBS.280001');
  return text;
}

const sortKeys = {
  name: ({ backup }: Row) => backup.name,
  instanceName: ({ instance }: Row) => instance.name,
  type: ({ backup }: Row) => backup.type,
  datastoreType: ({ instance }: Row) => instance.datastore.type,
  beginTime: ({ backup }: Row) => backup.beginTime.toISOString(),
  status: ({ backup }: Row) => backup.status,
};

function order(query: Query): (a: Row, b: Row) => number {
  const field = oneOf(query.order_field, Object.keys(sortKeys)) as
    keyof typeof sortKeys | undefined;
  const rule = oneOf(query.order_rule, ['asc', 'desc']);
  if ((field === undefined) !== (rule === undefined)) throw refusal('DBS.280001');
  const key = sortKeys[field ?? 'beginTime'];
  const direction = rule === 'asc' ? 1 : -1;
  return (a, b) => direction * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

function describe({ backup, instance }: Row): object {
  return {
    id: backup.id,
    name: backup.name,
    instance_id: instance.id,
    instance_name: instance.name,
    instance_status: instance.status,
    instance_mode: instance.mode,
    is_instance_restoring: false,
    datastore: instance.datastore,
    type: backup.type,
    begin_time: listedTime(backup.beginTime),
    // What the API says while a backup is still being made is not documented: an empty text is INVENTED.
    end_time: backup.endTime ? listedTime(backup.endTime) : '',
    status: backup.status,
    size: kilobytes(backup.status === 'COMPLETED' ? backup.files : []),
    description: backup.description,
    backup_method: backup.method,
    kms_enable: false,
    deletable: backup.type === 'Manual',
  };
}

function listedTime(moment: Date): string {
  return moment.toISOString().slice(0, 19).replace('T', ' ');
}
