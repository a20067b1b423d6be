import { X509Certificate } from 'node:crypto';
import { serverCertificate } from '../../lib/simulator/certificates';

const { cert, authority } = serverCertificate(['localhost', '127.0.0.1', 'dds.example.test']);
const server = new X509Certificate(cert);
const issuer = new X509Certificate(authority);

test('the certificate of a server is signed by an authority, and is none itself', () => {
  expect(server.verify(issuer.publicKey)).toBe(true);
  expect(server.checkIssued(issuer)).toBe(true);
  expect([server.ca, issuer.ca]).toEqual([false, true]);
  expect(issuer.verify(issuer.publicKey)).toBe(true);
});

test('it is for the hosts that were named, and for no other', () => {
  expect(server.checkHost('localhost')).toBe('localhost');
  expect(server.checkHost('dds.example.test')).toBe('dds.example.test');
  expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(server.checkHost('iam.example.test')).toBeUndefined();
});

test('it is valid now, and for no longer than it is needed', () => {
  expect(Date.parse(server.validFrom)).toBeLessThan(Date.now());
  const days = (Date.parse(server.validTo) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29);
  expect(days).toBeLessThanOrEqual(30);
});
