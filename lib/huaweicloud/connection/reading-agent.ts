import { Agent as HttpAgent, type AgentOptions, type ClientRequestArgs } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { type OnReadOpts } from 'node:net';
import { type Duplex } from 'node:stream';
import { type ReadBuffers } from './read-buffers';

/** Direct connections that read into given memory. Whoever listens to `data` may keep it. */
export class ReadingAgent extends HttpAgent {
  constructor(
    private readonly buffers: ReadBuffers,
    options: AgentOptions,
  ) {
    super(options);
  }

  override createConnection(options: ClientRequestArgs): Duplex | null | undefined {
    return connected(this.buffers, (reading) => super.createConnection({ ...options, ...reading }));
  }
}

/** The same with TLS. */
export class TlsReadingAgent extends HttpsAgent {
  constructor(
    private readonly buffers: ReadBuffers,
    options: AgentOptions,
  ) {
    super(options);
  }

  override createConnection(options: RequestOptions): Duplex | null | undefined {
    return connected(this.buffers, (reading) => super.createConnection({ ...options, ...reading }));
  }
}

/**
 * Node hands the bytes to a function in place of the stream; the listeners of the stream get them
 * from here. Unless one of them keeps the buffer, the next bytes go into the same one.
 */
function connected(
  buffers: ReadBuffers,
  connect: (reading: { readonly onread: OnReadOpts }) => Duplex | null | undefined,
): Duplex | null | undefined {
  const own = buffers.forConnection();
  const onread: OnReadOpts = {
    buffer: () => own.next(),
    callback: (length) => {
      socket?.emit('data', own.received(length));
      return true;
    },
  };
  const socket = connect({ onread });
  socket?.once('close', () => own.end());
  return socket;
}
