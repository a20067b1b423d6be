import { once } from 'node:events';
import { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { type TlsOptions } from 'node:tls';
import { startSimulator, type Simulator } from '../../lib/simulator/simulator';
import { createCertificate } from '../../lib/terraform-plugin/server/grpc/certificate';

const authority = createCertificate();
const stranger = createCertificate();

let cloud: Simulator;

afterEach(() => cloud.close());

async function start(tls?: TlsOptions): Promise<void> {
  cloud = await startSimulator({ tls: { ...authority, ...tls } });
}

test('HTTPS is served to those who trust the authority of the certificate', async () => {
  await start();
  expect(cloud.url).toMatch(/^https:\/\/localhost:\d+$/);
  expect(await get({ ca: authority.cert })).toBe(401);
  await expect(get({ ca: stranger.cert })).rejects.toThrow('self-signed certificate');
});

test('clients can be made to show a certificate', async () => {
  await start({ ca: authority.cert, requestCert: true });
  expect(await get({ ca: authority.cert, ...authority })).toBe(401);
  await expect(get({ ca: authority.cert })).rejects.toThrow();
});

test('addresses carry the scheme and the name of the server', async () => {
  await start();
  expect(cloud.endpoints.dds).toBe(cloud.url);
  expect(cloud.environment.HW_AUTH_URL).toBe(`${cloud.url}/v3`);
});

async function get(options: https.RequestOptions): Promise<number | undefined> {
  const request = https.get(`${cloud.url}/v3/projects`, { ...options, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}
