// The simulator's own API, not Huawei Cloud's: what tests do in process, over HTTP, for `npm run simulate`.
import { type BackupFile } from './dds/estate';
import { json, type Call, type PublicRoute } from './exchange';
import { type Fault, type FaultRule } from './faults';
import { candidates, type Guess, type Situation } from './invented';
import { JsonBody } from './json-body';
import { Refusal } from './refusal';
import { type Simulator } from './running-simulator';
import { sampleId } from './sample-id';

/** Routes below `/simulator/`; they change the cloud and answer with nothing, or say what is wrong with the request. */
export function control(cloud: Simulator): PublicRoute[] {
  const command = (method: string, path: RegExp, run: (call: Call) => unknown): PublicRoute => ({
    action: 'Simulator',
    method,
    path,
    access: 'control',
    handle(call) {
      refuseBrowsers(call);
      return json(200, run(call) ?? {});
    },
  });
  return [
    command('GET', /^\/simulator\/requests$/, () => ({ requests: cloud.requests })),
    command('POST', /^\/simulator\/faults$/, (call) => void cloud.inject(ruleIn(call))),
    command('DELETE', /^\/simulator\/faults$/, () => cloud.clearFaults()),
    command('POST', /^\/simulator\/clock$/, (call) => cloud.advance(required(call, 'advance'))),
    command('POST', /^\/simulator\/links\/expire$/, () => cloud.linksHaveExpired()),
    command('PUT', /^\/simulator\/links$/, (call) => changeLinks(cloud, call)),
    command('POST', /^\/simulator\/sessions\/expire$/, () => cloud.sessionsHaveExpired()),
    command('PUT', /^\/simulator\/backups\/(?<id>[^/]+)$/, (call) => changeBackup(cloud, call)),
    command('PUT', /^\/simulator\/guesses\/(?<situation>[^/]+)$/, (call) => {
      const situation = call.params.situation ?? '';
      if (!isSituation(situation)) throw unusable('situation', Object.keys(candidates));
      cloud.guesses[situation] = guessIn(call, candidates[situation]);
    }),
  ];
}

/** A page in a browser can reach loopback as well; it comes with an Origin, or under another name. */
function refuseBrowsers({ request: { headers } }: Call): void {
  const local = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '');
  if (headers.origin !== undefined || !local) throw new Refusal(403, 'not local', () => ({}));
}

function changeBackup(cloud: Simulator, call: Call): void {
  const backup = cloud.estate.backups.get(call.params.id ?? '');
  if (!backup) throw new Refusal(404, 'no such backup', () => ({ problem: 'no such backup' }));
  const body = new JsonBody(call.request);
  backup.status = body.text('status') ?? backup.status;
  if (body.at('files') !== undefined) backup.files = filesIn(body);
  if (body.at('replace') === true) for (const file of backup.files) file.revision += 1;
  if (body.at('guess') === null) cloud.answerForBackup(backup, undefined);
  else if (body.at('guess') !== undefined) {
    cloud.answerForBackup(backup, guessIn(call, Object.values(candidates).flat()));
  }
}

/** Other files than before: a list of objects with `name` and `bytes`, and the name of their `group` if they have one. */
function filesIn(body: JsonBody): BackupFile[] {
  const files = body.at('files');
  if (!Array.isArray(files)) throw unusable('files', ['an array']);
  return files.map((_, i) => {
    const [name, bytes] = [
      body.text('files', String(i), 'name'),
      body.number('files', String(i), 'bytes'),
    ];
    if (name === undefined || bytes === undefined)
      throw unusable(`files.${i}`, ['{ name, bytes, group? }']);
    const group = body.text('files', String(i), 'group');
    return {
      name,
      bytes,
      revision: 1,
      ...(group !== undefined && { group: { id: sampleId(group, 'gr02'), name: group } }),
    };
  });
}

function changeLinks(cloud: Simulator, { request }: Call): void {
  const body = new JsonBody(request);
  cloud.linkLife.ttl = body.number('ttl') ?? cloud.linkLife.ttl;
  cloud.linkLife.uses = body.number('uses') ?? cloud.linkLife.uses;
}

function guessIn({ request }: Call, allowed: readonly Guess[]): Guess {
  const text = new JsonBody(request).text('guess');
  const guess = allowed.find((candidate) => candidate === text);
  if (guess === undefined) throw unusable('guess', [...new Set(allowed)]);
  return guess;
}

/** The fields of each fault besides its kind, with their types; those with a question mark may be left out. */
const faultFields: Record<
  Exclude<Fault['kind'], 'edit' | 'hold'>,
  Readonly<Record<string, string>>
> = {
  answer: { status: 'number', body: 'string?', headers: 'object?' },
  huge: { bytes: 'number' },
  delay: { milliseconds: 'number' },
  hang: {},
  reset: { bytes: 'number?' },
  truncate: { bytes: 'number' },
  drip: { bytes: 'number', milliseconds: 'number' },
  stall: { bytes: 'number' },
  headers: { headers: 'object' },
  whole: {},
  shift: { from: 'number', to: 'number' },
  total: { bytes: 'number' },
  garbage: {},
  date: { offset: 'number' },
};

function ruleIn(call: Call): FaultRule {
  const body = new JsonBody(call.request);
  const rule = definedOnly({
    action: body.text('action'),
    method: body.text('method'),
    path: body.text('path'),
    skip: body.number('skip'),
    times: body.number('times'),
  });
  return { ...rule, fault: faultIn(body) };
}

function faultIn(body: JsonBody): Fault {
  const kind = body.text('fault', 'kind') ?? '';
  if (!isFaultKind(kind)) throw unusable('fault.kind', Object.keys(faultFields));
  const fields = Object.entries(faultFields[kind]).map(([name, type]) => {
    const value = body.at('fault', name);
    const isRight =
      value === undefined ? type.endsWith('?') : typeof value === type.replace('?', '');
    if (!isRight) throw unusable(`fault.${name}`, [type]);
    return [name, value] as const;
  });
  return { kind, ...definedOnly(Object.fromEntries<unknown>(fields)) } as Fault;
}

function required({ request }: Call, name: string): number {
  const value = new JsonBody(request).number(name);
  if (value === undefined) throw unusable(name, ['a number']);
  return value;
}

function unusable(field: string, allowed: readonly string[]): Refusal {
  const problem = `${field} must be one of: ${allowed.join(', ')}`;
  return new Refusal(400, problem, () => ({ problem }));
}

function isSituation(text: string): text is Situation {
  return Object.hasOwn(candidates, text);
}

function isFaultKind(text: string): text is keyof typeof faultFields {
  return Object.hasOwn(faultFields, text);
}

function definedOnly(object: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
