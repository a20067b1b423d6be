import { X509Certificate } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { type Environment } from './environment';
import { readLocalFile } from './local-file';

/** A folder of certificates has some hundreds of files. */
const MOST_FILES = 2000;

/**
 * The certificate authorities to trust as PEM: those of Node, those in `NODE_EXTRA_CA_CERTS`, which Node itself may
 * not have read, and those that `SSL_CERT_FILE` and `SSL_CERT_DIR` (folders, separated by colons) name, as for programs
 * in Go. Whatever cannot be read, or is not a certificate, is left out. Undefined if the variables are not set: Node's
 * default applies.
 * Sources: Go, crypto/x509, root_unix.go; https://nodejs.org/docs/latest-v20.x/api/cli.html#node_extra_ca_certsfile
 */
export async function systemAuthorities(env: Environment): Promise<string | undefined> {
  const { SSL_CERT_FILE, SSL_CERT_DIR = '', NODE_EXTRA_CA_CERTS } = env;
  const files = [SSL_CERT_FILE, NODE_EXTRA_CA_CERTS].filter(isNamed);
  for (const folder of SSL_CERT_DIR.split(':')) files.push(...(await filesIn(folder)));
  if (files.length === 0) return undefined;
  const found: string[] = [];
  for (const path of files) {
    found.push(...certificatesIn(await readLocalFile(path, env).catch(() => '')));
  }
  return [...rootCertificates, ...new Set(found)].join('\n');
}

function isNamed(path: string | undefined): path is string {
  return path !== undefined && path !== '';
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.slice(0, MOST_FILES).map((name) => join(folder, name));
}

/** The certificates in a PEM text that can be used. */
export function certificatesIn(text: string): string[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  return blocks.filter(isCertificate);
}

/** A single damaged certificate would make all others unusable. */
function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
