import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type Duplex } from 'node:stream';
import { afterTest } from '../../after-test';

export interface ProxyOptions {
  /** `user:password` that a client has to show. @default - none */
  readonly account?: string;
  /** What it does instead of its work with every request and every CONNECT. */
  readonly instead?: (socket: Duplex) => void;
}

/**
 * A forward proxy on loopback as firewalls have them: plain requests in absolute form, tunnels by CONNECT. Whatever host it
 * is asked for, it goes to `target`, so that no name is ever looked up. It ends after the test.
 */
export class ForwardProxy {
  static async start(target: string, options: ProxyOptions = {}): Promise<ForwardProxy> {
    const proxy = new ForwardProxy(Number(new URL(target).port), options);
    await once(proxy.server.listen(0, '127.0.0.1'), 'listening');
    afterTest(() => proxy.close());
    return proxy;
  }

  /** What it was asked for, let in or not: `GET http://…` without the query, or `CONNECT host:port`. */
  readonly asked: string[] = [];
  private readonly server = createServer();
  private readonly sockets = new Set<Duplex>();

  private constructor(
    private readonly port: number,
    private readonly options: ProxyOptions,
  ) {
    this.server
      .on('connection', (socket) => this.keep(socket))
      .on('request', (incoming, response) => this.forward(incoming, response))
      .on('connect', (incoming, socket) => this.tunnel(incoming, socket));
  }

  /** `127.0.0.1:PORT` */
  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** @param account user and password as they stand in a URL */
  url(account?: string): string {
    return `http://${account === undefined ? '' : `${account}@`}${this.address}`;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private forward(incoming: IncomingMessage, response: ServerResponse): void {
    const { method, url = '', headers } = incoming;
    this.asked.push(`${method ?? ''} ${url.replace(/\?.*/, '')}`);
    if (this.options.instead) {
      this.options.instead(incoming.socket);
      return;
    }
    if (!this.letsIn(headers)) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' });
      return void response.end('<html><title>Access denied</title></html>');
    }
    const { pathname, search } = new URL(url);
    const passedOn = Object.entries(headers).filter(([name]) => !name.startsWith('proxy-'));
    const outgoing = request(
      {
        ...{ host: '127.0.0.1', port: this.port, method, path: pathname + search, agent: false },
        headers: Object.fromEntries(passedOn),
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    outgoing.on('socket', (socket) => this.keep(socket)).on('error', () => response.destroy());
    incoming.pipe(outgoing);
  }

  private tunnel({ url = '', headers }: IncomingMessage, socket: Duplex): void {
    this.asked.push(`CONNECT ${url}`);
    if (this.options.instead) {
      this.options.instead(socket);
      return;
    }
    if (!this.letsIn(headers)) {
      return void socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n',
      );
    }
    const upstream = connect(this.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    this.keep(upstream);
  }

  private letsIn(headers: IncomingHttpHeaders): boolean {
    const { account } = this.options;
    if (account === undefined) return true;
    const expected = `Basic ${Buffer.from(account).toString('base64')}`;
    return headers['proxy-authorization'] === expected;
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => socket.destroy());
  }
}
