import { type IResolvable } from 'cdktf';
import { type AssumeRole, type AssumeRoleWithOidc } from './assume-role';

/**
 * Where the provider works, and as whom.
 *
 * Names, environment variables and precedence are those of the provider `huaweicloud/huaweicloud`, so one configuration
 * serves both. All props are written to the synthesized stack: leave secrets to the environment, or pass a
 * `TerraformVariable` with `sensitive: true`.
 */
export interface DdsProviderProps {
  /**
   * Alias that tells several providers in a stack apart.
   *
   * @default - none: constructs that name no provider use this one
   */
  readonly alias?: string;

  /**
   * Region, for example `eu-west-101`.
   *
   * @default - environment variable `HW_REGION_NAME` or `OS_REGION_NAME`
   */
  readonly region?: string;

  /**
   * Access key ID (AK). A secret, like everything that authenticates.
   *
   * @default - environment variable `HW_ACCESS_KEY` or `OS_ACCESS_KEY`
   */
  readonly accessKey?: string;

  /**
   * Secret access key (SK) that belongs to `accessKey`.
   *
   * @default - environment variable `HW_SECRET_KEY` or `OS_SECRET_KEY`
   */
  readonly secretKey?: string;

  /**
   * Security token that belongs to a temporary `accessKey`.
   *
   * @default - environment variable `HW_SECURITY_TOKEN`
   */
  readonly securityToken?: string;

  /**
   * IAM token to use instead of keys.
   *
   * @default - environment variable `HW_AUTH_TOKEN` or `OS_AUTH_TOKEN`
   */
  readonly token?: string;

  /**
   * Name of an IAM user who logs in with `password`.
   *
   * @default - environment variable `HW_USER_NAME` or `OS_USERNAME`
   */
  readonly userName?: string;

  /**
   * ID of an IAM user who logs in with `password`.
   *
   * @default - environment variable `HW_USER_ID` or `OS_USER_ID`
   */
  readonly userId?: string;

  /**
   * Password of the IAM user.
   *
   * @default - environment variable `HW_USER_PASSWORD` or `OS_PASSWORD`
   */
  readonly password?: string;

  /**
   * ID of the account.
   *
   * @default - environment variable `HW_DOMAIN_ID`, `OS_DOMAIN_ID`, `OS_USER_DOMAIN_ID` or `OS_PROJECT_DOMAIN_ID`
   */
  readonly domainId?: string;

  /**
   * Name of the account.
   *
   * @default - environment variable `HW_DOMAIN_NAME`, `OS_DOMAIN_NAME`, `OS_USER_DOMAIN_NAME` or
   * `OS_PROJECT_DOMAIN_NAME`
   */
  readonly domainName?: string;

  /**
   * ID of the project.
   *
   * @default - environment variable `HW_PROJECT_ID` or `OS_PROJECT_ID`, else the project of the region
   */
  readonly projectId?: string;

  /**
   * Name of the project.
   *
   * @default - environment variable `HW_PROJECT_NAME` or `OS_PROJECT_NAME`, else the region
   */
  readonly projectName?: string;

  /**
   * Older name of `projectId`.
   *
   * @default - environment variable `OS_TENANT_ID`
   */
  readonly tenantId?: string;

  /**
   * Older name of `projectName`.
   *
   * @default - environment variable `OS_TENANT_NAME`
   */
  readonly tenantName?: string;

  /**
   * Agencies to assume, one after the other.
   *
   * @default - the agency in the environment variables `HW_ASSUME_ROLE_AGENCY_NAME`, `HW_ASSUME_ROLE_DOMAIN_NAME`,
   * `HW_ASSUME_ROLE_DOMAIN_ID` and `HW_ASSUME_ROLE_DURATION`
   */
  readonly assumeRole?: AssumeRole[] | IResolvable;

  /**
   * Agency to assume with a token of an OIDC identity provider, instead of keys.
   *
   * @default - none
   */
  readonly assumeRoleWithOidc?: AssumeRoleWithOidc;

  /**
   * Agency to assume by means of tokens. Prefer `assumeRole`.
   *
   * @default - environment variable `OS_AGENCY_NAME`
   */
  readonly agencyName?: string;

  /**
   * Name of the account that the agency belongs to.
   *
   * @default - environment variable `OS_AGENCY_DOMAIN_NAME`
   */
  readonly agencyDomainName?: string;

  /**
   * Name of the agency's project.
   *
   * @default - environment variable `OS_DELEGATED_PROJECT`, else the region
   */
  readonly delegatedProject?: string;

  /**
   * URL of IAM.
   *
   * @default - environment variable `HW_AUTH_URL` or `OS_AUTH_URL`, else `https://iam.<region>.<cloud>/v3`
   */
  readonly authUrl?: string;

  /**
   * Domain of the cloud.
   *
   * @default - environment variable `HW_CLOUD`, else `myhuaweicloud.com`, in regions `eu-west-1…` `myhuaweicloud.eu`
   */
  readonly cloud?: string;

  /**
   * URLs by service. `dds`, `iam` and `sts` are used, others are ignored.
   *
   * @default - `https://<service>.<region>.<cloud>`
   */
  readonly endpoints?: Readonly<Record<string, string>>;

  /**
   * Accepted, but has no effect.
   *
   * The IAM of the region is always used, unless `authUrl` is set.
   *
   * @default false
   */
  readonly regional?: boolean | IResolvable;

  /**
   * Whether to skip the verification of TLS certificates.
   *
   * @default - environment variable `HW_INSECURE` or `OS_INSECURE`, else false
   */
  readonly insecure?: boolean | IResolvable;

  /**
   * Certificate authorities to trust instead of all others: a path or PEM.
   *
   * @default - environment variable `OS_CACERT`, else those that Node.js trusts and those in `SSL_CERT_FILE` and
   * `SSL_CERT_DIR`
   */
  readonly cacertFile?: string;

  /**
   * Client certificate: a path or PEM.
   *
   * @default - environment variable `OS_CERT`
   */
  readonly cert?: string;

  /**
   * Private key of the client certificate: a path or PEM.
   *
   * @default - environment variable `OS_KEY`
   */
  readonly key?: string;

  /**
   * Path of a KooCLI configuration file.
   *
   * @default - environment variable `HW_SHARED_CONFIG_FILE`, else `~/.hcloud/config.json` if a `profile` is set
   */
  readonly sharedConfigFile?: string;

  /**
   * Profile in that file.
   *
   * @default - environment variable `HW_PROFILE`, else the file's current profile
   */
  readonly profile?: string;

  /**
   * How many times a request that failed with a transient error is retried.
   *
   * @default - environment variable `HW_MAX_RETRIES`, else 5
   */
  readonly maxRetries?: number;

  /**
   * How long one request may take: a duration such as `30s` or `2m`.
   *
   * @default "30s"
   */
  readonly requestTimeout?: string;

  /**
   * Accepted, but has no effect.
   *
   * @default - none
   */
  readonly enterpriseProjectId?: string;

  /**
   * Signature algorithm for requests. Only `HmacSHA256` is supported.
   *
   * @default - environment variable `HW_SIGNING_ALGORITHM`, else `HmacSHA256`
   */
  readonly signingAlgorithm?: string;

  /**
   * Accepted, but has no effect.
   *
   * @default false
   */
  readonly skipCheckWebsiteType?: boolean | IResolvable;

  /**
   * Accepted, but has no effect.
   *
   * @default false
   */
  readonly skipCheckUpgrade?: boolean | IResolvable;

  /**
   * Accepted, but has no effect.
   *
   * @default false
   */
  readonly enableForceNew?: boolean | IResolvable;
}
