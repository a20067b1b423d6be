import { type AssumeRole, type AssumeRoleWithOidc, readAgencies, readOidc } from './agencies';
import {
  argumentName,
  count,
  duration,
  type Environment,
  flag,
  password,
  readSetting,
  secret,
  type Setting,
  structure,
  text,
} from './setting';

/**
 * Every setting with its environment variables, as the provider huaweicloud/huaweicloud has them
 * (its documentation, "Configuration Reference"). The keys are the arguments in camel case.
 */
const table = {
  region: text('HW_REGION_NAME', 'OS_REGION_NAME'),
  accessKey: secret('HW_ACCESS_KEY', 'OS_ACCESS_KEY'),
  secretKey: secret('HW_SECRET_KEY', 'OS_SECRET_KEY'),
  securityToken: secret('HW_SECURITY_TOKEN'),
  token: secret('HW_AUTH_TOKEN', 'OS_AUTH_TOKEN'),
  userName: text('HW_USER_NAME', 'OS_USERNAME'),
  userId: text('HW_USER_ID', 'OS_USER_ID'),
  password: password('HW_USER_PASSWORD', 'OS_PASSWORD'),
  domainId: text('HW_DOMAIN_ID', 'OS_DOMAIN_ID', 'OS_USER_DOMAIN_ID', 'OS_PROJECT_DOMAIN_ID'),
  domainName: text(
    'HW_DOMAIN_NAME',
    'OS_DOMAIN_NAME',
    'OS_USER_DOMAIN_NAME',
    'OS_PROJECT_DOMAIN_NAME',
  ),
  projectId: text('HW_PROJECT_ID', 'OS_PROJECT_ID'),
  projectName: text('HW_PROJECT_NAME', 'OS_PROJECT_NAME'),
  tenantId: text('OS_TENANT_ID'),
  tenantName: text('OS_TENANT_NAME'),
  assumeRole: structure<readonly AssumeRole[]>(),
  assumeRoleWithOidc: structure<readonly AssumeRoleWithOidc[]>(),
  agencyName: text('OS_AGENCY_NAME'),
  agencyDomainName: text('OS_AGENCY_DOMAIN_NAME'),
  delegatedProject: text('OS_DELEGATED_PROJECT'),
  authUrl: text('HW_AUTH_URL', 'OS_AUTH_URL'),
  cloud: text('HW_CLOUD'),
  endpoints: structure<Readonly<Record<string, string | null>>>(),
  /** Without effect: IAM is always asked in the region. */
  regional: flag(),
  insecure: flag('HW_INSECURE', 'OS_INSECURE'),
  cacertFile: text('OS_CACERT'),
  cert: text('OS_CERT'),
  key: password('OS_KEY'),
  sharedConfigFile: text('HW_SHARED_CONFIG_FILE'),
  profile: text('HW_PROFILE'),
  maxRetries: count('HW_MAX_RETRIES'),
  signingAlgorithm: text('HW_SIGNING_ALGORITHM'),
  requestTimeout: duration(),
  // Accepted, so that one configuration serves both providers; without effect here.
  enterpriseProjectId: text(),
  skipCheckWebsiteType: flag(),
  skipCheckUpgrade: flag(),
  enableForceNew: flag(),
};

type Table = typeof table;
export type SettingName = keyof Table;

/** The settings as a caller gives them; null and undefined mean "not given". */
export type GivenSettings = {
  readonly [N in SettingName]?: (Table[N] extends Setting<infer G, unknown> ? G : never) | null;
};

/** The checked settings after the environment was asked; undefined where nobody says anything. */
export type Settings = {
  readonly [N in SettingName]: ReturnType<Table[N]['check']> | undefined;
};

/**
 * Reads the settings: what is given, else the profile, else the environment.
 * Credentials are not mixed: keys of a profile come with its security token or none, and who gives
 * credentials outright does not want those of the profile.
 * @throws CloudError naming the argument whose value cannot be used
 */
export function readSettings(
  given: GivenSettings,
  env: Environment,
  profile: GivenSettings = {},
): Settings {
  const outright = keyNames.concat(loginNames).some((name) => isGiven(given[name]));
  const hasKeys = !outright && isGiven(profile.accessKey);
  const read = (name: SettingName, setting: Setting<unknown, unknown>) => {
    const isKey = keyNames.includes(name);
    const fromProfile = isKey && outright ? undefined : profile[name];
    const value = isGiven(given[name]) ? given[name] : fromProfile;
    return readSetting(name, setting, value, isKey && hasKeys ? {} : env);
  };
  const settings = Object.fromEntries(
    Object.entries(table).map(([name, setting]) => [
      name,
      read(name as SettingName, setting as Setting<unknown, unknown>),
    ]),
  ) as Settings;
  return {
    ...settings,
    assumeRole: readAgencies(settings.assumeRole ?? [], env),
    assumeRoleWithOidc: readOidc(settings.assumeRoleWithOidc ?? [], env),
  };
}

/** A key pair that belongs together. */
const keyNames: readonly SettingName[] = ['accessKey', 'secretKey', 'securityToken'];
/** Other credentials that somebody who gives them wants to be used. */
const loginNames: readonly SettingName[] = ['token', 'password', 'assumeRoleWithOidc'];

function isGiven(value: unknown): boolean {
  const isEmptyList = Array.isArray(value) && value.length === 0;
  return value !== undefined && value !== null && value !== '' && !isEmptyList;
}

/** The secrets among the settings. */
export function secretsOf(settings: Settings): string[] {
  return Object.entries(table).flatMap(([name, { secret: isSecret }]) => {
    const value = settings[name as SettingName];
    return isSecret && typeof value === 'string' ? [value] : [];
  });
}

/** How a user sets something, for messages: `access_key or HW_ACCESS_KEY`. */
export function howToSet(name: SettingName): string {
  const [variable] = table[name].environment;
  return variable === undefined ? argumentName(name) : `${argumentName(name)} or ${variable}`;
}
