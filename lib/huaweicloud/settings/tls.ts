import { createSecureContext } from 'node:tls';
import { type TlsOptions } from '../connection/tls-options';
import { settingError } from '../errors/cloud-error';
import { named } from '../errors/setting-names';
import { type Environment } from './environment';
import { readLocalFile, UnreadableFile } from './local-file';
import { isPath } from './setting';
import { type Settings } from './settings';
import { certificatesIn, systemAuthorities } from './system-authorities';

/**
 * Reads the TLS settings, whose values are paths or PEM, when they are first needed. Certificate
 * authorities of the system are added to those of Node; `cacertFile` replaces them all.
 * The promise rejects with a CloudError that names the unusable setting.
 */
export function lazyTlsOptions(settings: Settings, env: Environment): () => Promise<TlsOptions> {
  let options: Promise<TlsOptions> | undefined;
  return () => (options ??= readTlsOptions(settings, env));
}

async function readTlsOptions(settings: Settings, env: Environment): Promise<TlsOptions> {
  const { insecure = false, cacertFile, cert, key } = settings;
  if ((cert === undefined) !== (key === undefined)) {
    throw settingError(
      cert === undefined ? 'cert' : 'key',
      'Incomplete client certificate',
      `${named('cert')} and ${named('key')} go together: set both, or neither.`,
    );
  }
  const pem = (name: PemSetting, value: string | undefined) =>
    value === undefined ? undefined : pemOf(name, value, env);
  const ca = await (cacertFile === undefined
    ? systemAuthorities(env)
    : pem('cacertFile', cacertFile));
  const options: TlsOptions = {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: !insecure,
    ca,
    cert: await pem('cert', cert),
    key: await pem('key', key),
  };
  requireUsable(cacertFile === undefined ? { ...options, ca: undefined } : options);
  return options;
}

type PemSetting = 'cacertFile' | 'cert' | 'key';

async function pemOf(name: PemSetting, value: string, env: Environment): Promise<string> {
  if (value.includes('-----BEGIN')) return value;
  if (!isPath(value)) throw unusable(name, 'There is no line -----BEGIN …----- in it.');
  try {
    return await readLocalFile(value, env);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw unusable(name, error.message);
  }
}

function requireUsable({
  ca,
  cert,
  key,
}: Partial<Record<'ca' | 'cert' | 'key', string | undefined>>): void {
  if (ca !== undefined) requireCertificates(ca);
  // "BEGIN ENCRYPTED PRIVATE KEY", or in the older form "Proc-Type: 4,ENCRYPTED".
  if (key?.includes('ENCRYPTED') === true) {
    throw unusable('key', 'A passphrase protects it, which cannot be given: decrypt it first.');
  }
  try {
    createSecureContext({ cert, key });
  } catch {
    throw unusable(
      'cert',
      `The certificate, or the key in ${named('key')}, is damaged, or they do not belong together.`,
    );
  }
}

/** OpenSSL ignores a certificate that it cannot read, and all that come after it. */
function requireCertificates(ca: string): void {
  const count = ca.split('-----BEGIN CERTIFICATE-----').length - 1;
  if (count === 0) throw unusable('cacertFile', 'It contains no certificate.');
  if (certificatesIn(ca).length === count) return;
  throw unusable(
    'cacertFile',
    `${count === 1 ? 'Its certificate' : `Of its ${count} certificates, at least one`} is damaged.`,
  );
}

function unusable(setting: string, problem: string): Error {
  return settingError(
    setting,
    `Setting ${named(setting)} cannot be used`,
    `${problem} Set it to the path of a PEM file, or to PEM itself.`,
  );
}
