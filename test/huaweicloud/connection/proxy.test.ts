import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Cloud } from '../../../lib/huaweicloud/cloud';
import { ProxyFailure } from '../../../lib/huaweicloud/connection/proxy';
import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { createCertificate } from '../../../lib/terraform-plugin/server/grpc/certificate';
import { failureOf, here, messageOf, patient } from '../cloud-of';

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
