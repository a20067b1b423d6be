/** What arrives and what goes back, free of sockets: every service of the simulator is a function between the two. */

export interface ReceivedRequest {
  readonly method: string;
  /** Path as it was sent, still percent-encoded, without the query. */
  readonly path: string;
  /** Query as it was sent, still percent-encoded, without the question mark. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Content;
}

/** A body too large for memory, with its length known beforehand. */
export interface Content {
  readonly bytes: number;
  read(): Iterable<Uint8Array>;
}

/** Who asks, as the gateway found out. */
export interface Caller {
  readonly domainId: string;
  readonly userName: string;
  /** Actions the caller may do, such as `dds:backup:download`. */
  readonly permissions: ReadonlySet<string>;
  /** The one project a token was issued for; access keys reach all of their account. */
  readonly projectId?: string;
  /** True for a token issued for the account as a whole, which opens no project. */
  readonly accountOnly?: boolean;
  /** True for temporary access keys. */
  readonly temporary?: boolean;
}

export interface Call {
  readonly requestId: string;
  readonly request: ReceivedRequest;
  /** What the named groups of the route's path matched, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** Decoded query; of a name given twice, the first. */
  readonly query: Readonly<Record<string, string | undefined>>;
}

interface RouteBase {
  /** Name of the API in the vendor's SDKs. */
  readonly action: string;
  /** `*` takes every method. */
  readonly method: string;
  readonly path: RegExp;
}

/** A route that serves anybody; of the cloud, or of the simulator's own, where nothing is logged and no fault hits. */
export interface PublicRoute extends RouteBase {
  readonly access: 'public' | 'control';
  handle(call: Call): Answer | Promise<Answer>;
}

/** A route behind the gateway: only signed requests and those with a token get here. */
export interface SignedRoute extends RouteBase {
  readonly access: 'signed';
  handle(call: Call, caller: Caller): Answer | Promise<Answer>;
}

export type Route = PublicRoute | SignedRoute;

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=utf8', ...headers },
    body: JSON.stringify(value),
  };
}

/** Decoded pairs of a query, in the order they were sent. A plus sign is a plus sign, not a space. */
export function queryPairs(query: string): [name: string, value: string][] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? [decodeURIComponent(pair), '']
        : [decodeURIComponent(pair.slice(0, equals)), decodeURIComponent(pair.slice(equals + 1))];
    });
}
