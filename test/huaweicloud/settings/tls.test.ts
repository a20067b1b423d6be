import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { type Environment } from '../../../lib/huaweicloud/settings/environment';
import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import { systemAuthorities } from '../../../lib/huaweicloud/settings/system-authorities';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { createCertificate } from '../../../lib/terraform-plugin/server/grpc/certificate';
import { cloudOf, here, messageOf, patient } from '../cloud-of';

const authority = createCertificate();
/** Only the lines around it. */
const emptied = (pem: string) => pem.replace(/\n[^-]+\n/, '\n');

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

function links(settings: GivenSettings, host = 'localhost', env: Environment = {}) {
  const dds = `https://${host}:${new URL(simulator.url).port}`;
  const { id, instanceId } = simulator.backups.replicaSet;
  const where = { endpoints: { dds }, projectId: simulator.projectId };
  return cloudOf(simulator, { ...where, ...settings }, { env })
    .dds(here)
    .backupDownloadLinks({ instanceId, backupId: id }, patient);
}

const message = async (settings: GivenSettings, host?: string, env?: Environment) =>
  (await messageOf(() => links(settings, host, env))).replace(/localhost:\d+/g, 'localhost:PORT');

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

test('the error says how to trust an unknown authority', async () => {
  expect(await message({})).toMatchInlineSnapshot(`
   "endpoints | Huawei Cloud cannot be reached
   The certificate of localhost:PORT is not trusted. (DEPTH_ZERO_SELF_SIGNED_CERT)

   If the certificate was issued by a private authority, set cacertFile to the certificate of that authority. Check the address, and the clock of this machine."
  `);
});

test('the error says so if the certificate is for another host', async () => {
  expect(await message({ cacertFile: authority.cert }, '127.0.0.1')).toMatchInlineSnapshot(`
   "endpoints | Huawei Cloud cannot be reached
   The certificate of 127.0.0.1:PORT was issued for another host. (ERR_TLS_CERT_ALTNAME_INVALID)

   Check region, and endpoints, authUrl and cloud if they are set. A proxy that intercepts TLS connections has the same effect."
  `);
});

test('the error names a file that does not exist', async () => {
  expect(await message({ cacertFile: '/nowhere/ca.pem' })).toMatchInlineSnapshot(`
   "cacertFile | Setting cacertFile cannot be used
   The file /nowhere/ca.pem cannot be read (ENOENT). Set it to the path of a PEM file, or to PEM itself."
  `);
});

test.each<[string, (pem: string) => string, string]>([
  ['cut off', (pem) => pem.slice(0, 200), 'Its certificate is damaged.'],
  ['altered', (pem) => pem.replace(/\nM/, '\n!'), 'Its certificate is damaged.'],
  ['without content', emptied, 'Its certificate is damaged.'],
  [
    'after another one',
    (pem) => `${pem}${emptied(pem)}`,
    'Of its 2 certificates, at least one is damaged.',
  ],
])('the error says that a certificate is damaged: %s', async (_, change, problem) => {
  expect(await message({ cacertFile: change(authority.cert) })).toBe(
    `cacertFile | Setting cacertFile cannot be used\n${problem} Set it to the path of a PEM file, or to PEM itself.`,
  );
});

test('certificates may have lines of Windows, and a text before them', async () => {
  const cacertFile = `# mine\r\n${authority.cert.replaceAll('\n', '\r\n')}`;
  expect((await links({ cacertFile })).files).toHaveLength(1);
});

test('a path that starts with ~ is in the home directory', async () => {
  const { cert, key } = createCertificate();
  const files = { 'ca.pem': authority.cert, 'cert.pem': cert, 'key.pem': key };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const settings = { cacertFile: '~/ca.pem', cert: '~/cert.pem', key: '~/key.pem' };
  expect((await links(settings, 'localhost', { HOME: folder })).files).toHaveLength(1);
});

test.each(['cacertFile', 'cert', 'key'] as const)(
  'the error names %s if it is not a regular file',
  async (name) => {
    const { cert, key } = createCertificate();
    const settings = { cert, key, [name]: '/dev/zero' };
    expect(await message(settings)).toContain('The file /dev/zero is not a regular file.');
  },
);

test('the error names the path of a key that does not exist', async () => {
  const { cert } = createCertificate();
  expect(await message({ cert, key: '~/keys/none.pem' })).toMatch(
    /^key \| [^]*The file \/\S*\/keys\/none\.pem cannot be read \(ENOENT\)/,
  );
});

test('a key without the lines around it is not a path, and not shown', async () => {
  const { cert, key } = createCertificate();
  const bare = key.replace(/-----.*-----/g, '').replace(/\s/g, '');
  const said = await message({ cert, key: bare });
  expect(said).toContain('key | Setting key cannot be used');
  expect(said).not.toContain(bare.slice(0, 20));
});

describe('authorities of the system', () => {
  const trusted = async (env: Record<string, string>) =>
    (await links({}, 'localhost', env)).files.length;

  test('the authorities in SSL_CERT_FILE are trusted', async () => {
    const SSL_CERT_FILE = join(folder, 'system.pem');
    await writeFile(SSL_CERT_FILE, `# comment\n${rootCertificates[0]}\n${authority.cert}`);
    expect(await trusted({ SSL_CERT_FILE })).toBe(1);
  });

  test('the authorities in NODE_EXTRA_CA_CERTS are trusted, even if Node has not read them', async () => {
    const NODE_EXTRA_CA_CERTS = join(folder, 'extra.pem');
    await writeFile(NODE_EXTRA_CA_CERTS, authority.cert);
    expect(await trusted({ NODE_EXTRA_CA_CERTS })).toBe(1);
    expect(await trusted({ NODE_EXTRA_CA_CERTS, SSL_CERT_FILE: '/nowhere' })).toBe(1);
  });

  test('variables that are empty, or name no files, leave the choice to Node', async () => {
    const empty = { SSL_CERT_FILE: '', NODE_EXTRA_CA_CERTS: '', SSL_CERT_DIR: ':/nowhere:' };
    expect(await systemAuthorities(empty)).toBeUndefined();
  });

  test('the authorities in the folders of SSL_CERT_DIR are trusted', async () => {
    const certificates = join(folder, 'certificates');
    await mkdir(join(certificates, 'a folder in it'), { recursive: true });
    await writeFile(join(certificates, 'ca.pem'), authority.cert);
    await writeFile(join(certificates, 'README'), 'no certificate');
    expect(await trusted({ SSL_CERT_DIR: `/nowhere:${certificates}` })).toBe(1);
  });

  test('authorities that cannot be read, or are damaged, are left out', async () => {
    const file = join(folder, 'damaged.pem');
    const damaged = authority.cert.replace(/[A-Z]{3}/, 'AAA');
    await writeFile(file, `${damaged}\n${authority.cert}`);
    expect(await trusted({ SSL_CERT_FILE: file, SSL_CERT_DIR: '/nowhere:/dev/null' })).toBe(1);
    expect(await message({}, 'localhost', { SSL_CERT_FILE: '/nowhere' })).toContain(
      'is not trusted',
    );
  });

  test('a cacertFile replaces all of them', async () => {
    const SSL_CERT_FILE = join(folder, 'system.pem');
    await writeFile(SSL_CERT_FILE, authority.cert);
    const cacertFile = createCertificate().cert;
    expect(await message({ cacertFile }, 'localhost', { SSL_CERT_FILE })).toContain(
      'is not trusted',
    );
  });
});

test('no file is read before the first TLS connection', async () => {
  const plain = await startSimulator();
  const { id, instanceId } = plain.backups.replicaSet;
  const dds = cloudOf(plain, { cacertFile: '/nowhere/ca.pem' }).dds(here);
  expect((await dds.backupDownloadLinks({ instanceId, backupId: id }, patient)).files).toHaveLength(
    1,
  );
  await plain.close();
});

test('the error says so if a file contains no certificate', async () => {
  expect(await message({ cacertFile: __filename })).toMatchInlineSnapshot(`
   "cacertFile | Setting cacertFile cannot be used
   It contains no certificate. Set it to the path of a PEM file, or to PEM itself."
  `);
});

test('the error says so if a certificate has no key', async () => {
  expect(await message({ cert: authority.cert })).toMatchInlineSnapshot(`
   "key | Incomplete client certificate
   cert and key go together: set both, or neither."
  `);
});

test.each([
  { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' },
  { type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' },
] as const)('the error says so if a passphrase protects the key ($type)', async (form) => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  expect(await message({ cert: authority.cert, key: String(privateKey.export(form)) })).toBe(
    'key | Setting key cannot be used\n' +
      'A passphrase protects it, which cannot be given: decrypt it first. Set it to the path of a PEM file, or to PEM itself.',
  );
});

test('the error says so if the key belongs to another certificate', async () => {
  const { key } = createCertificate();
  expect(await message({ cert: authority.cert, key })).toMatchInlineSnapshot(`
   "cert | Setting cert cannot be used
   The certificate, or the key in key, is damaged, or they do not belong together. Set it to the path of a PEM file, or to PEM itself."
  `);
});
