// X.509 certificates (RFC 5280) for HTTPS, since node:crypto can read them but not make them.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';
import {
  bits,
  explicit,
  implicit,
  integer,
  octets,
  oid,
  sequence,
  set,
  utcTime,
  utf8,
  yes,
} from './der';

/** What a server needs, and what its clients have to trust; all PEM. */
export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
  /** The certificate of the authority that has signed `cert`. Its key is thrown away. */
  readonly authority: string;
}

interface Party {
  readonly name: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const DAY = 24 * 3_600_000;
const ecdsaWithSha256 = sequence(oid('2a 86 48 ce 3d 04 03 02'));

/** A certificate for these hosts, names or IPv4 addresses, by an authority of its own; good for a month. */
export function serverCertificate(
  hosts: readonly string[] = ['localhost', '127.0.0.1'],
): ServerCertificate {
  const authority = party('Authority of the simulated Huawei Cloud');
  const server = party(hosts[0] ?? '');
  return {
    key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: certificate(server, authority, [
      extension('55 1d 0f', bits(Buffer.of(0b1000_0000), 7), true), // keyUsage: sign
      extension('55 1d 25', sequence(oid('2b 06 01 05 05 07 03 01'))), // extKeyUsage: server
      extension('55 1d 11', sequence(...hosts.map(alternativeName))),
    ]),
    authority: certificate(authority, authority, [
      extension('55 1d 13', sequence(yes()), true), // basicConstraints: CA
      extension('55 1d 0f', bits(Buffer.of(0b0000_0100), 2), true), // keyUsage: certify
    ]),
  };
}

function party(name: string): Party {
  return { name, ...generateKeyPairSync('ec', { namedCurve: 'prime256v1' }) };
}

function certificate(subject: Party, issuer: Party, extensions: readonly Buffer[]): string {
  const toBeSigned = sequence(
    explicit(0, integer(Buffer.of(2))), // version 3
    integer(serialNumber()),
    ecdsaWithSha256,
    distinguishedName(issuer),
    sequence(utcTime(fromNow(-DAY)), utcTime(fromNow(30 * DAY))),
    distinguishedName(subject),
    publicKeyOf(subject),
    explicit(
      3,
      sequence(
        ...extensions,
        extension('55 1d 0e', octets(keyIdentifier(subject))),
        extension('55 1d 23', sequence(implicit(0, keyIdentifier(issuer)))),
      ),
    ),
  );
  const signature = bits(sign('sha256', toBeSigned, issuer.privateKey));
  return pem(sequence(toBeSigned, ecdsaWithSha256, signature));
}

function alternativeName(host: string): Buffer {
  if (isIPv4(host)) return implicit(7, Buffer.from(host.split('.').map(Number)));
  if (isIP(host) !== 0) throw new TypeError(`${host}: no certificates for IPv6 addresses`);
  return implicit(2, Buffer.from(host));
}

const distinguishedName = ({ name }: Party) => sequence(set(sequence(oid('55 04 03'), utf8(name))));
const publicKeyOf = ({ publicKey }: Party) => publicKey.export({ type: 'spki', format: 'der' });
const keyIdentifier = (party: Party) => createHash('sha1').update(publicKeyOf(party)).digest();
const fromNow = (milliseconds: number) => new Date(Date.now() + milliseconds);

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [yes()] : []), octets(value));
}

/** Positive and without a leading zero, as DER wants it. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
