import { type Environment } from '../environment';
import {
  type AssumeRole,
  type AssumeRoleWithOidc,
  type Given,
  readAgencies,
  readOidc,
} from './agencies';
import {
  argumentName,
  count,
  domain,
  duration,
  flag,
  id,
  isSet,
  oneOf,
  password,
  privateKey,
  readSetting,
  region,
  secret,
  sendable,
  type Setting,
  structure,
  text,
} from './setting';

/**
 * Every setting with its environment variables, as the provider huaweicloud/huaweicloud has them
 * (its documentation, "Configuration Reference"). The keys are the arguments in camel case.
 */
const table = {
  region: region('HW_REGION_NAME', 'OS_REGION_NAME'),
  accessKey: secret('HW_ACCESS_KEY', 'OS_ACCESS_KEY'),
  secretKey: secret('HW_SECRET_KEY', 'OS_SECRET_KEY'),
  securityToken: secret('HW_SECURITY_TOKEN'),
  token: secret('HW_AUTH_TOKEN', 'OS_AUTH_TOKEN'),
  userName: text('HW_USER_NAME', 'OS_USERNAME'),
  userId: id('HW_USER_ID', 'OS_USER_ID'),
  password: password('HW_USER_PASSWORD', 'OS_PASSWORD'),
  domainId: id('HW_DOMAIN_ID', 'OS_DOMAIN_ID', 'OS_USER_DOMAIN_ID', 'OS_PROJECT_DOMAIN_ID'),
  domainName: text(
    'HW_DOMAIN_NAME',
    'OS_DOMAIN_NAME',
    'OS_USER_DOMAIN_NAME',
    'OS_PROJECT_DOMAIN_NAME',
  ),
  projectId: id('HW_PROJECT_ID', 'OS_PROJECT_ID'),
  projectName: text('HW_PROJECT_NAME', 'OS_PROJECT_NAME'),
  tenantId: id('OS_TENANT_ID'),
  tenantName: text('OS_TENANT_NAME'),
  assumeRole: structure<readonly Given<AssumeRole>[]>(),
  assumeRoleWithOidc: structure<readonly Given<AssumeRoleWithOidc>[]>(),
  agencyName: text('OS_AGENCY_NAME'),
  agencyDomainName: text('OS_AGENCY_DOMAIN_NAME'),
  delegatedProject: text('OS_DELEGATED_PROJECT'),
  authUrl: sendable('HW_AUTH_URL', 'OS_AUTH_URL'),
  cloud: domain('HW_CLOUD'),
  endpoints: structure<Readonly<Record<string, string | null>>>(),
  insecure: flag('HW_INSECURE', 'OS_INSECURE'),
  cacertFile: text('OS_CACERT'),
  cert: text('OS_CERT'),
  key: privateKey('OS_KEY'),
  sharedConfigFile: text('HW_SHARED_CONFIG_FILE'),
  profile: text('HW_PROFILE'),
  maxRetries: count('HW_MAX_RETRIES'),
  signingAlgorithm: oneOf(['HmacSHA256'], 'HW_SIGNING_ALGORITHM'),
  requestTimeout: duration(),
  // Accepted, so that one configuration serves both providers; without effect here.
  enterpriseProjectId: text(),
  /** IAM is always asked in the region. */
  regional: flag(),
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
  readonly [N in Exclude<SettingName, Blocks>]: ReturnType<Table[N]['check']> | undefined;
} & {
  readonly assumeRole: readonly AssumeRole[];
  readonly assumeRoleWithOidc: readonly AssumeRoleWithOidc[];
  /** The profile that the key pair comes from. */
  readonly profileOfKeys: string | undefined;
};

type Blocks = 'assumeRole' | 'assumeRoleWithOidc';

/** What a profile of KooCLI says. */
export interface Profile {
  readonly name: string;
  readonly settings: GivenSettings;
}

/**
 * Reads the settings: what is given, else the profile, else the environment.
 * Credentials are not mixed: keys of a profile come with its security token or none, and who gives
 * credentials outright does not want those of the profile.
 * @throws CloudError naming the argument, the variable or the profile whose value cannot be used
 */
export function readSettings(given: GivenSettings, env: Environment, profile?: Profile): Settings {
  const outright = keyNames.concat(loginNames).some((name) => isSet(given[name]));
  const hasKeys = !outright && isSet(profile?.settings.accessKey);
  const read = (name: SettingName, setting: Setting<unknown, unknown>) => {
    const isKey = keyNames.includes(name);
    const fromProfile = profile !== undefined && !(isKey && outright);
    return readSetting(setting, {
      argument: argumentName(name),
      given: given[name],
      profile: fromProfile ? { name: profile.name, given: profile.settings[name] } : undefined,
      env: isKey && hasKeys ? {} : env,
    });
  };
  const entries = Object.entries(table) as [SettingName, Setting<unknown, unknown>][];
  const settings = Object.fromEntries(
    entries.map(([name, setting]) => [name, read(name, setting)]),
  ) as { readonly [N in SettingName]: ReturnType<Table[N]['check']> | undefined };
  const rolesOf = isSet(given.assumeRole) ? undefined : profile?.name;
  return {
    ...settings,
    assumeRole: readAgencies(settings.assumeRole ?? [], {
      env,
      profile: settings.assumeRole && rolesOf,
    }),
    assumeRoleWithOidc: readOidc(settings.assumeRoleWithOidc ?? [], { env }),
    profileOfKeys: hasKeys ? profile.name : undefined,
  };
}

/** A key pair that belongs together. */
const keyNames: readonly SettingName[] = ['accessKey', 'secretKey', 'securityToken'];
/** Other credentials that somebody who gives them wants to be used. */
const loginNames: readonly SettingName[] = ['token', 'password', 'assumeRoleWithOidc'];

/** The secrets among the settings. */
export function secretsOf(settings: Settings): string[] {
  const tokens = settings.assumeRoleWithOidc.map(({ idToken }) => idToken);
  const values = Object.entries(table).map(([name, setting]) => {
    const value = settings[name as SettingName];
    const { isSecret } = setting as Setting<unknown, unknown>;
    return typeof value === 'string' && isSecret(value) ? value : undefined;
  });
  return [...values, ...tokens].filter(isSet);
}

/** How a user sets something, for messages: `access_key or HW_ACCESS_KEY`. */
export function howToSet(name: SettingName): string {
  const [variable] = table[name].environment;
  return variable === undefined ? argumentName(name) : `${argumentName(name)} or ${variable}`;
}
