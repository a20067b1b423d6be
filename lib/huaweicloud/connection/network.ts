import { type Proxy } from './proxy';
import { type TlsOptions } from './tls-options';

/** How the network is reached. */
export interface Network {
  /** Called before the first TLS connection; rejects if a setting cannot be used. */
  readonly tls: () => Promise<TlsOptions>;
  /** The proxy for a URL, undefined for a direct connection. */
  readonly proxyFor: (url: URL) => Proxy | undefined;
}
