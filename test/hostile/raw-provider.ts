import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  type IncomingHttpHeaders,
} from 'node:http2';
import { connect as connectSocket } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import {
  type Certificate,
  createCertificate,
} from '../../lib/terraform-plugin/server/grpc/certificate';
import { ENGINE_ENVIRONMENT } from '../../lib/terraform-plugin/testing/engine-environment';
import { providerExecutable } from '../shipped/shipped-package';

/** How long an answer, or the end of the process, may take (milliseconds). */
const LONGEST_WAIT = 5000;

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';

/** The packed provider, and bare HTTP/2 to it, with which everything can be done that a gRPC client would not do. */
export class RawProvider {
  static async start(env: NodeJS.ProcessEnv = {}): Promise<RawProvider> {
    const certificate = createCertificate();
    const child = spawn(providerExecutable, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...ENGINE_ENVIRONMENT,
        PLUGIN_CLIENT_CERT: certificate.cert,
        HW_METADATA_DISABLED: 'true',
        ...env,
      },
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return new RawProvider(child, line, certificate);
  }

  readonly socket: string;
  private readonly serverCertificate: string;
  private readonly sessions: ClientHttp2Session[] = [];
  private readonly exited: Promise<unknown[]>;

  private constructor(
    readonly process: ChildProcess,
    handshake: string,
    private readonly certificate: Certificate,
  ) {
    const [, , , socket = '', , own = ''] = handshake.split('|');
    this.socket = socket;
    const lines =
      Buffer.from(own, 'base64')
        .toString('base64')
        .match(/.{1,64}/g) ?? [];
    this.serverCertificate = [BEGIN, ...lines, END, ''].join('\n');
    this.exited = once(this.process, 'exit');
  }

  get socketFolder(): string {
    return path.dirname(this.socket);
  }

  /** A connection past the handshake of TLS, or one that is closed. */
  async tls(alpn = 'h2'): Promise<TLSSocket> {
    const socket = connectTls({
      socket: connectSocket(this.socket),
      servername: 'localhost',
      ca: this.serverCertificate,
      key: this.certificate.key,
      cert: this.certificate.cert,
      ALPNProtocols: [alpn],
    });
    socket.on('error', () => undefined); // what was provoked
    await new Promise((resolve) => {
      socket.once('secureConnect', resolve).once('close', resolve);
    });
    return socket;
  }

  /** A connection as the engine's. */
  async session(): Promise<ClientHttp2Session> {
    const socket = await this.tls();
    const session = connect('https://localhost', { createConnection: () => socket });
    session.on('error', () => undefined); // what was provoked
    this.sessions.push(session);
    await once(session, 'connect');
    return session;
  }

  /** Whether a client that behaves is served. */
  async serves(): Promise<boolean> {
    const session = await this.session();
    const { status } = await finished(begin(session, 'GetProviderSchema', frame()));
    session.close();
    return status === 0;
  }

  /** In megabytes; https://docs.kernel.org/filesystems/proc.html */
  async memory(): Promise<number> {
    const text = await readFile(`/proc/${this.process.pid ?? 0}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1]) / 1024;
  }

  /** How the process has ended; undefined if it has not in time. */
  async ended(milliseconds = LONGEST_WAIT) {
    const late = pause(milliseconds, undefined, { ref: false });
    const [code, signal] = (await Promise.race([this.exited, late])) ?? [];
    return code === undefined ? undefined : { code, signal };
  }

  async close(): Promise<void> {
    for (const session of this.sessions) session.destroy();
    this.process.kill('SIGKILL');
    await this.exited;
  }
}

/** What `begin` sends. */
export interface RawRequest {
  /** @default /tfplugin6.Provider/<name> */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the request ends with the bytes. @default true */
  readonly ends?: boolean;
}

/** Starts a call of an RPC with these bytes. */
export function begin(
  session: ClientHttp2Session,
  name: string,
  bytes: Uint8Array,
  { path: target = `/tfplugin6.Provider/${name}`, headers = {}, ends = true }: RawRequest = {},
): ClientHttp2Stream {
  const stream = session.request(
    {
      ':method': 'POST',
      ':path': target,
      'content-type': 'application/grpc',
      te: 'trailers',
      ...headers,
    },
    { endStream: false },
  );
  stream.on('error', () => undefined); // what was provoked
  stream.write(bytes);
  if (ends) stream.end();
  return stream;
}

/** A message as gRPC frames it. */
export function frame(message = Uint8Array.of(), { flag = 0, announced = message.length } = {}) {
  const head = Buffer.alloc(5);
  head.writeUInt8(flag, 0);
  head.writeUInt32BE(announced, 1);
  return Buffer.concat([head, message]);
}

/** The gRPC status of a call; undefined if it was reset, or is not answered in time. */
export async function finished(stream: ClientHttp2Stream): Promise<{ status: number | undefined }> {
  let status: number | undefined;
  const take = (headers: IncomingHttpHeaders) => {
    const code = headers['grpc-status'];
    if (code !== undefined) status = Number(code);
  };
  stream.on('response', take).on('trailers', take).resume();
  const closed = stream.closed ? undefined : once(stream, 'close');
  await Promise.race([closed, pause(LONGEST_WAIT, undefined, { ref: false })]);
  return { status };
}
