import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createCertificate } from '../../../../lib/terraform-plugin/server/grpc/certificate';

const hour = 3_600_000;

test('a certificate is what AutoMTLS requires: for localhost, self-signed, for client and server', () => {
  const { der, cert, key } = createCertificate();
  const parsed = new X509Certificate(der);
  expect(new X509Certificate(cert).fingerprint256).toBe(parsed.fingerprint256);
  expect(parsed.subjectAltName).toBe('DNS:localhost');
  expect(parsed.checkHost('localhost')).toBe('localhost');
  expect(parsed.subject).toBe('CN=localhost');
  expect(parsed.ca).toBe(true);
  expect(parsed.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
  expect(parsed.checkIssued(parsed)).toBe(true);
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(parsed.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(parsed.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
});

test('only what a client has to understand is marked as critical', () => {
  const hex = createCertificate().der.toString('hex');
  const [basicConstraints, keyUsage, extKeyUsage, subjectAltName] = ['13', '0f', '25', '11'];
  for (const id of [basicConstraints, keyUsage]) expect(hex).toContain(`0603551d${id}0101ff04`);
  for (const id of [extKeyUsage, subjectAltName]) expect(hex).toContain(`0603551d${id}04`);
});

test('as PEM it has lines of 64 characters, as RFC 7468 requires', () => {
  const [begin, ...lines] = createCertificate().cert.trimEnd().split('\n');
  const end = lines.pop();
  expect([begin, end]).toEqual(['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----']);
  const last = lines.pop() ?? '';
  expect(lines.map((line) => line.length)).toEqual(lines.map(() => 64));
  expect(last).toMatch(/^[\w+/]{1,64}={0,2}$/);
});

test.each(['2026-01-31T23:59:59Z', '2049-12-31T23:59:45Z', '2050-06-01T00:00:00Z'])(
  'a certificate is valid from half a minute before %s for a year',
  (now) => {
    const parsed = new X509Certificate(createCertificate(Date.parse(now)).der);
    expect(Date.parse(parsed.validFrom)).toBe(Date.parse(now) - 30_000);
    expect(Date.parse(parsed.validTo)).toBe(Date.parse(now) + 365 * 24 * hour);
  },
);

test('each certificate has a key and a positive serial number of its own', () => {
  const [one, other] = [createCertificate(), createCertificate()];
  expect(one.key).not.toBe(other.key);
  const serials = [one, other].map(({ der }) => new X509Certificate(der).serialNumber);
  expect(serials[0]).not.toBe(serials[1]);
  for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
});
