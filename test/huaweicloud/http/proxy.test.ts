import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Cloud } from '../../../lib/huaweicloud/cloud';
import { proxyFor, ProxyFailure } from '../../../lib/huaweicloud/http/proxy';
import { withoutSecrets } from '../../../lib/huaweicloud/secrets';
import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { createCertificate } from '../../../lib/terraform-plugin/server/certificate';
import { failureOf, here, messageOf, patient } from '../cloud-of';

describe('the choice of the proxy', () => {
  const cloudAddress = new URL('https://dds.example.com/');
  const both = { HTTPS_PROXY: 'http://secure:1', HTTP_PROXY: 'http://plain:2' };

  test.each<[string, Record<string, string>, string | undefined]>([
    ['https://dds.example.com/', both, 'secure:1'],
    ['http://dds.example.com/', both, 'plain:2'],
    ['https://dds.example.com/', { HTTP_PROXY: 'http://plain:2' }, undefined],
    ['https://dds.example.com/', { https_proxy: 'http://lower:3' }, 'lower:3'],
    ['https://dds.example.com/', { HTTPS_PROXY: 'bare:3128' }, 'bare:3128'],
    ['https://dds.example.com/', { HTTPS_PROXY: ' http://blanks:5/ ' }, 'blanks:5'],
    ['https://localhost:1/', both, undefined],
    ['https://127.0.0.9/', both, undefined],
    ['https://[::1]/', both, undefined],
    ['https://dds.example.com/', {}, undefined],
    ['https://dds.example.com/', { HTTPS_PROXY: '', https_proxy: 'http://lower:3' }, 'lower:3'],
    ['https://127.example.com/', both, 'secure:1'],
    ['https://128.0.0.1/', both, 'secure:1'],
  ])('the proxy for %s with %j is %s', (url, env, host) => {
    expect(proxyFor(new URL(url), env)?.url.host).toBe(host);
  });

  test.each<[string, string, boolean]>([
    ['*', 'https://dds.example.com/', true],
    ['example.com', 'https://dds.example.com/', true],
    ['example.com', 'https://example.com/', true],
    ['.example.com', 'https://dds.example.com/', true],
    ['*.example.com', 'https://dds.example.com/', true],
    ['.example.com', 'https://example.com/', false],
    ['ample.com', 'https://dds.example.com/', false],
    ['other.com, EXAMPLE.com', 'https://dds.example.com/', true],
    ['example.com:443', 'https://dds.example.com/', true],
    ['example.com:8443', 'https://dds.example.com/', false],
    ['10.0.0.0/8', 'https://10.1.2.3/', true],
    ['10.0.0.0/8', 'https://11.1.2.3/', false],
    ['10.0.0.0/0', 'https://203.0.113.1/', true],
    ['10.1.2.3/32', 'https://10.1.2.3/', true],
    ['10.1.2.2/32', 'https://10.1.2.3/', false],
    ['10.1.2.3/33', 'https://10.1.2.3/', false],
    ['10.0.0.0/99', 'https://10.1.2.3/', false],
    ['10.0.0.0/', 'https://10.1.2.3/', false],
    ['10.0.0.0/8x', 'https://10.1.2.3/', false],
    ['10.0.0.0/x8', 'https://10.1.2.3/', false],
    ['10.0.0.0/8', 'https://[2001:db8::1]/', false],
    ['10.0.0.0/0', 'https://dds.example.com/', false],
    ['dds.example.com/8', 'https://dds.example.com/', false],
    ['2001:db8::/32', 'https://[2001:db8::1]/', true],
    ['2001:db8::/32', 'https://[2001:db9::1]/', false],
    ['2001:db8::1/128', 'https://[2001:db8::1]/', true],
    ['2001:db8::1/129', 'https://[2001:db8::1]/', false],
    ['2001:db8::1', 'https://[2001:db8::1]/', true],
    ['[2001:db8::1]', 'https://[2001:db8::1]/', true],
    ['[2001:db8::1]:443', 'https://[2001:db8::1]/', true],
    ['[2001:db8::1]:444', 'https://[2001:db8::1]/', false],
    ['10.1.2.3', 'https://10.1.2.3/', true],
    ['10.1.2.3:443', 'https://10.1.2.3/', true],
    ['10.1.2.3:444', 'https://10.1.2.3/', false],
    ['2.3', 'https://10.1.2.3/', true], // as with Go: any text is a domain
    ['example.com:80', 'http://dds.example.com/', true],
    ['example.com:443', 'http://dds.example.com/', false],
    ['example.com:8443', 'https://dds.example.com:8443/', true],
    ['.example.com:443', 'https://dds.example.com/', true],
    ['other.com example.com', 'https://dds.example.com/', true],
    [' , other.com', 'https://dds.example.com./', false],
    ['10.0.0.0/8', 'https://[::a00:1]/', false],
    ['', 'https://dds.example.com/', false],
  ])('NO_PROXY=%s exempts %s: %s', (noProxy, url, isExempt) => {
    const proxies = { HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'http://p:1' };
    const proxy = proxyFor(new URL(url), { ...proxies, NO_PROXY: noProxy });
    expect(proxy === undefined).toBe(isExempt);
  });

  test.each([
    ['http://p', false],
    ['https://p', false],
    ['HTTPS://p', false],
    ['socks5://p', true],
    ['socks5h://p', true],
  ])('%s speaks SOCKS: %s', (address, isSocks) => {
    expect(proxyFor(cloudAddress, { HTTPS_PROXY: address })?.isSocks).toBe(isSocks);
  });

  test.each([
    ...['ftp://p:21', 'socks4://p', 'xhttp://p', 'httpx://p', 'http://', 'http://p:x'],
    ...['http://u:p/w@p:1', 'http://u:1/w@p:1', 'http://u:1#w@p:1', 'http://u:1?w@p:1'],
  ])('%s is not the address of a proxy', async (address) => {
    const { setting, summary, detail } = await failureOf(() =>
      proxyFor(cloudAddress, { HTTPS_PROXY: address }),
    );
    expect([setting, summary]).toEqual(['endpoints', 'Proxy cannot be used']);
    expect(detail).not.toContain('u:1');
  });

  test.each([
    ['http://u:p%2fw@p', 'u', 'p/w'],
    ['http://u%40d:p@p', 'u@d', 'p'],
    ['http://u:100%25@p', 'u', '100%'],
    ['http://u:50%ff@p', 'u', '50%ff'],
    ['http://u:%e4%b8%96@p', 'u', '世'],
    ['http://u@p', 'u', ''],
    ['http://:p@p', '', 'p'],
  ])('%s contains a user and a password', (address, name, password) => {
    const proxy = proxyFor(cloudAddress, { HTTPS_PROXY: address });
    const pair = Buffer.from(`${name}:${password}`).toString('base64');
    expect(proxy).toMatchObject({
      user: { name, password },
      headers: { 'proxy-authorization': `Basic ${pair}` },
    });
    expect(proxy?.url.href).toBe('http://p/');
  });

  test('an address without a user has no header for one', () => {
    expect(proxyFor(cloudAddress, { HTTPS_PROXY: 'http://p' })).toMatchObject({ headers: {} });
    expect(proxyFor(cloudAddress, { HTTPS_PROXY: 'http://p' })?.user).toBeUndefined();
  });

  test('its password is a secret, also in the header', () => {
    proxyFor(cloudAddress, { HTTPS_PROXY: 'http://u:hunter%2fhunter@p' });
    const header = Buffer.from('u:hunter/hunter').toString('base64');
    expect(withoutSecrets(`hunter/hunter ${header} hunter%2fhunter`)).toBe('*** *** ***');
  });
});

test.each([
  ['connect ECONNREFUSED 127.0.0.1:1080', 'ERR', 'ECONNREFUSED'],
  ['Socks5 proxy rejected connection - NotAllowed', 'ERR', 'ERR'],
  ['an EXIT', 'ERR', 'ERR'],
])('a failure with the message %j and the code %s has the code %s', (message, code, expected) => {
  const cause = Object.assign(new Error(message), { code });
  expect(new ProxyFailure({ cause })).toMatchObject({ code: expected, reason: message, cause });
});

describe('requests through a proxy', () => {
  let simulator: Simulator;
  let proxy: Server;
  let sockets: { destroy: () => void }[];
  let asked: string[];

  beforeEach(async () => {
    simulator = await startSimulator();
    sockets = [];
    asked = [];
    const target = Number(new URL(simulator.url).port);
    proxy = createServer((request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      const upstream = connect(target, '127.0.0.1');
      sockets.push(upstream, request.socket);
      const { pathname, search } = new URL(request.url ?? '');
      const names = Object.entries(request.headers).filter(([name]) => !name.startsWith('proxy-'));
      const head = names.map(([name, value]) => `${name}: ${String(value)}\r\n`).join('');
      upstream.write(`GET ${pathname}${search} HTTP/1.1\r\n${head}\r\n`);
      upstream.pipe(response.socket!);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    sockets.forEach((socket) => socket.destroy());
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
    await simulator.close();
  });

  const proxyUrl = () => `http://user:pass@127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  function links(dds: string, env: Record<string, string>) {
    const { region, projectId, credentials } = simulator;
    const { id, instanceId } = simulator.backups.replicaSet;
    const { accessKey, secretKey } = credentials;
    const settings = { region, projectId, accessKey, secretKey, maxRetries: 0, endpoints: { dds } };
    return new Cloud(settings, { env })
      .dds(here)
      .backupDownloadLinks({ instanceId, backupId: id }, patient);
  }

  test('a plain endpoint is requested with its whole address', async () => {
    const { files } = await links('http://dds.example.test', { HTTP_PROXY: proxyUrl() });
    expect(files).toHaveLength(1);
    expect(asked).toEqual([
      expect.stringMatching(/^GET http:\/\/dds\.example\.test\/v3\/\w+\/backups\/download-file\?/),
    ]);
  });

  test.each([
    [407, 'Huawei Cloud cannot be reached', /^The proxy \S+ requires a user and a password/],
    [503, 'Huawei Cloud is unavailable', /^The service is not available at the moment/],
  ])('a refusal with %i on the way to a plain endpoint: %s', async (status, summary, detail) => {
    simulator.inject({ action: 'ShowBackupDownloadLink', fault: { kind: 'answer', status } });
    const call = () => links('http://dds.example.test', { HTTP_PROXY: proxyUrl() });
    expect(await failureOf(call)).toMatchObject({ summary, detail: expect.stringMatching(detail) });
  });

  test('loopback is never reached through a proxy', async () => {
    await links(simulator.url, { HTTP_PROXY: 'http://127.0.0.1:1' });
    expect(asked).toEqual([]);
  });

  describe('with TLS to the end', () => {
    let secure: Simulator;
    const authority = createCertificate();

    beforeEach(async () => {
      secure = await startSimulator({ tls: authority });
      proxy.on('connect', (request, socket) => {
        asked.push(`CONNECT ${request.url ?? ''}`);
        const upstream = connect(Number(new URL(secure.url).port), '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
          upstream.pipe(socket).pipe(upstream);
        });
        sockets.push(upstream, socket);
        for (const end of [upstream, socket]) end.on('error', () => end.destroy());
      });
    });

    afterEach(() => secure.close());

    const tunnelled = (settings: GivenSettings) => {
      const { region, projectId, credentials } = secure;
      const { id, instanceId } = secure.backups.replicaSet;
      const { accessKey, secretKey } = credentials;
      const endpoints = { dds: 'https://dds.example.test' };
      const given = { region, projectId, accessKey, secretKey, maxRetries: 0, endpoints };
      return new Cloud({ ...given, ...settings }, { env: { HTTPS_PROXY: proxyUrl() } })
        .dds(here)
        .backupDownloadLinks({ instanceId, backupId: id }, patient);
    };

    test('an endpoint is reached through a tunnel', async () => {
      expect((await tunnelled({ insecure: true })).files).toHaveLength(1);
      expect(asked).toEqual(['CONNECT dds.example.test:443']);
    });

    test('the certificate is still that of the endpoint', async () => {
      const { code } = await failureOf(() => tunnelled({ cacertFile: authority.cert }));
      expect(code).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    });
  });

  test('the error names a proxy that refuses to open a tunnel', async () => {
    proxy.on('connect', (_, socket) => {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    const message = await messageOf(() =>
      links('https://dds.example.test', { HTTPS_PROXY: proxyUrl() }),
    );
    expect(message).toMatchInlineSnapshot(`
     "endpoints | Huawei Cloud cannot be reached
     The proxy 127.0.0.1:PORT requires a user and a password, or does not accept the ones it was given. (HTTP 407)

     Check HTTPS_PROXY and HTTP_PROXY, with user and password if the proxy requires them, and NO_PROXY."
    `);
  });

  test('the error names a proxy that cannot be reached', async () => {
    const env = { HTTPS_PROXY: 'http://user:pass@127.0.0.1:1' };
    expect(await messageOf(() => links('https://dds.example.test', env))).toMatchInlineSnapshot(`
     "endpoints | Huawei Cloud cannot be reached
     The proxy 127.0.0.1:PORT refuses the connection: nothing listens there. It is the proxy for dds.example.test:443. (ECONNREFUSED)

     Check HTTPS_PROXY and HTTP_PROXY, with user and password if the proxy requires them, and NO_PROXY."
    `);
  });

  test('the error names a proxy that does not open a tunnel in time', async () => {
    proxy.on('connect', (_, socket) => sockets.push(socket));
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    const failure = await failureOf(() =>
      links('https://dds.example.test', { HTTPS_PROXY: proxyUrl() }),
    );
    timeout.mockRestore();
    expect(failure).toMatchObject({ code: 'ETIMEDOUT', transient: true });
    expect(failure.detail).toMatch(/^The proxy \S+ did not accept the connection in time\./);
  });

  test('the error names the variable that does not hold the address of a proxy', async () => {
    const env = { HTTPS_PROXY: 'user:secret@:proxy' };
    expect(await messageOf(() => links('https://dds.example.test', env))).toMatchInlineSnapshot(`
     "endpoints | Proxy cannot be used
     The environment variable HTTPS_PROXY does not hold the address of a proxy. Write it like "http://proxy.example.com:3128", or "http://user:password@proxy.example.com:3128" with special characters percent-encoded."
    `);
  });
});
