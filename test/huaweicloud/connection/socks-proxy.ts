import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A SOCKS proxy (RFC 1928 and 1929) that leads to one port of this machine, whatever it is asked for. */
export class SocksProxy {
  /** What it was told: `user user:password`, then `host:port`. */
  readonly told: string[] = [];
  private readonly sockets: Socket[] = [];
  private readonly server = createServer((socket) => {
    this.sockets.push(socket.on('error', () => socket.destroy()));
    void this.serve(socket);
  });

  private constructor(
    private readonly target: number,
    private readonly refuses: boolean,
  ) {}

  static async start(target: string, { refuses = false } = {}): Promise<SocksProxy> {
    const proxy = new SocksProxy(Number(new URL(target).port), refuses);
    await once(proxy.server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  /** Host and port. */
  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(socket: Socket): Promise<void> {
    const received = async () => ((await once(socket, 'data')) as [Buffer])[0];
    const methods = (await received()).subarray(2);
    const byPassword = methods.includes(2);
    socket.write(Buffer.of(5, byPassword ? 2 : 0));
    if (byPassword) {
      const text = await received();
      const name = fieldAt(text, 1);
      this.told.push(`user ${name}:${fieldAt(text, 2 + name.length)}`);
      socket.write(Buffer.of(1, 0));
    }
    const request = await received();
    const host = fieldAt(request, 4);
    this.told.push(`${host}:${request.readUInt16BE(5 + host.length)}`);
    socket.write(Buffer.of(5, this.refuses ? 2 : 0, 0, 1, 0, 0, 0, 0, 0, 0));
    if (this.refuses) return;
    const upstream = connect(this.target, '127.0.0.1');
    this.sockets.push(upstream.on('error', () => upstream.destroy()));
    upstream.pipe(socket).pipe(upstream);
  }
}

/** A text after its length. */
function fieldAt(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at + 1, at + 1 + bytes[at]!);
}
