import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it arrived. */
export interface Arrived {
  /** `POST /v3/auth/tokens`, without the query. */
  readonly call: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** Sent as JSON, text as it is. */
  readonly body?: unknown;
}

type Answering = ScriptedAnswer | ((request: Arrived) => ScriptedAnswer);

/**
 * IAM, STS, metadata and DDS in one process, which answer what a test tells them to: for log-ins
 * that the simulator does not know. DDS and the project look-up answer by themselves.
 */
export class ScriptedCloud {
  readonly arrived: Arrived[] = [];
  readonly answers = new Map<string, Answering>([
    ['GET /v3/projects', { body: { projects: [{ id: 'looked-up', name: 'region-1' }] } }],
  ]);
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      void text(request).then((body) => {
        const { pathname, searchParams } = new URL(request.url ?? '', this.url);
        const call = `${request.method ?? ''} ${pathname}`;
        const query = Object.fromEntries(searchParams);
        const one = {
          call,
          query,
          headers: request.headers,
          body: body === '' ? null : JSON.parse(body),
        };
        this.arrived.push(one);
        const { status = 200, headers, body: answer } = this.answerTo(one);
        response.writeHead(status, headers);
        response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}));
      });
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get calls(): string[] {
    return this.arrived.map(({ call }) => call);
  }

  last(call: string): Arrived | undefined {
    return this.arrived.findLast((request) => request.call === call);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answerTo(request: Arrived): ScriptedAnswer {
    const answer = this.answers.get(request.call) ?? this.fallback(request);
    return typeof answer === 'function' ? answer(request) : answer;
  }

  private fallback({ call }: Arrived): ScriptedAnswer {
    return call.endsWith('/backups/download-file')
      ? { body: { bucket: 'b', files: [{ name: 'f' }] } }
      : { status: 404, body: { error_code: 'APIGW.0101', error_msg: 'no such API' } };
  }
}

/** A minute from now, an hour from now, …: for answers that tell an expiry. */
export function inMinutes(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString();
}

/** Keys as IAM v3 and the metadata service give them. */
export function credential(name: string, minutes = 60): ScriptedAnswer {
  return {
    status: 201,
    body: {
      credential: {
        access: `AK-${name}`,
        secret: `SK-${name}`,
        securitytoken: `ST-${name}`,
        expires_at: inMinutes(minutes),
      },
    },
  };
}
