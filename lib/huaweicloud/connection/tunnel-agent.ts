import { Agent as HttpAgent, type AgentOptions, type ClientRequestArgs } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { type Duplex } from 'node:stream';
import { type TlsOptions } from './tls-options';
import { type Target } from './tunnel';

type OpenTunnel = (target: Target) => Promise<Duplex>;
type Connected = (error: Error | null, connection: Duplex) => void;

/** Connections through tunnels, kept open like those of any agent. */
export class TunnelAgent extends HttpAgent {
  constructor(
    private readonly open: OpenTunnel,
    options: AgentOptions,
  ) {
    super(options);
  }

  override createConnection(options: ClientRequestArgs, connected: Connected): undefined {
    hand(this.open(targetOf(options)), connected);
  }
}

/** The same with TLS inside the tunnels. */
export class TlsTunnelAgent extends HttpsAgent {
  constructor(
    private readonly open: OpenTunnel,
    options: AgentOptions & Partial<TlsOptions>,
  ) {
    super(options);
  }

  override createConnection(options: RequestOptions, connected: Connected): undefined {
    const secure = async () => {
      const socket = await this.open(targetOf(options));
      const withSocket: RequestOptions & { socket: Duplex } = { ...options, socket };
      const connection = super.createConnection(withSocket);
      if (!connection) throw new Error('node:https made no connection');
      return connection;
    };
    hand(secure(), connected);
  }
}

function targetOf({ host, port }: ClientRequestArgs): Target {
  return { host: host ?? '', port: Number(port) };
}

/** In the form in which node:http wants a connection that comes later. */
function hand(connection: Promise<Duplex>, connected: Connected): void {
  connection.then(
    (opened) => connected(null, opened),
    // node:http looks at the error first, and at nothing else then.
    (error: unknown) => connected(error as Error, undefined as unknown as Duplex),
  );
}
