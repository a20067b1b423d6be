import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { inspect } from 'node:util';
import { type Log, safeLog } from '../../../../lib/huaweicloud/http/log';
import { RemoteObject } from '../../../../lib/huaweicloud/obs/object/remote-object';
import { startSimulator } from '../../../../lib/simulator/simulator';
import { afterTest } from '../../../after-test';
import { cloudOf, failureOf, here, patient } from '../../cloud-of';
import { hasty } from '../download-fixture';
import { type Behaviour, expired, ObjectServer, refuse, reset } from './object-server';
import { bytesOf, numberedLinks, openObject, SIGNATURE } from './reading';

let server: ObjectServer;
let logged: unknown[];
let log: Log;

beforeEach(async () => {
  server = await ObjectServer.start(randomBytes(3000));
  logged = [];
  const write = (message: string, fields?: object) => void logged.push([message, fields]);
  log = safeLog({ trace: write, debug: write, warn: write });
});

afterEach(() => server.close());

/** Every form in which the secrets of a link may be written. */
function secretsIn(value: unknown): string[] {
  const text = inspect(value, { depth: Infinity, showHidden: true, maxStringLength: Infinity });
  const signature = [SIGNATURE, encodeURIComponent(SIGNATURE), SIGNATURE.slice(0, 12)];
  return ['LINKLINK', ...signature].filter((secret) => text.includes(secret));
}

/** Says the link wherever there is room for words. */
const echoing: Behaviour = ({ url, response }) => {
  const { searchParams, href } = new URL(url, 'https://obs.example.com');
  const echo = searchParams.get('Signature') ?? '';
  const headers = { 'x-obs-request-id': echo, 'x-obs-id-2': href, location: href };
  refuse(response, 403, echo, href.replaceAll('&', '&amp;'), headers);
};

const page: Behaviour = ({ url, response }) =>
  void response.writeHead(502).end(`<html><body>No answer from <b>${url}</b></body></html>`);

const garbage: Behaviour = ({ url, response }) => {
  response.socket?.end(`${url} is not HTTP\r\n\r\n`);
};

describe('links appear neither in the log, at whatever level, nor in errors', () => {
  test.each<[string, Behaviour]>([
    ['a refusal that quotes them', echoing],
    ['a page that quotes them', page],
    ['connections that break', reset],
    ['expired links', expired],
    ['silence', () => undefined],
    ['what is not HTTP', garbage],
  ])('after %s', async (_, behaviour) => {
    server.otherwise = behaviour;
    const limits = { attempts: 3, stall: 500 };
    const error = await failureOf(() => openObject(server, { log, limits }));
    expect(logged).not.toEqual([]);
    expect(secretsIn(logged)).toEqual([]);
    expect(secretsIn(error)).toEqual([]);
    expect(secretsIn(server.requests[0]?.url)).not.toEqual([]);
  });

  test('after success', async () => {
    await bytesOf(await openObject(server, { log }));
    expect(logged).toContainEqual(['object request', { file: 'backup.tar', from: 0, to: 1 }]);
    expect(secretsIn(logged)).toEqual([]);
  });

  test.each(['', 'no address', 'ftp://host/', 'http://[::x]/', 'http://host:99999/', '//host/'])(
    'if they are no addresses: %j',
    async (address) => {
      const link = `${address}?Signature=${SIGNATURE}`;
      const links = { ...numberedLinks(server), current: () => link };
      const error = await failureOf(() => openObject(server, { log, links }));
      expect(error.summary).toBe('Unusable link');
      expect(secretsIn([error, logged])).toEqual([]);
    },
  );
});

test('a fragment of a link is not sent', async () => {
  const links = { ...numberedLinks(server), current: () => `${server.url}/a#b` };
  await openObject(server, { links });
  expect(server.requests[0]?.url).toBe('/a');
});

test('a setting that TLS cannot use is told as such, not as a failure of OBS', async () => {
  const simulator = await startSimulator();
  afterTest(() => simulator.close());
  const store = await cloudOf(simulator, { cacertFile: '/missing.pem' }, hasty).objectStore();
  const links = { ...numberedLinks(server), current: () => 'https://127.0.0.1:1/object' };
  const open = () => RemoteObject.open({ store, links, name: 'backup.tar' }, patient);
  expect(await failureOf(open)).toMatchObject({ category: 'settings', setting: 'cacertFile' });
});

test('a proxy that wants a password is told from OBS', async () => {
  const simulator = await startSimulator();
  afterTest(() => simulator.close());
  const link = 'http://obs.example.test/object';
  const edit = () => ({ files: [{ name: 'backup.tar', download_link: link }] });
  simulator.inject({ action: 'ShowBackupDownloadLink', fault: { kind: 'edit', edit } });
  server.otherwise = ({ response }) => void response.writeHead(407).end();
  const options = { ...hasty, env: { HTTP_PROXY: server.url } };
  const downloads = await cloudOf(simulator, {}, options).downloads(here);
  const { instanceId, id: backupId } = simulator.backups.single;
  const call = () => downloads.toStream({ instanceId, backupId }, new PassThrough(), patient);
  const { host } = new URL(server.url);
  expect((await failureOf(call)).detail).toContain(
    `The proxy ${host} requires a user and a password, or does not accept the ones it was given. (HTTP 407)`,
  );
  expect(server.requests.map(({ url }) => url)).toEqual([link]);
});
