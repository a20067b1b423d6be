import { Agent as HttpAgent, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createSecureContext } from 'node:tls';
import { type Network } from './network';
import { hostOf, type Proxy } from './proxy';
import { type ReadBuffers } from './read-buffers';
import { ReadingAgent, TlsReadingAgent } from './reading-agent';
import { type TlsOptions } from './tls-options';
import { openTunnel, type Target } from './tunnel';
import { TlsTunnelAgent, TunnelAgent } from './tunnel-agent';

/** How a request gets to its address. */
export interface Route {
  readonly options: RequestOptions;
  /** For the proxy. */
  readonly headers: Readonly<Record<string, string>>;
  /** The next request gets a fresh connection. */
  dropIdleConnections(): void;
}

/** Directly, or through the proxy for the address. Connections are kept, by proxy. */
export class Routes {
  private readonly agents = new Map<string, HttpAgent>();

  /** @param buffers for what comes in on direct connections; undefined if little comes in */
  constructor(
    private readonly network: Network,
    private readonly buffers: ReadBuffers | undefined,
  ) {}

  /** @throws CloudError if a setting for TLS or the proxy cannot be used */
  async to(url: URL): Promise<Route> {
    const proxy = this.network.proxyFor(url);
    const isSecure = url.protocol === 'https:';
    const isAnySecure = isSecure || proxy?.url.protocol === 'https:';
    const tls = isAnySecure ? await this.network.tls() : undefined;
    const key = `${url.protocol} ${proxy?.url.href ?? ''}`;
    const agent = this.agents.get(key) ?? agentFor(isSecure, proxy, tls, this.buffers);
    this.agents.set(key, agent);
    const isForwarded = !isSecure && proxy !== undefined && !proxy.isSocks;
    return {
      options: { ...(isForwarded ? forwardedBy(proxy, url) : addressOf(url)), agent },
      headers: isForwarded ? { host: url.host, ...proxy.headers } : {},
      dropIdleConnections: () => {
        for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
      },
    };
  }
}

function agentFor(
  isSecure: boolean,
  proxy: Proxy | undefined,
  tls: TlsOptions | undefined,
  buffers: ReadBuffers | undefined,
): HttpAgent {
  // Made once: otherwise each connection would read all authorities anew, a megabyte of them at times.
  const options = {
    keepAlive: true,
    ...tls,
    ...(tls && { secureContext: createSecureContext(tls) }),
  };
  if (proxy !== undefined && (isSecure || proxy.isSocks)) {
    const open = (target: Target) => openTunnel(proxy, target, tls);
    return isSecure ? new TlsTunnelAgent(open, options) : new TunnelAgent(open, options);
  }
  const isFirstHopSecure = proxy === undefined ? isSecure : proxy.url.protocol === 'https:';
  if (buffers === undefined)
    return isFirstHopSecure ? new HttpsAgent(options) : new HttpAgent(options);
  return isFirstHopSecure
    ? new TlsReadingAgent(buffers, options)
    : new ReadingAgent(buffers, options);
}

function addressOf(url: URL): RequestOptions {
  const { protocol, port, pathname, search } = url;
  return { protocol, hostname: hostOf(url), port, path: pathname + search };
}

/** A plain address is asked of the proxy itself, in the absolute form (RFC 9112, 3.2.2). */
function forwardedBy(proxy: Proxy, { href }: URL): RequestOptions {
  return { ...addressOf(proxy.url), path: href };
}
