import { CloudError, settingError } from '../errors/cloud-error';
import { named, waysToSet } from '../errors/setting-names';
import { foreign } from '../redaction/foreign-text';
import { profileNamed } from '../settings/setting';
import { type SettingName, type Settings } from '../settings/settings';
import { assumeAgency } from './agency';
import { logInToAgency } from './agency-token';
import { type Credentials, type CredentialSource } from './credentials';
import { type LogInContext } from './log-in';
import { mayAskMetadata, metadataKeys } from './metadata';
import { logInWithOidc } from './oidc';
import { hasPassword, logInWithPassword, type TokenScope } from './password';
import { renewing } from './renewing';

/**
 * The source of credentials for these settings, in the order of Huawei Cloud's own tools: an OIDC
 * token, a ready token, a key pair, a user with password, finally the ECS metadata. With these
 * agencies are assumed, one after the other.
 */
export function chooseSource(context: LogInContext): CredentialSource {
  const { settings } = context;
  const agencies = [...settings.assumeRoleWithOidc, ...settings.assumeRole];
  const isLegacy = settings.agencyName !== undefined || settings.agencyDomainName !== undefined;
  const own = ownSource(context, agencies.length > 0 || isLegacy ? 'account' : 'project');
  const assumed = agencies.reduce(
    (base, agency) =>
      renewing(`the log-in to the agency ${foreign(agency.agencyName, 100)}`, (signal) =>
        assumeAgency(agency, base, context, signal),
      ),
    own,
  );
  if (!isLegacy) return assumed;
  return renewing('the log-in to the agency', (signal) => logInToAgency(assumed, context, signal));
}

/** Whether the credentials that the settings lead to are good for one project only. */
export function isBoundToProject(settings: Settings): boolean {
  if (settings.agencyName !== undefined) return true;
  const hasAgencies = settings.assumeRole.length + settings.assumeRoleWithOidc.length > 0;
  return !hasAgencies && settings.accessKey === undefined && hasPassword(settings);
}

/** The credentials before any agency is assumed. */
function ownSource(context: LogInContext, scope: TokenScope): CredentialSource {
  const { settings, env } = context;
  const [oidc] = settings.assumeRoleWithOidc;
  if (oidc !== undefined) {
    return renewing('the log-in with the ID token', (signal) =>
      logInWithOidc(oidc, context, signal),
    );
  }
  const ready = readyCredentials(settings);
  if (ready !== undefined) return { credentials: () => Promise.resolve(ready) };
  if (hasPassword(settings)) {
    return renewing('the log-in with the password', (signal) =>
      logInWithPassword(context, scope, signal),
    );
  }
  requireWholeUser(settings);
  if (!mayAskMetadata(env)) throw noCredentials();
  return renewing('the ECS metadata', (signal) => metadataKeys(context, signal));
}

/**
 * The token or the key pair among the settings.
 * @throws CloudError if half of a pair is missing
 */
export function readyCredentials(settings: Settings): Credentials | undefined {
  const { token, accessKey, secretKey, securityToken, profileOfKeys: profile } = settings;
  if (token !== undefined) return { kind: 'token', token };
  if (accessKey !== undefined && secretKey !== undefined) {
    return { kind: 'keys', accessKey, secretKey, securityToken, profile };
  }
  if (profile !== undefined) throw halfProfile(profile, accessKey === undefined);
  if (accessKey !== undefined) throw half('accessKey', 'secretKey');
  if (secretKey !== undefined) throw half('secretKey', 'accessKey');
  if (securityToken !== undefined) throw half('securityToken', 'accessKey');
  return undefined;
}

/** With a user or a password set, the ECS metadata is not what is meant. */
function requireWholeUser({ userName, userId, password }: Settings): void {
  if (userName !== undefined) throw half('userName', 'password');
  if (userId !== undefined) throw half('userId', 'password');
  if (password !== undefined) throw half('password', 'userName');
}

function half(present: SettingName, missing: SettingName): CloudError {
  return settingError(
    missing,
    'Incomplete credentials',
    `${named(present)} is set, but ${named(missing)} is not. Set ${waysToSet(missing)}.`,
  );
}

function halfProfile(profile: string, isSecret: boolean): CloudError {
  const [half, other] = isSecret ? ['a secret', 'an access'] : ['an access', 'a secret'];
  return settingError(
    'profile',
    'Incomplete credentials',
    `There is ${half} key without ${other} key in ${profileNamed(profile)}. Set it up again with "hcloud configure".`,
  );
}

function noCredentials(): CloudError {
  return new CloudError({
    category: 'settings',
    summary: 'No credentials',
    means: `Set ${waysToSet('accessKey')}, and ${waysToSet('secretKey')}, to a key pair.`,
    next: `Other ways to log in: ${named('token')}, ${named('userName')} and ${named('password')}, ${named('profile')}, ${named('assumeRoleWithOidc')}; on an ECS its agency, unless HW_METADATA_DISABLED is true.`,
    setting: 'accessKey',
  });
}
