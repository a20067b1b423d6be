import { version } from '../../package.json';
import { Cloud } from '../huaweicloud/cloud';
import { endpointKeys } from '../huaweicloud/endpoints';
import { blockList, conflicting, defineProvider, optional } from '../terraform-plugin';
import { backup } from './backup';
import { backupDownloadLinks } from './backup-download-links';
import { backups } from './backups';
import { diagnose } from './diagnose';
import { ephemeralBackupDownloadLinks } from './ephemeral-backup-download-links';
import { settingsOf } from './settings-of';

/** `.internal` can never be registered, so nobody can publish another provider under this address. */
export const source = 'terraform.internal/huaweicloud/dds';

/** Names, environment variables and precedence are those of the provider `huaweicloud/huaweicloud`. */
export const dds = defineProvider({
  source,
  description: 'Backups of Huawei Cloud Document Database Service (DDS).',
  attributes: {
    region: optional.string(
      'Region, for example `eu-west-101`. Environment: `HW_REGION_NAME`, `OS_REGION_NAME`.',
    ),
    access_key: optional.string('Access key (AK). Environment: `HW_ACCESS_KEY`, `OS_ACCESS_KEY`.', {
      sensitive: true,
    }),
    secret_key: optional.string('Secret key (SK). Environment: `HW_SECRET_KEY`, `OS_SECRET_KEY`.', {
      sensitive: true,
    }),
    security_token: optional.string(
      'Security token of a temporary key pair. Environment: `HW_SECURITY_TOKEN`.',
      { sensitive: true },
    ),
    token: optional.string('IAM token. Environment: `HW_AUTH_TOKEN`, `OS_AUTH_TOKEN`.', {
      sensitive: true,
    }),
    user_name: optional.string('Name of an IAM user. Environment: `HW_USER_NAME`, `OS_USERNAME`.'),
    user_id: optional.string('ID of an IAM user. Environment: `HW_USER_ID`, `OS_USER_ID`.'),
    password: optional.string(
      'Password of the IAM user. Environment: `HW_USER_PASSWORD`, `OS_PASSWORD`.',
      { sensitive: true },
    ),
    domain_id: optional.string(
      'ID of the account. Environment: `HW_DOMAIN_ID`, `OS_DOMAIN_ID`, `OS_USER_DOMAIN_ID`, `OS_PROJECT_DOMAIN_ID`.',
    ),
    domain_name: optional.string(
      'Name of the account. Environment: `HW_DOMAIN_NAME`, `OS_DOMAIN_NAME`, `OS_USER_DOMAIN_NAME`, `OS_PROJECT_DOMAIN_NAME`.',
    ),
    project_id: optional.string(
      'ID of the project. Defaults to the project of the region. Environment: `HW_PROJECT_ID`, `OS_PROJECT_ID`.',
    ),
    project_name: optional.string(
      'Name of the project. Defaults to the region. Environment: `HW_PROJECT_NAME`, `OS_PROJECT_NAME`.',
    ),
    tenant_id: optional.string('Older name of `project_id`. Environment: `OS_TENANT_ID`.'),
    tenant_name: optional.string('Older name of `project_name`. Environment: `OS_TENANT_NAME`.'),
    agency_name: optional.string(
      'Agency to act for, by tokens. Prefer `assume_role`. Environment: `OS_AGENCY_NAME`.',
    ),
    agency_domain_name: optional.string(
      'Account that the agency belongs to. Environment: `OS_AGENCY_DOMAIN_NAME`.',
    ),
    delegated_project: optional.string(
      'Project of the agency. Defaults to the region. Environment: `OS_DELEGATED_PROJECT`.',
    ),
    auth_url: optional.string(
      'URL of IAM. Defaults to `https://iam.<region>.<cloud>/v3`. Environment: `HW_AUTH_URL`, `OS_AUTH_URL`.',
    ),
    cloud: optional.string(
      'Domain of the cloud. Defaults to `myhuaweicloud.com`, in regions `eu-west-1…` to `myhuaweicloud.eu`. Environment: `HW_CLOUD`.',
    ),
    endpoints: optional.map(
      'URLs by service, in place of `https://<service>.<region>.<cloud>`. `dds`, `iam` and `sts` are used, others ignored.',
      'string',
      { usedKeys: endpointKeys },
    ),
    insecure: optional.bool(
      'Whether any TLS certificate is trusted. Defaults to `false`. Environment: `HW_INSECURE`, `OS_INSECURE`.',
    ),
    cacert_file: optional.string(
      'Certificate authorities to trust in place of all others, a path or PEM. Defaults to those of Node, and those in `SSL_CERT_FILE` and `SSL_CERT_DIR`. Environment: `OS_CACERT`.',
    ),
    cert: optional.string('Client certificate, a path or PEM. Environment: `OS_CERT`.'),
    key: optional.string('Key of the client certificate, a path or PEM. Environment: `OS_KEY`.', {
      sensitive: true,
    }),
    shared_config_file: optional.string(
      'Configuration file of KooCLI. Defaults to `~/.hcloud/config.json` if `profile` is set. Environment: `HW_SHARED_CONFIG_FILE`.',
    ),
    profile: optional.string(
      'Profile in that file. Defaults to the current one. Environment: `HW_PROFILE`.',
    ),
    max_retries: optional.integer(
      'How many times a request that failed with a transient error is retried. Defaults to `5`. Environment: `HW_MAX_RETRIES`.',
      { check: (value) => (value < 0n ? 'It cannot be negative.' : undefined) },
    ),
    request_timeout: optional.duration('How long one request may take. Defaults to `30s`.'),
    enterprise_project_id: optional.string('Accepted, without effect here.', {
      withoutEffect: true,
    }),
    signing_algorithm: optional.string(
      'Only `HmacSHA256`, the default. Environment: `HW_SIGNING_ALGORITHM`.',
      { withoutEffect: true },
    ),
    regional: optional.bool(
      'Accepted, without effect here: the IAM of the region is used, unless `auth_url` is set.',
      { withoutEffect: true },
    ),
    skip_check_website_type: optional.bool('Accepted, without effect here.', {
      withoutEffect: true,
    }),
    skip_check_upgrade: optional.bool('Accepted, without effect here.', {
      withoutEffect: true,
    }),
    enable_force_new: optional.bool('Accepted, without effect here.', {
      withoutEffect: true,
    }),
  },
  blocks: {
    assume_role: blockList(
      'Agency to act for. Several are assumed one after the other. The environment completes the first one, or defines one alone.',
      {
        agency_name: optional.string(
          'Name of the agency. Environment: `HW_ASSUME_ROLE_AGENCY_NAME`.',
        ),
        domain_name: optional.string(
          'Name of the account that the agency belongs to. Environment: `HW_ASSUME_ROLE_DOMAIN_NAME`.',
        ),
        domain_id: optional.string(
          'ID of that account; with it the agency is assumed through STS. Environment: `HW_ASSUME_ROLE_DOMAIN_ID`.',
        ),
        duration: optional.integer(
          'Seconds for which the agency is assumed. Environment: `HW_ASSUME_ROLE_DURATION`.',
        ),
      },
    ),
    assume_role_with_oidc: blockList(
      'Agency to act for with a token of an OIDC identity provider. The environment completes it, or defines it alone.',
      {
        agency_name: optional.string(
          'Name of the agency. Environment: `HW_ASSUME_ROLE_AGENCY_NAME`.',
        ),
        domain_id: optional.string(
          'ID of the account that the agency belongs to. Environment: `HW_ASSUME_ROLE_DOMAIN_ID`.',
        ),
        duration: optional.integer(
          'Seconds for which the agency is assumed. Environment: `HW_ASSUME_ROLE_DURATION`.',
        ),
        idp_id: optional.string(
          'ID of the identity provider. Environment: `HW_ASSUME_ROLE_IDP_ID`.',
        ),
        id_token: optional.string('The token. Environment: `HW_ASSUME_ROLE_ID_TOKEN`.', {
          sensitive: true,
        }),
        id_token_file: optional.string(
          'File with the token. Environment: `HW_ASSUME_ROLE_ID_TOKEN_FILE`.',
        ),
      },
      { maximum: 1, constraints: [conflicting('id_token', 'id_token_file')] },
    ),
  },
  configure: (config, { log, terraformVersion }) =>
    new Cloud(settingsOf(config), {
      env: process.env,
      log,
      userAgent: `cdktf-huaweicloud-dds/${version} terraform/${terraformVersion}`,
    }),
  dataSources: [backup, backups, backupDownloadLinks],
  ephemeralResources: [ephemeralBackupDownloadLinks],
  diagnose,
});
