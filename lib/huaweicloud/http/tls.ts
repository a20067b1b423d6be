import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { argumentName } from '../settings/setting';
import { type Settings } from '../settings/settings';
import { systemCode } from '../system-code';
import { settingError } from './errors';

/** How TLS connections are made. */
export interface TlsOptions {
  readonly minVersion: 'TLSv1.2';
  readonly rejectUnauthorized: boolean;
  /** PEM; in place of the system's authorities. */
  readonly ca?: string;
  /** PEM. */
  readonly cert?: string;
  readonly key?: string;
}

/**
 * Reads the TLS settings, whose values are paths or PEM.
 * @throws CloudError naming the argument that cannot be used
 */
export async function readTlsOptions(settings: Settings): Promise<TlsOptions> {
  const { insecure = false, cacertFile, cert, key } = settings;
  if ((cert === undefined) !== (key === undefined)) {
    throw settingError(
      cert === undefined ? 'cert' : 'key',
      'Incomplete client certificate',
      'cert and key go together: set both, or none.',
    );
  }
  const options: TlsOptions = {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: !insecure,
    ...(cacertFile !== undefined && { ca: await pemOf('cacertFile', cacertFile) }),
    ...(cert !== undefined && { cert: await pemOf('cert', cert) }),
    ...(key !== undefined && { key: await pemOf('key', key) }),
  };
  requireUsable(options);
  return options;
}

async function pemOf(name: 'cacertFile' | 'cert' | 'key', value: string): Promise<string> {
  if (value.includes('-----BEGIN')) return value;
  try {
    return await readFile(value, 'utf8');
  } catch (error) {
    throw unusable(argumentName(name), `The file it names cannot be read (${systemCode(error)}).`);
  }
}

function requireUsable({ ca, cert, key }: TlsOptions): void {
  if (ca !== undefined && !ca.includes('-----BEGIN CERTIFICATE-----')) {
    throw unusable('cacert_file', 'It holds no certificate.');
  }
  try {
    createSecureContext({ ca, cert, key });
  } catch {
    if (cert === undefined) throw unusable('cacert_file', 'Its certificate is damaged.');
    throw unusable(
      'cert',
      'The certificate, or the key in the argument key, is damaged, or they do not belong together.',
    );
  }
}

function unusable(argument: string, problem: string): Error {
  return settingError(
    argument,
    `Setting ${argument} cannot be used`,
    `${problem} Give a path to a PEM file, or PEM itself.`,
  );
}
