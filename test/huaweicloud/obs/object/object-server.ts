import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, type Socket } from 'node:net';

export interface Asked {
  readonly method: string | undefined;
  readonly headers: IncomingMessage['headers'];
  /** Path and query of the link. */
  readonly url: string;
  readonly response: ServerResponse;
}

/** What a server does with a request. */
export type Behaviour = (asked: Asked, server: ObjectServer) => void;

type Headers = Record<string, string | number>;

/** One object, and whatever answers a test wants. */
export class ObjectServer {
  readonly url: string;
  readonly requests: Asked[] = [];
  /** Connections so far. */
  connections = 0;
  etag: string | undefined = '"5d41402abc4b2a76b9719d911017c592-1"';
  lastModified: string | undefined;
  /** What is done with the next requests, one after the other. */
  readonly script: Behaviour[] = [];
  /** What is done with a request while the script is empty. */
  otherwise: Behaviour = (asked) => this.honest(asked);

  private constructor(
    private readonly server: Server,
    public content: Buffer,
  ) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (socket: Socket) => {
      this.connections += 1;
      socket.on('error', () => socket.destroy());
    });
    server.on('request', ({ method, headers, url = '' }: IncomingMessage, response) => {
      const asked = { method, headers, url, response };
      this.requests.push(asked);
      (this.script.shift() ?? this.otherwise)(asked, this);
    });
  }

  static async start(content: Buffer): Promise<ObjectServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ObjectServer(server, content);
  }

  /** The requested ranges, undefined for the whole object. */
  get ranges(): (string | undefined)[] {
    return this.requests.map(({ headers }) => headers.range);
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  /** As OBS answers. */
  honest({ headers, response }: Asked): void {
    const { content, etag } = this;
    if (headers['if-match'] !== undefined && headers['if-match'] !== etag) {
      refuse(response, 412, 'PreconditionFailed', 'At least one precondition did not hold.');
      return;
    }
    const range = rangeIn(headers);
    if (range === undefined) {
      this.whole(response);
    } else if (range.from >= content.length) {
      const denied = { 'content-range': `bytes */${content.length}` };
      refuse(response, 416, 'InvalidRange', 'The requested range cannot be satisfied.', denied);
    } else {
      this.part(response, range.from, Math.min(range.to, content.length));
    }
  }

  /** A 200 with the whole object. */
  whole(response: ServerResponse, headers: Headers = {}): void {
    const length = { 'content-length': this.content.length };
    response.writeHead(200, { ...this.validators, ...length, ...headers }).end(this.content);
  }

  /** A 206 with a range of the server's choice. */
  part(response: ServerResponse, from: number, to: number, headers: Headers = {}): void {
    response.writeHead(206, { ...this.partHead(from, to), ...headers });
    response.end(this.content.subarray(from, to));
  }

  /** The honest head, then only so many bytes, then the end of the connection. */
  cut(after: number): Behaviour {
    return ({ headers, response }) => {
      const { from, to } = rangeIn(headers) ?? { from: 0, to: this.content.length };
      response.writeHead(206, this.partHead(from, to));
      response.write(this.content.subarray(from, from + after), () => response.destroy());
      if (after === 0) response.flushHeaders();
    };
  }

  /** The honest head, then only so many bytes, then nothing more. */
  stall(after: number): Behaviour {
    return ({ headers, response }) => {
      const { from, to } = rangeIn(headers) ?? { from: 0, to: this.content.length };
      response.writeHead(206, this.partHead(from, to));
      response.write(this.content.subarray(from, from + after));
    };
  }

  /** The head of a 206. */
  partHead(from: number, to: number): Headers {
    const range = `bytes ${from}-${to - 1}/${this.content.length}`;
    return { ...this.validators, 'content-range': range, 'content-length': to - from };
  }

  private get validators(): Headers {
    const { etag, lastModified } = this;
    return { ...(etag && { etag }), ...(lastModified && { 'last-modified': lastModified }) };
  }
}

/** @returns undefined for the whole object; `to` is one past the last byte */
export function rangeIn({ range }: Asked['headers']): { from: number; to: number } | undefined {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  return first === undefined ? undefined : { from: Number(first), to: Number(last) + 1 };
}

/** An error as OBS writes it. */
export function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Headers = {},
): void {
  const type = { 'content-type': 'application/xml', 'x-obs-request-id': 'OBS-1' };
  response.writeHead(status, { ...type, ...headers });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );
}

export function refusing(
  status: number,
  code: string,
  message: string,
  headers: Headers = {},
): Behaviour {
  return ({ response }) => refuse(response, status, code, message, headers);
}

/** An expired link. */
export const expired = refusing(403, 'AccessDenied', 'Request has expired.');

/** The connection is closed before there is an answer. */
export const reset: Behaviour = ({ response }) => void response.destroy();
