import { Agent as HttpAgent } from 'node:http';
import { Agent } from 'node:https';
import { createSecureContext } from 'node:tls';
import { Routes } from '../../../lib/huaweicloud/connection/routes';
import { proxyFor } from '../../../lib/huaweicloud/settings/proxy';

jest.mock('node:tls', () => {
  const tls = jest.requireActual<{ createSecureContext: typeof createSecureContext }>('node:tls');
  return { ...tls, createSecureContext: jest.fn(tls.createSecureContext) };
});

test('the certificate authorities are read once for all connections', async () => {
  const routes = new Routes(
    {
      proxyFor: () => undefined,
      tls: () => Promise.resolve({ minVersion: 'TLSv1.2', rejectUnauthorized: true }),
    },
    undefined,
  );
  const urls = ['https://obs.example.com/a', 'https://obs.example.com/b'];
  const [one, other] = await Promise.all(urls.map((url) => routes.to(new URL(url))));
  expect(one!.options.agent).toBe(other!.options.agent);
  const { options } = one!.options.agent as Agent;
  expect(options.secureContext).toBeDefined();
  expect(createSecureContext).toHaveBeenCalledTimes(1);
});

test('each proxy has connections of its own, secure ones to an https proxy', async () => {
  const env = (url: URL) => ({ HTTP_PROXY: `${url.hostname.split('.')[0]}://proxy.test:3128` });
  const tls = () => Promise.resolve({ minVersion: 'TLSv1.2', rejectUnauthorized: true } as const);
  const routes = new Routes({ proxyFor: (url) => proxyFor(url, env(url)), tls }, undefined);
  const to = async (address: string) => (await routes.to(new URL(address))).options;
  const [plain, secure] = [await to('http://http.test/a?b'), await to('http://https.test/a')];
  expect(plain).toMatchObject({ protocol: 'http:', port: '3128', path: 'http://http.test/a?b' });
  expect(secure).toMatchObject({ protocol: 'https:', hostname: 'proxy.test' });
  expect(plain.agent).toBeInstanceOf(HttpAgent);
  expect(plain.agent).not.toBeInstanceOf(Agent);
  expect(secure.agent).toBeInstanceOf(Agent);
  expect((await to('http://http.test/c')).agent).toBe(plain.agent);
});
