/** A real engine behind a forward proxy, with addresses that only the proxy knows. */
import { serverCertificate } from '../../../lib/simulator/certificates';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { Engine } from '../../../lib/terraform-plugin/testing/engine';
import { afterTest } from '../../after-test';
import { startedProvider } from '../../shipped/started-provider';
import { DeployedStack } from '../deployed-stack';
import { ForwardProxy, type ProxyOptions } from './forward-proxy';
import { BackupDownloadLinks } from 'cdktf-huaweicloud-dds';

const hosts = ['dds.example.test', 'iam.example.test'];

interface Said {
  /** `read`, or the diagnostics in one line. */
  readonly said: string;
  readonly logged: string;
}

/** A cloud to be reached by the made-up names. */
class Place {
  static async of(scheme: 'http' | 'https', endpoint?: (url: URL) => string): Promise<Place> {
    const { authority, cert, key } = serverCertificate(['localhost', ...hosts]);
    const cloud = await startSimulator(scheme === 'https' ? { tls: { cert, key } } : {});
    const [dds, iam] = hosts.map((host) => endpoint?.(new URL(cloud.url)) ?? `${scheme}://${host}`);
    const endpoints = { dds: dds!, iam: iam! };
    return new Place(cloud, endpoints, scheme === 'https' ? authority : null);
  }

  private constructor(
    readonly cloud: Simulator,
    private readonly endpoints: Record<string, string>,
    private readonly authority: string | null,
  ) {}

  proxy(options?: ProxyOptions): Promise<ForwardProxy> {
    return ForwardProxy.start(this.cloud.url, options);
  }

  /** Reads links through the packed provider. */
  async read(env: NodeJS.ProcessEnv, request_timeout = '30s'): Promise<Said> {
    const provider = await startedProvider({
      ...noProxies,
      ...this.cloud.environment,
      HW_AUTH_URL: undefined, // it would come before the endpoint
      ...env,
    });
    const engine = new Engine(provider.call, 'dds_backup_download_links');
    const unusable = await engine.configure({
      ...{ endpoints: this.endpoints, cacert_file: this.authority },
      ...{ max_retries: 0n, request_timeout },
    });
    const { instanceId: instance_id, id: backup_id } = this.cloud.backups.single;
    const { diagnostics } = await engine.read({ instance_id, backup_id });
    const said = [...unusable, ...diagnostics].join(' ').replace(/\s+/g, ' ') || 'read';
    return { said, logged: JSON.stringify(await provider.end()) };
  }

  /** The same through a real engine as well. */
  async plan(env: NodeJS.ProcessEnv): Promise<Said> {
    const { instanceId, id: backupId } = this.cloud.backups.single;
    const stack = await DeployedStack.of(
      this.cloud,
      (scope) => {
        new BackupDownloadLinks(scope, 'links', { instanceId, backupId });
      },
      {
        ...{ endpoints: this.endpoints, maxRetries: 0 },
        ...(this.authority !== null && { cacertFile: this.authority }),
      },
    );
    afterTest(() => stack.remove());
    const plan = ['plan', '-input=false'];
    const { exitCode, output } = await stack.run(plan, {
      env: { ...noProxies, HW_AUTH_URL: undefined, ...env },
    });
    const said = exitCode === 0 ? 'read' : output.replace(/[\s│╷╵]+/g, ' ');
    return { said, logged: await stack.readLog() };
  }
}

/** Whatever the machine that runs the tests has set. */
const noProxies = Object.fromEntries(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [
    [name, undefined],
    [name.toLowerCase(), undefined],
  ]),
);

const forms = {
  http: {
    variable: 'HTTP_PROXY',
    asked: [
      'GET http://iam.example.test/v3/projects',
      expect.stringMatching(/^GET http:\/\/dds\.example\.test\/v3\/\w+\/backups\/download-file$/),
    ],
  },
  https: {
    variable: 'HTTPS_PROXY',
    asked: ['CONNECT iam.example.test:443', 'CONNECT dds.example.test:443'],
  },
} as const;

describe.each(['http', 'https'] as const)('%s', (scheme) => {
  const { variable, asked } = forms[scheme];
  let place: Place;
  beforeAll(async () => {
    place = await Place.of(scheme);
  });
  afterAll(() => place.cloud.close());

  test.each([variable, variable.toLowerCase()])('goes through the proxy of %s', async (name) => {
    const proxy = await place.proxy();
    expect((await place.read({ [name]: proxy.url() })).said).toBe('read');
    expect(proxy.asked).toEqual(asked);
  });

  test.each([
    ['user%40corp:p%3Aw%2Ford', 'user@corp:p:w/ord'],
    ['user:100%', 'user:100%'],
    ['b%C3%A4rbel:gr%c3%bc%c3%9fe', 'bärbel:grüße'],
    ['bärbel:grüße', 'bärbel:grüße'],
    ['user:', 'user:'],
  ])('logs in at the proxy as %s', async (written, account) => {
    const proxy = await place.proxy({ account });
    const { said, logged } = await place.read({ [variable]: proxy.url(written) });
    expect(said).toBe('read');
    expect(logged).not.toContain(Buffer.from(account).toString('base64'));
  });

  test.each([
    ['a wrong password', 'user:not-the-pass%77ord'],
    ['no user', undefined],
  ])('a proxy that wants another log-in is told, with %s', async (_, written) => {
    const proxy = await place.proxy({ account: 'user:password' });
    const { said, logged } = await place.read({ [variable]: proxy.url(written) });
    expect(said).toContain(`proxy ${proxy.address}`);
    expect(said).toMatch(/407|user and password/);
    expect(`${said}${logged}`).not.toMatch(/not-the-pass/);
    expect(proxy.asked).toHaveLength(1);
  });

  test('a proxy that is not there is told', async () => {
    const proxy = await place.proxy();
    const [url, address] = [proxy.url('user:hidden'), proxy.address];
    proxy.close();
    const { said, logged } = await place.read({ [variable]: url });
    expect(said).toContain(`proxy ${address} refuses the connection`);
    expect(`${said}${logged}`).not.toContain('hidden');
  });

  test.each<[string, ProxyOptions['instead']]>([
    ['hangs', () => undefined],
    ['hangs up', (socket) => void socket.destroy()],
    ['is no proxy', (socket) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n')],
  ])('a proxy that %s is told', async (_, instead) => {
    const proxy = await place.proxy({ instead });
    const { said, logged } = await place.read({ [variable]: proxy.url('user:hidden') }, '2s');
    expect(said).toContain(proxy.address);
    expect(said).not.toContain('This is a bug');
    expect(`${said}${logged}`).not.toContain('hidden');
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
  });

  test.each(['403 Forbidden', '502 Bad Gateway'])('that it says %s is told', async (status) => {
    const proxy = await place.proxy({
      instead: (socket) => void socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`),
    });
    const { said } = await place.read({ [variable]: proxy.url() });
    // Without a tunnel nothing tells its answers from those of the cloud.
    if (scheme === 'https')
      expect(said).toContain(`The proxy ${proxy.address} does not open a tunnel`);
    expect(said).toContain(`HTTP ${status.slice(0, 3)}`);
  });

  test.each(['not a url', 'http://', 'ftp://127.0.0.1:1', 'http://127.0.0.1:99999'])(
    'an address like %j is refused, without a request',
    async (address) => {
      const { said } = await place.read({ [variable]: address });
      expect(said).toContain(variable);
    },
  );
});

describe.each(['http', 'https'] as const)('%s with a real engine', (scheme) => {
  const { variable, asked } = forms[scheme];
  let place: Place;
  beforeAll(async () => {
    place = await Place.of(scheme);
  });
  afterAll(() => place.cloud.close());

  test('goes through the proxy, where it logs in', async () => {
    const proxy = await place.proxy({ account: 'user@corp:p:w' });
    const env = { [variable]: proxy.url('user%40corp:p%3Aw') };
    expect((await place.plan(env)).said).toBe('read');
    expect(proxy.asked).toEqual(asked);
  });

  test('a proxy that wants another log-in is told, without the password', async () => {
    const proxy = await place.proxy({ account: 'user:password' });
    const { said, logged } = await place.plan({ [variable]: proxy.url('user:hidden') });
    expect(said).toContain(`proxy ${proxy.address}`);
    expect(`${said}${logged}`).not.toContain('hidden');
  });
});

describe('NO_PROXY', () => {
  // Every system takes 0.0.0.0 for itself, but it is no loopback address, which no proxy is ever asked for.
  const host = '0.0.0.0';
  let place: Place;
  beforeAll(async () => {
    place = await Place.of('http', ({ port }) => `http://${host}:${port}`);
  });
  afterAll(() => place.cloud.close());

  const planned = async (proxy: ForwardProxy, name: string, value: string) =>
    (await place.read({ HTTP_PROXY: proxy.url(), [name]: value })).said;

  test.each<[string, () => string]>([
    ['*', () => '*'],
    ['the host', () => host],
    ['host and port', () => `${host}:${new URL(place.cloud.url).port}`],
    ['one of several', () => `.corp.example, ${host} ,10.0.0.0/8`],
    ['a network', () => '0.0.0.0/8'],
  ])('exempts %s', async (_, value) => {
    const proxy = await place.proxy();
    expect([await planned(proxy, 'NO_PROXY', value()), proxy.asked]).toEqual(['read', []]);
  });

  test('counts in lower case too', async () => {
    const proxy = await place.proxy();
    expect([await planned(proxy, 'no_proxy', host), proxy.asked]).toEqual(['read', []]);
  });

  test.each(['example.test', '0.0.0.0:1', '10.0.0.0/8', '0.0.0.1', ''])(
    'does not exempt it with %j',
    async (value) => {
      const proxy = await place.proxy();
      expect(await planned(proxy, 'NO_PROXY', value)).toBe('read');
      expect(proxy.asked).toHaveLength(2);
    },
  );
});
