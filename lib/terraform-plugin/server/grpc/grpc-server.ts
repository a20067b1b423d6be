// A gRPC server on node:http2, for unary calls and silent streams, which is all that an engine needs.
// docs/decisions/transport.md says why it is not @grpc/grpc-js.
import { type X509Certificate } from 'node:crypto';
import {
  constants,
  createSecureServer,
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
  type ServerOptions,
} from 'node:http2';
import { type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type TLSSocket } from 'node:tls';
import { type Certificate } from './certificate';
import { GrpcCall, type UnaryMethod } from './grpc-call';
import { GrpcError, STATUS } from './grpc-status';

/** By path, `/package.Service/Method`. */
export type Routes = ReadonlyMap<string, Route>;

/** Undefined if there is no such path. */
type FindRoute = (path: string) => Promise<Route | undefined>;

/** A stream on which no message is ever sent needs no code. */
export type Route = UnaryMethod | 'silent stream';

export interface Encryption {
  readonly own: Certificate;
  /** The certificate of the only client that may connect. */
  readonly client: X509Certificate;
}

/** Bytes, enough for many full frames; the protocol's own default is 64 KiB. */
const WINDOW_SIZE = 4 * 1024 * 1024;

const SERVER_OPTIONS: ServerOptions = {
  maxSessionMemory: 1024, // MB; a large request or response must not end the session
  settings: { initialWindowSize: WINDOW_SIZE },
};

/** How long a client has to receive the last answers, in milliseconds. */
const CLOSE_GRACE = 250;

/** Answers the calls on all connections that it is given, each by the route at its path. */
export class GrpcServer {
  private readonly http: Http2Server;
  private sessions = 0;
  private readonly calls = new Set<GrpcCall>();

  constructor(
    private readonly findRoute: FindRoute,
    private readonly options: {
      /** @default - whoever reaches the socket may call, in plain text */
      readonly encryption?: Encryption | undefined;
      /** Called with the number of open connections whenever it changes. */
      readonly onSessions: (open: number) => void;
    },
  ) {
    this.http = createHttp2Server(options.encryption);
    this.http.on('session', (session) => this.addSession(session));
    this.http.on('stream', (stream, headers) => this.addCall(stream, headers));
  }

  /** Serves the client at the other end. */
  accept(socket: Socket): void {
    this.http.emit('connection', socket);
  }

  /** Ends all calls before the process ends, and with it the connections. Answers have a moment to be sent. */
  async close(): Promise<void> {
    const calls = [...this.calls];
    for (const call of calls) call.end();
    const sent = Promise.all(calls.map(({ closed }) => closed));
    await Promise.race([sent, milliseconds(CLOSE_GRACE)]);
    await nextTurn(); // a stream closes when its last frame is ready, just before that is written
  }

  private addSession(session: ServerHttp2Session): void {
    const { encryption } = this.options;
    if (encryption !== undefined && !isClient(session.socket, encryption.client)) {
      session.destroy();
      return;
    }
    this.sessions += 1;
    session.setLocalWindowSize(WINDOW_SIZE);
    session.once('close', () => {
      this.sessions -= 1;
      this.options.onSessions(this.sessions);
    });
    this.options.onSessions(this.sessions);
  }

  private addCall(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    const call = new GrpcCall(stream);
    this.calls.add(call);
    void call.closed.then(() => this.calls.delete(call));
    void this.answer(call, String(headers[constants.HTTP2_HEADER_PATH]));
  }

  private async answer(call: GrpcCall, path: string): Promise<void> {
    try {
      const route = await this.findRoute(path);
      if (route === undefined) {
        throw new GrpcError(STATUS.unimplemented, `unknown method ${path}`);
      } else if (route === 'silent stream') {
        call.stayOpen();
      } else {
        await call.answerWith(route);
      }
    } catch (error) {
      call.fail(error);
    }
  }
}

function createHttp2Server(encryption: Encryption | undefined): Http2Server {
  if (encryption === undefined) return createServer(SERVER_OPTIONS);
  return createSecureServer({
    ...SERVER_OPTIONS,
    key: encryption.own.key,
    cert: encryption.own.cert,
    // Whose certificate it is, `isClient` says. To check against authorities, Node 20 would read all it knows: 30 ms.
    ca: [],
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
  });
}

/** TLS has made sure that the peer has the key of the certificate that it showed. */
function isClient(socket: ServerHttp2Session['socket'], certificate: X509Certificate): boolean {
  const shown = (socket as TLSSocket).getPeerX509Certificate();
  return shown?.raw.equals(certificate.raw) === true;
}

function milliseconds(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time).unref());
}
