/**
 * Whatever a cloud says in whichever field: it cannot steer the terminal, pass for a line of ours, or make the provider
 * repeat a secret. What is asked for, the attributes, stays as it is.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { Engine } from '../../lib/terraform-plugin/testing/engine';
import { afterTest } from '../after-test';
import { startedProvider } from '../shipped/started-provider';
import { DeployedStack } from './deployed-stack';
import { BackupDownloadLinks } from 'cdktf-huaweicloud-dds';

const secret = 'secret&<key>"+/=0123456789';
const token = `MIIF${'Ab3-'.repeat(60)}`;
const signature = 'SignedBy+Somebody/0123456789=';

/** A secret as it looks in JSON, HTML, URLs and Basic authentication. */
const formsOf = (text: string) => [
  text,
  JSON.stringify(text).slice(1, -1),
  text.replaceAll('&', '\\u0026').replaceAll('<', '\\u003c').replaceAll('>', '\\u003e'),
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  encodeURIComponent(text),
  encodeURIComponent(text).replace(/%../g, (escape) => escape.toLowerCase()),
  `Basic ${Buffer.from(`user:${text}`).toString('base64')}`,
];
const forms = [...formsOf(secret), ...formsOf(token)];
/** No part of a form may be told either. */
const telling = [secret.slice(-10), token.slice(-10), signature.slice(0, 10)].flatMap((part) => [
  part,
  Buffer.from(`xxx${part}`).toString('base64').slice(4, -4),
]);

/** Clears the screen, forges a line, reverses the text, and holds every secret in every form. */
const words =
  '\r\n\u001b[2J\u001b[1;1HFAKE: Apply complete!\u202e\u200b\u2028\u009b ' +
  `https://obs.example.test/f?Signature=${encodeURIComponent(signature)}&x=1 ` +
  forms.join(' ');

/** The same as far as a header can hold it. */
const headerWords = Buffer.from(words.replace(/[\0-\x1f]/g, ''))
  .toString('latin1')
  .replace(/\x7f/g, '');

interface LogIn {
  readonly settings?: Readonly<Record<string, null>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether the metadata service is asked, which the server of this test is, too. */
  readonly metadata?: boolean;
  readonly answer: Answer;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const json = (status: number, body: unknown): Answer => ({ status, body });

const successes: Record<string, Answer> = {
  links: json(200, {
    bucket: 'bucket',
    files: [
      {
        name: 'file',
        size: 12,
        download_link: 'https://obs.example.test/f',
        link_expired_time: '2099-01-31T15:04:05+0000',
        replica_set_id: 'id',
        replica_set_name: 'shard_1',
      },
    ],
  }),
  backups: json(200, {
    total_count: 1,
    backups: [
      {
        ...{ id: 'b', name: 'n', instance_id: 'i', instance_name: 'n', type: 'Manual' },
        ...{ begin_time: '2026-01-01 00:00:00', end_time: '2026-01-01 00:00:00', mode: 'Single' },
        ...{ status: 'COMPLETED', description: 'd', datastore: { type: 't', version: 'v' } },
      },
    ],
  }),
};

const refusals: Record<string, Answer> = {
  'of DDS': json(400, { error_code: 'DBS.200001', error_msg: 'no', request_id: 'id' }),
  'of DDS, unknown': json(418, { error_code: 'DBS.999999', error_msg: 'no' }),
  'with 200': json(200, { error_code: 'DBS.201014', error_msg: 'no' }),
  'of a gateway': json(401, { error_code: 'APIGW.0301', error_msg: 'no', request_id: 'id' }),
  'of a permission': json(403, {
    ...{ error_code: 'APIGW.0302', error_msg: 'no', encoded_authorization_message: 'text' },
  }),
  'of Keystone': json(401, { error: { code: 'no', title: 'Unauthorized', message: 'no' } }),
  'of an older API': json(400, { errCode: 'DBS.1', externalMessage: 'no' }),
  'of another one': json(500, { code: 'x', message: 'no' }),
  nested: json(500, { errors: [{ code: 'x', message: 'no' }] }),
  'a page': { status: 502, body: '<html><title>WORDS</title><h1>WORDS</h1>WORDS</html>' },
  'a text': { status: 503, body: 'WORDS' },
  'a text with 200': { status: 200, body: 'WORDS' },
  'broken JSON': { status: 200, body: '{"files":[{"name":"WORDS' },
  'a throttle': { ...json(429, { error_code: 'APIGW.0308', error_msg: 'no' }) },
};

/** Answers on the way to the first request, and the settings that lead there. */
const logIns: Record<string, LogIn> = {
  'a project': {
    settings: { project_id: null },
    answer: json(200, { projects: [{ id: 'p', name: 'eu-west-101', domain_id: 'd' }] }),
  },
  'a token': {
    settings: { access_key: null, secret_key: null, security_token: null },
    environment: { HW_USER_NAME: 'user', HW_USER_PASSWORD: secret, HW_DOMAIN_NAME: 'account' },
    answer: {
      ...json(201, { token: { expires_at: '2099-01-01T00:00:00Z', project: { id: 'p' } } }),
      headers: { 'x-subject-token': 'token' },
    },
  },
  'the keys of an agency': {
    environment: { HW_ASSUME_ROLE_AGENCY_NAME: 'agency', HW_ASSUME_ROLE_DOMAIN_NAME: 'account' },
    answer: json(201, {
      credential: {
        ...{ access: 'AK', secret: 'SK', securitytoken: 'token' },
        expires_at: '2099-01-01T00:00:00Z',
      },
    }),
  },
  'the keys of a server': {
    settings: { access_key: null, secret_key: null, security_token: null },
    metadata: true,
    answer: json(200, {
      credential: {
        ...{ access: 'AK', secret: 'SK', securitytoken: 'token' },
        expires_at: '2099-01-01T00:00:00Z',
      },
    }),
  },
};

const headers = ['x-request-id', 'x-iam-trace-id', 'location', 'date', 'retry-after', 'server'];

/** The answer with the words in each of its texts, one at a time, then in all at once, then in each header. */
function spoilt({ status, body, headers: given }: Answer): Answer[] {
  if (typeof body === 'string') return [{ status, body: body.replaceAll('WORDS', words) }];
  const places: string[] = [];
  const replaced = (isHit: (place: string) => boolean): unknown =>
    JSON.parse(JSON.stringify(body), function (this: unknown, key, value: unknown) {
      return typeof value === 'string' && isHit(`${JSON.stringify(this)} ${key}`) ? words : value;
    });
  replaced((place) => (places.push(place), false));
  return [
    ...places.map((place) =>
      json(
        status,
        replaced((found) => found === place),
      ),
    ),
    json(
      status,
      replaced(() => true),
    ),
    ...headers.map((name) => ({ status, body, headers: { [name]: headerWords } })),
    ...Object.keys(given ?? {}).map((name) => ({ status, body, headers: { [name]: headerWords } })),
    { status: 302, body, headers: { location: headerWords } },
  ];
}

let server: Server;
let next: Answer;
beforeEach(async () => {
  server = createServer((_, response) => {
    const { status, headers: given = {}, body } = next;
    response.writeHead(status, { 'x-request-id': 'id', ...given });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

/** What is told, and every text in the log, when these answers come one after the other. */
async function everythingSaid(
  answers: readonly Answer[],
  typeName: string,
  { settings = {}, environment = {}, metadata = false }: Omit<LogIn, 'answer'> = {},
): Promise<string[]> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const asked = metadata ? { HW_METADATA_ENDPOINT: url, HW_METADATA_DISABLED: 'false' } : {};
  const provider = await startedProvider({ ...environment, ...asked });
  const engine = new Engine(provider.call, typeName);
  const configuration = {
    ...{ region: 'eu-west-101', project_id: 'a'.repeat(32), auth_url: url },
    ...{ access_key: 'AK', secret_key: secret, security_token: token, max_retries: 0n },
    ...{ endpoints: { dds: url }, ...settings },
  };
  const ids = { instance_id: `${'a'.repeat(32)}in02`, backup_id: `${'b'.repeat(32)}br02` };
  const texts: string[] = [];
  for (const answer of answers) {
    next = answer;
    expect(await engine.configure(configuration)).toEqual([]); // a log-in of its own
    texts.push(...(await engine.read(ids)).diagnostics);
  }
  return [...texts, ...(await provider.end()).flatMap(textsIn)];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [name, ...textsIn(item)]);
}

function expectHarmless(texts: readonly string[], secretParts = telling): void {
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) {
    expect(text.replaceAll('\n', ' ')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(text).not.toMatch(/^\W*FAKE/m);
    for (const part of secretParts) expect(text).not.toContain(part);
  }
}

test.each(Object.keys(successes))('in an answer with %s', async (name) => {
  const type = name === 'links' ? 'dds_backup_download_links' : 'dds_backup';
  expectHarmless(await everythingSaid(spoilt(successes[name]!), type));
});

test.each(Object.keys(logIns))('in an answer with %s', async (name) => {
  const { answer, ...way } = logIns[name]!;
  const texts = await everythingSaid(spoilt(answer), 'dds_backup_download_links', way);
  // Without keys of its own the provider knows only what looks like a secret.
  expectHarmless(texts, way.metadata ? [signature.slice(0, 10)] : telling);
});

test.each(Object.keys(refusals))('in a refusal: %s', async (name) => {
  expectHarmless(await everythingSaid(spoilt(refusals[name]!), 'dds_backup_download_links'));
});

test('on the terminal and in the log of a real engine', async () => {
  const cloud: Simulator = await startSimulator();
  afterTest(() => cloud.close());
  const body = JSON.stringify({ error_code: words, error_msg: words, request_id: words });
  const fault = { kind: 'answer', status: 400, body } as const;
  cloud.inject({ action: 'ShowBackupDownloadLink', times: Infinity, fault });
  const { instanceId, id: backupId } = cloud.backups.single;
  const stack = await DeployedStack.of(cloud, (scope) => {
    new BackupDownloadLinks(scope, 'links', { instanceId, backupId });
  });
  afterTest(() => stack.remove());
  const { exitCode, output } = await stack.plan();
  expect([exitCode, output]).toEqual([1, expect.stringContaining('FAKE')]);
  for (const text of [output, await stack.readLog()]) {
    expect(text).not.toMatch(/[\u001b\u009b\u202e\u200b\u2028\r]/);
    expect(text).not.toMatch(/^\W*FAKE/m);
  }
});
