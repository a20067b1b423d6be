import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Log } from '../../../../lib/huaweicloud/http/log';
import { type LinkSource } from '../../../../lib/huaweicloud/obs/object/link-source';
import {
  type ObjectLimits,
  ObjectStore,
} from '../../../../lib/huaweicloud/obs/object/object-store';

/** Retries at once, and gives up a silent connection soon. */
export const QUICK: Partial<ObjectLimits> = { base: 1, cap: 1, stall: 10_000 };

export interface Asked {
  readonly method: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly link: string;
  readonly response: ServerResponse;
}

/** What a server does with its requests, the first, the second and so on; then the honest answer. */
export type Script = ((asked: Asked, server: ObjectServer) => void)[];

/** One object behind links that look like those of OBS, and whatever answers a test wants. */
export class ObjectServer {
  readonly requests: Asked[] = [];
  etag: string | undefined = '"5d41402abc4b2a76b9719d911017c592-1"';
  /** Answers while the script is empty. */
  otherwise: Script[number] = (asked) => this.honest(asked);

  private constructor(
    private readonly server: Server,
    public content: Buffer,
    readonly script: Script,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const asked = { ...pick(request), link: `${this.url}${request.url}`, response };
      this.requests.push(asked);
      (this.script.shift() ?? this.otherwise)(asked, this);
    });
  }

  static async start(content: Buffer): Promise<ObjectServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ObjectServer(server, content, []);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The requested ranges, undefined for the whole. */
  get ranges(): (string | undefined)[] {
    return this.requests.map(({ headers }) => headers.range);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** As OBS answers. */
  honest({ headers, response }: Asked): void {
    const { content, etag } = this;
    const common = { ...(etag !== undefined && { etag }), 'accept-ranges': 'bytes' };
    const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '');
    if (headers['if-match'] !== undefined && headers['if-match'] !== etag) {
      refuse(response, 412, 'PreconditionFailed', 'At least one precondition did not hold.');
      return;
    }
    if (range === null) {
      response.writeHead(200, { ...common, 'content-length': content.length }).end(content);
      return;
    }
    const [from, to] = [Number(range[1]), Math.min(Number(range[2]) + 1, content.length)];
    if (from >= content.length) {
      refuse(response, 416, 'InvalidRange', 'The requested range cannot be satisfied.', {
        'content-range': `bytes */${content.length}`,
      });
      return;
    }
    this.part(response, from, to);
  }

  /** A 206 with a range of the server's choice. */
  part(response: ServerResponse, from: number, to: number, headers: Record<string, string> = {}) {
    const range = `bytes ${from}-${to - 1}/${this.content.length}`;
    const body = this.content.subarray(from, to);
    const length = { 'content-length': String(body.length) };
    const etag = this.etag === undefined ? {} : { etag: this.etag };
    response.writeHead(206, { ...etag, 'content-range': range, ...length, ...headers }).end(body);
  }

  /** The honest head, then only so many bytes, then the end of the connection. */
  cut(after: number): Script[number] {
    return ({ headers, response }) => {
      const [from = 0, last = 0] = (/\d+-\d+/.exec(headers.range ?? '')?.[0] ?? '')
        .split('-')
        .map(Number);
      const to = Math.min(last + 1, this.content.length);
      const head = { etag: this.etag, 'content-length': to - from };
      response.writeHead(206, {
        ...head,
        'content-range': `bytes ${from}-${to - 1}/${this.content.length}`,
      });
      response.write(this.content.subarray(from, from + after), () => response.destroy());
    };
  }
}

export function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, {
      'content-type': 'application/xml',
      'x-obs-request-id': 'OBS-1',
      ...headers,
    })
    .end(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
    );
}

/** An expired link, as OBS says it. */
export const expired: Script[number] = ({ response }) =>
  refuse(response, 403, 'AccessDenied', 'Request has expired.');

/** Links that are numbered: a renewed one is the next number. */
export function numberedLinks(server: ObjectServer): LinkSource & { count: number } {
  const link = (count: number) =>
    `${server.url}/bucket/object?AccessKeyId=HIDDENHIDDENHIDDEN&Expires=${count}&Signature=c2lnbmF0dXJlIG9mIGxpbms%3D`;
  return {
    count: 1,
    current() {
      return Promise.resolve(link(this.count));
    },
    renewed(stale) {
      if (stale === link(this.count)) this.count += 1;
      return Promise.resolve(link(this.count));
    },
  };
}

export function storeOf(limits: Partial<ObjectLimits>, log: Log): ObjectStore {
  return new ObjectStore({
    userAgent: 'test',
    log,
    network: { tls: () => Promise.reject(new Error('no TLS here')), proxyFor: () => undefined },
    limits,
  });
}

function pick({ method, headers }: IncomingMessage): Pick<Asked, 'method' | 'headers'> {
  return { method, headers };
}
