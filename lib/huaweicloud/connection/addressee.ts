import { type Network } from './network';

/** Where a request is sent to. */
export interface Addressee {
  /** Host and port. */
  readonly address: string;
  /** Host and port of the proxy on the way, if there is one. */
  readonly proxy: string | undefined;
  /** Whether the proxy answers for the address itself, without a tunnel. */
  readonly isForwarded: boolean;
  /** The setting that led to this address. */
  readonly setting?: string | undefined;
  /** What to do if the address may be wrong. @default - a look at the settings that lead to it */
  readonly checkAddress?: string;
}

export function addresseeOf(
  url: URL,
  network: Network,
  origin: Pick<Addressee, 'setting' | 'checkAddress'>,
): Addressee {
  const isPlain = url.protocol === 'http:';
  const proxy = network.proxyFor(url);
  return {
    address: url.port === '' ? `${url.host}:${isPlain ? 80 : 443}` : url.host,
    proxy: proxy?.url.host,
    isForwarded: isPlain && proxy?.isSocks === false,
    ...origin,
  };
}
