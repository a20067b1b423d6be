/** How TLS connections are made. */
export interface TlsOptions {
  readonly minVersion: 'TLSv1.2';
  readonly rejectUnauthorized: boolean;
  /** PEM; in place of the authorities that Node knows. */
  readonly ca?: string;
  /** PEM. */
  readonly cert?: string;
  readonly key?: string;
}
