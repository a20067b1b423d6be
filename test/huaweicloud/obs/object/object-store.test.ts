import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { type Log, safeLog } from '../../../../lib/huaweicloud/http/log';
import { failureOf } from '../../cloud-of';
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
      const links = { ...numberedLinks(server), current: () => Promise.resolve(link) };
      const error = await failureOf(() => openObject(server, { log, links }));
      expect(error.summary).toBe('Unusable link');
      expect(secretsIn([error, logged])).toEqual([]);
    },
  );
});

test('a fragment of a link is not sent', async () => {
  const links = { ...numberedLinks(server), current: () => Promise.resolve(`${server.url}/a#b`) };
  await openObject(server, { links });
  expect(server.requests[0]?.url).toBe('/a');
});
