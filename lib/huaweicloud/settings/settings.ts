import { named } from '../errors/setting-names';
import {
  AGENCY_SETTINGS,
  type AssumeRole,
  type AssumeRoleWithOidc,
  type Given,
  OIDC_SETTINGS,
} from './agencies';
import {
  count,
  domain,
  duration,
  flag,
  id,
  oneOf,
  password,
  privateKey,
  region,
  secret,
  sendable,
  type Setting,
  structure,
  text,
  withoutEffect,
} from './setting';

/**
 * All settings: what each one means, and its environment variables, which are those of Huawei
 * Cloud's own tools ("Configuration Reference"). Whatever lets a user set them follows this table.
 */
export const SETTINGS = {
  region: region('Region, for example `eu-west-101`.', 'HW_REGION_NAME', 'OS_REGION_NAME'),
  accessKey: secret('Access key (AK).', 'HW_ACCESS_KEY', 'OS_ACCESS_KEY'),
  secretKey: secret('Secret key (SK).', 'HW_SECRET_KEY', 'OS_SECRET_KEY'),
  securityToken: secret('Security token of a temporary key pair.', 'HW_SECURITY_TOKEN'),
  token: secret('IAM token.', 'HW_AUTH_TOKEN', 'OS_AUTH_TOKEN'),
  userName: text('Name of an IAM user.', 'HW_USER_NAME', 'OS_USERNAME'),
  userId: id('ID of an IAM user.', 'HW_USER_ID', 'OS_USER_ID'),
  password: password('Password of the IAM user.', 'HW_USER_PASSWORD', 'OS_PASSWORD'),
  domainId: id(
    'ID of the account.',
    ...['HW_DOMAIN_ID', 'OS_DOMAIN_ID', 'OS_USER_DOMAIN_ID', 'OS_PROJECT_DOMAIN_ID'],
  ),
  domainName: text(
    'Name of the account.',
    ...['HW_DOMAIN_NAME', 'OS_DOMAIN_NAME', 'OS_USER_DOMAIN_NAME', 'OS_PROJECT_DOMAIN_NAME'],
  ),
  projectId: id(
    'ID of the project. Defaults to the project of the region.',
    ...['HW_PROJECT_ID', 'OS_PROJECT_ID'],
  ),
  projectName: text(
    'Name of the project. Defaults to the region.',
    ...['HW_PROJECT_NAME', 'OS_PROJECT_NAME'],
  ),
  tenantId: id(`Older name of ${named('projectId')}.`, 'OS_TENANT_ID'),
  tenantName: text(`Older name of ${named('projectName')}.`, 'OS_TENANT_NAME'),
  assumeRole: structure<readonly Given<AssumeRole>[]>(
    'Agency to assume. Several are assumed one after the other. The environment completes the first block, or stands in for it.',
  ),
  assumeRoleWithOidc: structure<readonly Given<AssumeRoleWithOidc>[]>(
    'Agency to assume with a token of an OIDC identity provider. The environment completes it, or stands in for it.',
  ),
  agencyName: text(`Agency to assume, by token. Prefer ${named('assumeRole')}.`, 'OS_AGENCY_NAME'),
  agencyDomainName: text('Account that the agency belongs to.', 'OS_AGENCY_DOMAIN_NAME'),
  delegatedProject: text('Project of the agency. Defaults to the region.', 'OS_DELEGATED_PROJECT'),
  authUrl: sendable(
    'URL of IAM. Defaults to `https://iam.<region>.<cloud>/v3`.',
    ...['HW_AUTH_URL', 'OS_AUTH_URL'],
  ),
  cloud: domain(
    'Domain of the cloud. Defaults to `myhuaweicloud.com`, in regions `eu-west-1…` to `myhuaweicloud.eu`.',
    'HW_CLOUD',
  ),
  endpoints: structure<Readonly<Record<string, string | null>>>(
    'URLs by service, in place of `https://<service>.<region>.<cloud>`. `dds`, `iam` and `sts` are used, others ignored.',
  ),
  insecure: flag(
    'Whether to trust any TLS certificate. Defaults to `false`.',
    ...['HW_INSECURE', 'OS_INSECURE'],
  ),
  cacertFile: text(
    'Certificate authorities to trust in place of all others, a path or PEM. Defaults to those of Node, and those in `SSL_CERT_FILE` and `SSL_CERT_DIR`.',
    'OS_CACERT',
  ),
  cert: text('Client certificate, a path or PEM.', 'OS_CERT'),
  key: privateKey('Key of the client certificate, a path or PEM.', 'OS_KEY'),
  sharedConfigFile: text(
    `Configuration file of KooCLI. Defaults to \`~/.hcloud/config.json\` if ${named('profile')} is set.`,
    'HW_SHARED_CONFIG_FILE',
  ),
  profile: text('Profile in that file. Defaults to the current one.', 'HW_PROFILE'),
  maxRetries: count(
    'How many times a request that failed with a transient error is retried. Defaults to `5`.',
    'HW_MAX_RETRIES',
  ),
  requestTimeout: duration('How long one request may take. Defaults to `30s`.'),
  signingAlgorithm: withoutEffect(
    oneOf(['HmacSHA256'], 'Only `HmacSHA256`, the default.', 'HW_SIGNING_ALGORITHM'),
  ),
  enterpriseProjectId: withoutEffect(text('Accepted, without effect here.')),
  regional: withoutEffect(
    flag(
      `Accepted, without effect here: the IAM of the region is used, unless ${named('authUrl')} is set.`,
    ),
  ),
  skipCheckWebsiteType: withoutEffect(flag('Accepted, without effect here.')),
  skipCheckUpgrade: withoutEffect(flag('Accepted, without effect here.')),
  enableForceNew: withoutEffect(flag('Accepted, without effect here.')),
};

type Table = typeof SETTINGS;
export type SettingName = keyof Table;

/** The settings as the caller gives them; null and undefined mean "not given". */
export type GivenSettings = {
  readonly [N in SettingName]?: (Table[N] extends Setting<infer G, unknown> ? G : never) | null;
};

/** What a setting has after its check. */
export type ValueOf<N extends SettingName> = ReturnType<Table[N]['check']>;

/** The checked settings, with those of the profile and the environment; undefined if set nowhere. */
export type Settings = {
  readonly [N in Exclude<SettingName, Blocks>]: ValueOf<N> | undefined;
} & {
  readonly assumeRole: readonly AssumeRole[];
  readonly assumeRoleWithOidc: readonly AssumeRoleWithOidc[];
  /** The profile that the key pair comes from. */
  readonly profileOfKeys: string | undefined;
};

type Blocks = 'assumeRole' | 'assumeRoleWithOidc';

/** The environment variables of a setting, such as `region` or `assumeRole.duration`; none for other names. */
export function environmentOf(setting: string): readonly string[] {
  const [parent, name = parent] = setting.split('.');
  const tables: Readonly<Record<string, object>> = {
    assumeRole: AGENCY_SETTINGS,
    assumeRoleWithOidc: OIDC_SETTINGS,
  };
  const table = parent === name ? SETTINGS : (tables[parent ?? ''] ?? {});
  const found = new Map<string, Setting<unknown, unknown>>(Object.entries(table)).get(name ?? '');
  return found?.environment ?? [];
}
