/** An agency to assume. */
export interface AssumeRole {
  /**
   * Name of the agency.
   *
   * @default - for the first agency, environment variable `HW_ASSUME_ROLE_AGENCY_NAME`
   */
  readonly agencyName?: string;

  /**
   * Name of the account that the agency belongs to. Either this or `domainId` is required.
   *
   * @default - for the first agency, environment variable `HW_ASSUME_ROLE_DOMAIN_NAME`
   */
  readonly domainName?: string;

  /**
   * ID of the account that the agency belongs to. If set, the agency is assumed through STS.
   *
   * @default - for the first agency, environment variable `HW_ASSUME_ROLE_DOMAIN_ID`
   */
  readonly domainId?: string;

  /**
   * How long the agency is assumed for, in seconds.
   *
   * @default - for the first agency, environment variable `HW_ASSUME_ROLE_DURATION`, else the default of the cloud
   */
  readonly duration?: number;
}

/** An agency to assume with a token of an OIDC identity provider. */
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
   * The token. A secret.
   *
   * @default - environment variable `HW_ASSUME_ROLE_ID_TOKEN`, else the content of `idTokenFile`
   */
  readonly idToken?: string;

  /**
   * Path of a file that contains the token.
   *
   * @default - environment variable `HW_ASSUME_ROLE_ID_TOKEN_FILE`
   */
  readonly idTokenFile?: string;

  /**
   * How long the agency is assumed for, in seconds.
   *
   * @default - environment variable `HW_ASSUME_ROLE_DURATION`, else the default of the cloud
   */
  readonly duration?: number;
}
