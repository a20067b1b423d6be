import { type Agent } from 'node:https';
import { createSecureContext } from 'node:tls';
import { Routes } from '../../../lib/huaweicloud/http/routes';

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
