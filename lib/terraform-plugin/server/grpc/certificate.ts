// A self-signed X.509 certificate (RFC 5280), because node:crypto can read one but not create one.
// What go-plugin's AutoMTLS requires: name localhost, valid now, for client and server, its own authority.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Certificate {
  readonly der: Buffer;
  /** The same for node:tls. */
  readonly cert: string;
  /** The private key (PEM). It never leaves this process. */
  readonly key: string;
}

/** A fresh P-256 key with its certificate; for `localhost`, from 30 s ago for one year. */
export function createCertificate(now = Date.now()): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const name = sequence(set(sequence(oid('55 04 03'), utf8('localhost')))); // CN
  const ecdsaWithSha256 = sequence(oid('2a 86 48 ce 3d 04 03 02'));
  const toBeSigned = sequence(
    explicit(0, integer(Buffer.of(2))), // version 3
    integer(serialNumber()),
    ecdsaWithSha256,
    name, // issuer
    sequence(time(now - 30_000), time(now + 365 * 24 * 3_600_000)),
    name, // subject
    publicKey,
    explicit(3, extensions()),
  );
  const signature = bits(sign('sha256', toBeSigned, privateKey), 0);
  const der = sequence(toBeSigned, ecdsaWithSha256, signature);
  return { der, cert: pem(der), key: privateKey };
}

function extensions(): Buffer {
  const localhost = element(0x82, Buffer.from('localhost')); // [2] dNSName
  const serverAuth = oid('2b 06 01 05 05 07 03 01');
  const clientAuth = oid('2b 06 01 05 05 07 03 02');
  return sequence(
    extension('55 1d 13', sequence(boolean(true)), { critical: true }), // basicConstraints: CA
    extension('55 1d 0f', bits(Buffer.of(0b1000_0100), 2), { critical: true }), // keyUsage: sign, certify
    extension('55 1d 25', sequence(serverAuth, clientAuth)), // extKeyUsage
    extension('55 1d 11', sequence(localhost)), // subjectAltName
  );
}

function extension(id: string, value: Buffer, { critical = false } = {}): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), element(0x04, value));
}

/** Positive and without a leading zero, as DER requires. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

// ---- DER (ITU-T X.690): tag, length, content ----

function element(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag), length(body.length), body]);
}

function length(size: number): Buffer {
  if (size < 0x80) return Buffer.of(size);
  if (size < 0x100) return Buffer.of(0x81, size);
  return Buffer.of(0x82, size >> 8, size & 0xff);
}

const sequence = (...items: readonly Buffer[]) => element(0x30, ...items);
const set = (...items: readonly Buffer[]) => element(0x31, ...items);
const explicit = (number: number, item: Buffer) => element(0xa0 | number, item);
const boolean = (value: boolean) => element(0x01, Buffer.of(value ? 0xff : 0));
const integer = (bytes: Buffer) => element(0x02, bytes);
const oid = (hex: string) => element(0x06, Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const utf8 = (text: string) => element(0x0c, Buffer.from(text));
const bits = (bytes: Buffer, unused: number) => element(0x03, Buffer.of(unused), bytes);

/** Two digits for the year up to 2049, four from then on. */
function time(epochMilliseconds: number): Buffer {
  const text = new Date(epochMilliseconds).toISOString().replace(/\.\d+|[-:T]/g, '');
  return text < '2050'
    ? element(0x17, Buffer.from(text.slice(2)))
    : element(0x18, Buffer.from(text));
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
