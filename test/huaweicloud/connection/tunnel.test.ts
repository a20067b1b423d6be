import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { afterTest } from '../../after-test';
import { cloudOf, here, messageOf, patient } from '../cloud-of';
import { SocksProxy } from './socks-proxy';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
  afterTest(() => simulator.close());
});

/** Reads links from an address that only the proxy can lead to. */
function links(HTTP_PROXY: string) {
  const { instanceId, id: backupId } = simulator.backups.replicaSet;
  const { projectId } = simulator;
  const endpoints = { dds: 'http://dds.example.test:8080' };
  return cloudOf(simulator, { projectId, endpoints }, { env: { HTTP_PROXY } })
    .dds(here)
    .backupDownloadLinks({ instanceId, backupId }, patient);
}

describe('a SOCKS proxy', () => {
  async function started(options?: { refuses: boolean }): Promise<SocksProxy> {
    const proxy = await SocksProxy.start(simulator.url, options);
    afterTest(() => proxy.close());
    return proxy;
  }

  test.each([
    ['socks5://', []],
    ['socks5h://', []],
    ['socks5://me:p%40ss@', ['user me:p@ss']],
  ])('of the form %s leads to a name that it resolves', async (start, user) => {
    const proxy = await started();
    expect((await links(`${start}${proxy.address}`)).files).toHaveLength(1);
    expect(proxy.told).toEqual([...user, 'dds.example.test:8080']);
  });

  test('that does not allow the connection is named in the error', async () => {
    const proxy = await started({ refuses: true });
    expect(await messageOf(() => links(`socks5://${proxy.address}`))).toMatchInlineSnapshot(`
     "endpoints | Huawei Cloud cannot be reached
     The proxy 127.0.0.1:PORT does not open a tunnel to dds.example.test:8080: Socks5 proxy rejected connection - NotAllowed.

     Check HTTPS_PROXY and HTTP_PROXY, with user and password if the proxy requires them, and NO_PROXY."
    `);
  });
});
