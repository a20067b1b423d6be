interface FromLogIn {
  /** The log-in they come from, for messages; undefined if the user set them. */
  readonly origin?: string | undefined;
}

/** A key pair; temporary ones come with a security token and an expiry. */
export interface KeyPair extends FromLogIn {
  readonly kind: 'keys';
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken?: string | undefined;
  /** The KooCLI profile they come from. */
  readonly profile?: string | undefined;
  readonly expiresAt?: Date | undefined;
}

/** An IAM token, valid for one project or a whole account. */
export interface Token extends FromLogIn {
  readonly kind: 'token';
  readonly token: string;
  /** The project it is for, if the log-in said so. */
  readonly projectId?: string | undefined;
  readonly expiresAt?: Date | undefined;
}

export type Credentials = KeyPair | Token;

/** Where credentials come from: a log-in, a file, the settings. */
export interface CredentialSource {
  /** Credentials that are valid now; may ask the cloud for them. */
  credentials(signal: AbortSignal): Promise<Credentials>;
}
