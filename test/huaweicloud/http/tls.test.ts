import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { createCertificate } from '../../../lib/terraform-plugin/server/certificate';
import { cloudOf, here, messageOf, patient } from '../cloud-of';

const authority = createCertificate();

let simulator: Simulator;
let folder: string;

beforeAll(async () => {
  simulator = await startSimulator({ tls: authority });
  folder = await mkdtemp(join(tmpdir(), 'tls-'));
});

afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

function links(settings: GivenSettings, host = 'localhost') {
  const dds = `https://${host}:${new URL(simulator.url).port}`;
  const { id, instanceId } = simulator.backups.replicaSet;
  return cloudOf(simulator, { endpoints: { dds }, projectId: simulator.projectId, ...settings })
    .dds(here)
    .backupDownloadLinks(instanceId, id, patient);
}

const message = async (settings: GivenSettings, host?: string) =>
  (await messageOf(() => links(settings, host))).replace(/localhost:\d+/g, 'localhost:PORT');

test('a certificate of an authority given as PEM is trusted', async () => {
  expect((await links({ cacertFile: authority.cert })).files).toHaveLength(1);
});

test('a certificate of an authority given as a file is trusted', async () => {
  const cacertFile = join(folder, 'ca.pem');
  await writeFile(cacertFile, authority.cert);
  expect((await links({ cacertFile })).files).toHaveLength(1);
});

test('with insecure every certificate is trusted', async () => {
  expect((await links({ insecure: true })).files).toHaveLength(1);
});

test('a client certificate is accepted as PEM', async () => {
  const { cert, key } = createCertificate();
  expect((await links({ cacertFile: authority.cert, cert, key })).files).toHaveLength(1);
});

test('an unknown authority', async () => {
  expect(await message({})).toMatchInlineSnapshot(`
   "endpoints | Huawei Cloud cannot be reached
   The certificate of localhost:PORT cannot be trusted. (DEPTH_ZERO_SELF_SIGNED_CERT)

   If the host has a certificate of a private authority, name its file in cacert_file. Check the address, and the clock of this machine."
  `);
});

test('a certificate of another host', async () => {
  expect(await message({ cacertFile: authority.cert }, '127.0.0.1')).toMatchInlineSnapshot(`
   "endpoints | Huawei Cloud cannot be reached
   The certificate of 127.0.0.1:PORT is made out to another host. (ERR_TLS_CERT_ALTNAME_INVALID)

   Check region, and the arguments endpoints, auth_url and cloud where they are set. A proxy that opens TLS connections has the same effect."
  `);
});

test('a file that is not there', async () => {
  expect(await message({ cacertFile: '/nowhere/ca.pem' })).toMatchInlineSnapshot(`
   "cacert_file | Setting cacert_file cannot be used
   The file it names cannot be read (ENOENT). Give a path to a PEM file, or PEM itself."
  `);
});

test('a file without a certificate', async () => {
  expect(await message({ cacertFile: __filename })).toMatchInlineSnapshot(`
   "cacert_file | Setting cacert_file cannot be used
   It holds no certificate. Give a path to a PEM file, or PEM itself."
  `);
});

test('a certificate without its key', async () => {
  expect(await message({ cert: authority.cert })).toMatchInlineSnapshot(`
   "key | Incomplete client certificate
   cert and key go together: set both, or none."
  `);
});

test('a key that belongs to another certificate', async () => {
  const { key } = createCertificate();
  expect(await message({ cert: authority.cert, key })).toMatchInlineSnapshot(`
   "cert | Setting cert cannot be used
   The certificate, or the key in the argument key, is damaged, or they do not belong together. Give a path to a PEM file, or PEM itself."
  `);
});
