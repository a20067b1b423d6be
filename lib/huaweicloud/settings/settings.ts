import { settingError } from '../cloud-error';
import { type Environment } from '../environment';
import { named, waysToSet } from '../setting-names';
import {
  agencySettings,
  type AssumeRole,
  type AssumeRoleWithOidc,
  type Given,
  readAgencies,
  readOidc,
} from './agencies';
import {
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
 * Every setting with its environment variables, which are those of Huawei Cloud's own tools
 * ("Configuration Reference").
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
  // Accepted without effect, so that settings of Huawei Cloud's own tools can be used as they are.
  enterpriseProjectId: text(),
  regional: flag(),
  skipCheckWebsiteType: flag(),
  skipCheckUpgrade: flag(),
  enableForceNew: flag(),
};

type Table = typeof table;
export type SettingName = keyof Table;

/** The settings as the caller gives them; null and undefined mean "not given". */
export type GivenSettings = {
  readonly [N in SettingName]?: (Table[N] extends Setting<infer G, unknown> ? G : never) | null;
};

/** The checked settings, with those of the profile and the environment; undefined if set nowhere. */
export type Settings = {
  readonly [N in Exclude<SettingName, Blocks>]: ReturnType<Table[N]['check']> | undefined;
} & {
  readonly assumeRole: readonly AssumeRole[];
  readonly assumeRoleWithOidc: readonly AssumeRoleWithOidc[];
  /** The profile that the key pair comes from. */
  readonly profileOfKeys: string | undefined;
};

type Blocks = 'assumeRole' | 'assumeRoleWithOidc';

/** The settings in a KooCLI profile. */
export interface Profile {
  readonly name: string;
  readonly settings: GivenSettings;
}

/**
 * Reads the settings: what is given, else the profile, else the environment.
 * Credentials are not mixed: the keys of a profile come with its security token or none, and are
 * ignored if credentials are given.
 * @throws CloudError naming the setting, the variable or the profile with an unusable value
 */
export function readSettings(given: GivenSettings, env: Environment, profile?: Profile): Settings {
  const outright = [...KEYS, ...OTHER_CREDENTIALS].some((name) => isSet(given[name]));
  const hasKeys = !outright && isSet(profile?.settings.accessKey);
  const read = (name: SettingName, setting: Setting<unknown, unknown>) => {
    const isKey = KEYS.includes(name);
    const fromProfile = profile !== undefined && !(isKey && outright);
    return readSetting(setting, {
      name,
      given: given[name],
      profile: fromProfile ? { name: profile.name, given: profile.settings[name] } : undefined,
      env: isKey && hasKeys ? {} : env,
    });
  };
  const entries = Object.entries(table) as [SettingName, Setting<unknown, unknown>][];
  const settings = Object.fromEntries(
    entries.map(([name, setting]) => [name, read(name, setting)]),
  ) as { readonly [N in SettingName]: ReturnType<Table[N]['check']> | undefined };
  requireVisibleKeys(given, settings);
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

/** Blank counts as not set; but whoever sets the other key has not meant that. */
function requireVisibleKeys(
  given: GivenSettings,
  settings: Readonly<Record<'accessKey' | 'secretKey', string | undefined>>,
): void {
  for (const name of ['accessKey', 'secretKey'] as const) {
    const isBlank = (given[name] ?? '') !== '' && settings[name] === undefined;
    const hasOther = settings[name === 'accessKey' ? 'secretKey' : 'accessKey'] !== undefined;
    if (isBlank && hasOther) {
      throw settingError(
        name,
        'Incomplete credentials',
        `${named(name)} is blank. Set ${waysToSet(name)}.`,
      );
    }
  }
}

/** The parts of a key pair. */
const KEYS: readonly SettingName[] = ['accessKey', 'secretKey', 'securityToken'];
/** Other credentials, in place of a key pair. */
const OTHER_CREDENTIALS: readonly SettingName[] = ['token', 'password', 'assumeRoleWithOidc'];

/** The secrets among settings and variables, before any check: a check may quote what it refuses. */
export function rawSecrets(given: GivenSettings, env: Environment): string[] {
  const blocks = [...(given.assumeRole ?? []), ...(given.assumeRoleWithOidc ?? [])];
  return [
    ...secretsIn(table, given, env),
    ...secretsIn(agencySettings, {}, env),
    ...blocks.flatMap((block) => secretsIn(agencySettings, block, {})),
  ];
}

function secretsIn(settings: object, given: object, env: Environment): string[] {
  const values = new Map<string, unknown>(Object.entries(given));
  return Object.entries(settings as Record<string, Setting<unknown, unknown>>).flatMap(
    ([name, { environment, isSecret }]) =>
      [values.get(name), ...environment.map((variable) => env[variable])].filter(
        (value): value is string => typeof value === 'string' && isSecret(value),
      ),
  );
}

/** The environment variables of a setting, such as `region` or `assumeRole.duration`; none for other names. */
export function environmentOf(setting: string): readonly string[] {
  const inAgency = /^assumeRole(?:WithOidc)?\.(.+)$/.exec(setting)?.[1];
  const settings: Readonly<Record<string, { readonly environment: readonly string[] }>> =
    inAgency === undefined ? table : agencySettings;
  return settings[inAgency ?? setting]?.environment ?? [];
}
