import { type CloudError, settingError } from '../http/errors';
import { argumentName } from '../settings/setting';
import { howToSet, type SettingName, type Settings } from '../settings/settings';
import { type Credentials, type CredentialSource } from './credentials';

/** Arguments of log-ins that are not built yet. */
const notYet: readonly SettingName[] = [
  'userName',
  'userId',
  'password',
  'assumeRole',
  'assumeRoleWithOidc',
  'agencyName',
  'agencyDomainName',
  'delegatedProject',
  'sharedConfigFile',
  'profile',
];

/**
 * The source of credentials that the settings ask for: a token, else a key pair; undefined when they
 * ask for none.
 * @throws CloudError when half of a pair is missing, or when the log-in is not supported
 */
export function chooseSource(settings: Settings): CredentialSource | undefined {
  const unsupported = notYet.find((name) => isGiven(settings[name]));
  if (unsupported !== undefined) throw notSupportedYet(argumentName(unsupported));
  if (settings.token !== undefined) return fixed({ kind: 'token', token: settings.token });
  const keys = keyPair(settings);
  return keys === undefined ? undefined : fixed(keys);
}

/** The error for settings without credentials. */
export function noCredentials(): CloudError {
  return settingError(
    'access_key',
    'No credentials',
    `Set ${howToSet('accessKey')}, and ${howToSet('secretKey')}, to a key pair; or ${howToSet('token')} to a token.`,
  );
}

function keyPair({ accessKey, secretKey, securityToken }: Settings): Credentials | undefined {
  if (accessKey !== undefined && secretKey !== undefined) {
    return { kind: 'keys', accessKey, secretKey, securityToken };
  }
  if (accessKey !== undefined) throw half('accessKey', 'secretKey');
  if (secretKey !== undefined) throw half('secretKey', 'accessKey');
  if (securityToken !== undefined) throw half('securityToken', 'accessKey');
  return undefined;
}

function half(present: SettingName, missing: SettingName): CloudError {
  return settingError(
    argumentName(missing),
    'Incomplete credentials',
    `${argumentName(present)} is set, but ${argumentName(missing)} is not. Set ${howToSet(missing)}.`,
  );
}

function notSupportedYet(argument: string): CloudError {
  return settingError(
    argument,
    `Setting ${argument} is not supported yet`,
    `This version logs in with a key pair (access_key, secret_key and, if temporary, security_token) or a token only. Remove ${argument}, also from the environment.`,
  );
}

function fixed(credentials: Credentials): CredentialSource {
  return { credentials: () => Promise.resolve(credentials) };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
