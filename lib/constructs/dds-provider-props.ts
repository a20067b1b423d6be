import { type IResolvable } from 'cdktf';

/**
 * Where and as whom the provider works.
 *
 * Names, environment variables and precedence are those of the provider `huaweicloud/huaweicloud`, so that one
 * configuration serves both. What stands here is written into the synthesized stack: leave secrets to the
 * environment, or pass a `TerraformVariable` with `sensitive: true`.
 */
export interface DdsProviderProps {
  /**
   * Name by which constructs of a stack choose between several providers.
   *
   * @default - the provider is the one for all constructs that name none
   */
  readonly alias?: string;

  /**
   * Region, for example `eu-west-101`.
   *
   * @default - environment variable `HW_REGION_NAME` or `OS_REGION_NAME`
   */
  readonly region?: string;

  /**
   * Access key (AK). A secret, as is all that authenticates.
   *
   * @default - environment variable `HW_ACCESS_KEY` or `OS_ACCESS_KEY`
   */
  readonly accessKey?: string;

  /**
   * Secret key (SK) that belongs to `accessKey`.
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
   * An IAM token, in place of keys.
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
   * @default - environment variable `HW_DOMAIN_NAME`, `OS_DOMAIN_NAME`, `OS_USER_DOMAIN_NAME` or `OS_PROJECT_DOMAIN_NAME`
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
   * Agencies to act for. Several are assumed one after the other.
   *
   * @default - the agency in the environment variables `HW_ASSUME_ROLE_AGENCY_NAME`, `HW_ASSUME_ROLE_DOMAIN_NAME`,
   * `HW_ASSUME_ROLE_DOMAIN_ID` and `HW_ASSUME_ROLE_DURATION`
   */
  readonly assumeRole?: AssumeRole[] | IResolvable;

  /**
   * Agency to act for with a token of an OIDC identity provider, in place of keys.
   *
   * @default - none
   */
  readonly assumeRoleWithOidc?: AssumeRoleWithOidc;

  /**
   * Agency to act for, by tokens. Prefer `assumeRole`.
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
   * URLs by service, where they are not `https://<service>.<region>.<cloud>`. `dds`, `iam` and `sts` are
   * used, others ignored.
   *
   * @default - none
   */
  readonly endpoints?: Readonly<Record<string, string>>;

  /**
   * Accepted, without effect here.
   *
   * IAM is always asked in the region, unless `authUrl` names another one.
   *
   * @default false
   */
  readonly regional?: boolean | IResolvable;

  /**
   * Whether any TLS certificate is trusted.
   *
   * @default - environment variable `HW_INSECURE` or `OS_INSECURE`, else false
   */
  readonly insecure?: boolean | IResolvable;

  /**
   * Certificate authorities to trust in place of all others, a path or PEM.
   *
   * @default - environment variable `OS_CACERT`, else those that Node.js trusts, and those that `SSL_CERT_FILE` and
   * `SSL_CERT_DIR` name
   */
  readonly cacertFile?: string;

  /**
   * Client certificate, a path or PEM.
   *
   * @default - environment variable `OS_CERT`
   */
  readonly cert?: string;

  /**
   * Private key of the client certificate, a path or PEM.
   *
   * @default - environment variable `OS_KEY`
   */
  readonly key?: string;

  /**
   * Path of a configuration file of KooCLI.
   *
   * @default - environment variable `HW_SHARED_CONFIG_FILE`, else `~/.hcloud/config.json` where there is a `profile`
   */
  readonly sharedConfigFile?: string;

  /**
   * Profile in that file.
   *
   * @default - environment variable `HW_PROFILE`, else the file's current profile
   */
  readonly profile?: string;

  /**
   * How often a request is repeated that failed for a passing reason.
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
   * Accepted, without effect here.
   *
   * @default - none
   */
  readonly enterpriseProjectId?: string;

  /**
   * How requests are signed. There is only `HmacSHA256`.
   *
   * @default - environment variable `HW_SIGNING_ALGORITHM`, else `HmacSHA256`
   */
  readonly signingAlgorithm?: string;

  /**
   * Accepted, without effect here.
   *
   * @default false
   */
  readonly skipCheckWebsiteType?: boolean | IResolvable;

  /**
   * Accepted, without effect here.
   *
   * @default false
   */
  readonly skipCheckUpgrade?: boolean | IResolvable;

  /**
   * Accepted, without effect here.
   *
   * @default false
   */
  readonly enableForceNew?: boolean | IResolvable;
}

/** An agency to act for. */
export interface AssumeRole {
  /**
   * Name of the agency.
   *
   * @default - for the first agency environment variable `HW_ASSUME_ROLE_AGENCY_NAME`
   */
  readonly agencyName?: string;

  /**
   * Name of the account that the agency belongs to. It or `domainId` is needed.
   *
   * @default - for the first agency environment variable `HW_ASSUME_ROLE_DOMAIN_NAME`
   */
  readonly domainName?: string;

  /**
   * ID of the account that the agency belongs to. With it the agency is assumed through STS.
   *
   * @default - for the first agency environment variable `HW_ASSUME_ROLE_DOMAIN_ID`
   */
  readonly domainId?: string;

  /**
   * Seconds for which the agency is assumed.
   *
   * @default - for the first agency environment variable `HW_ASSUME_ROLE_DURATION`, else what the cloud gives
   */
  readonly duration?: number;
}

/** An agency to act for with a token of an OIDC identity provider. */
export interface AssumeRoleWithOidc {
  /**
   * Name of the agency.
   *
   * @default - environment variable `HW_ASSUME_ROLE_AGENCY_NAME`
   */
  readonly agencyName?: string;

  /**
   * ID of the account that the agency belongs to.
   *
   * @default - environment variable `HW_ASSUME_ROLE_DOMAIN_ID`
   */
  readonly domainId?: string;

  /**
   * ID of the identity provider.
   *
   * @default - environment variable `HW_ASSUME_ROLE_IDP_ID`
   */
  readonly idpId?: string;

  /**
   * The token, a secret.
   *
   * @default - environment variable `HW_ASSUME_ROLE_ID_TOKEN`, else what `idTokenFile` holds
   */
  readonly idToken?: string;

  /**
   * Path of a file that holds the token.
   *
   * @default - environment variable `HW_ASSUME_ROLE_ID_TOKEN_FILE`
   */
  readonly idTokenFile?: string;

  /**
   * Seconds for which the agency is assumed.
   *
   * @default - environment variable `HW_ASSUME_ROLE_DURATION`, else what the cloud gives
   */
  readonly duration?: number;
}
