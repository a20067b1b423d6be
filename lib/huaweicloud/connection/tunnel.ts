import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type Duplex } from 'node:stream';
import { hostOf, type Proxy, ProxyFailure } from './proxy';
import { type TlsOptions } from './tls-options';

/** Where a tunnel leads to. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

/** Milliseconds in which a proxy has to open a tunnel. */
const TUNNEL_TIMEOUT = 10_000;

/**
 * A connection to the target through a proxy.
 * @param tls for the way to the proxy itself; undefined if that needs none
 * @throws ProxyFailure
 */
export function openTunnel(
  proxy: Proxy,
  target: Target,
  tls: TlsOptions | undefined,
): Promise<Duplex> {
  return proxy.isSocks ? openThroughSocks(proxy, target) : openByConnect(proxy, target, tls);
}

/** RFC 9110, 9.3.6: CONNECT. */
function openByConnect(
  proxy: Proxy,
  { host, port }: Target,
  tls: TlsOptions | undefined,
): Promise<Duplex> {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const start = proxy.url.protocol === 'https:' ? httpsRequest : httpRequest;
  const timeout = AbortSignal.timeout(TUNNEL_TIMEOUT);
  return new Promise((resolve, reject) => {
    const request = start(proxy.url, {
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...proxy.headers },
      agent: false,
      signal: timeout,
      ca: tls?.ca,
      rejectUnauthorized: tls?.rejectUnauthorized,
    });
    request.once('connect', ({ statusCode }, socket, head) => {
      if (statusCode !== 200) {
        socket.destroy();
        reject(new ProxyFailure({ status: statusCode }));
        return;
      }
      socket.unshift(head);
      resolve(socket);
    });
    request.on('error', (error) =>
      reject(new ProxyFailure({ cause: timeout.aborted ? tooSlow(error) : error })),
    );
    request.end();
  });
}

/** Node.js only says that the request was aborted. */
function tooSlow(cause: Error): Error {
  return Object.assign(new Error('no tunnel in time', { cause }), { code: 'ETIMEDOUT' });
}

/** RFC 1928. The proxy resolves the name, whether it is called socks5 or socks5h, as with Go. */
async function openThroughSocks({ url, user }: Proxy, target: Target): Promise<Duplex> {
  try {
    const { SocksClient } = await import('socks');
    const { socket } = await SocksClient.createConnection({
      command: 'connect',
      destination: { ...target },
      timeout: TUNNEL_TIMEOUT,
      proxy: {
        type: 5,
        host: hostOf(url),
        port: Number(url.port || 1080),
        ...(user !== undefined && { userId: user.name, password: user.password }),
      },
    });
    return socket;
  } catch (cause) {
    throw new ProxyFailure({ cause });
  }
}
