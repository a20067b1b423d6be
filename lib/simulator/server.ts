import { randomBytes } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import { type AddressInfo } from 'node:net';
import { type TlsOptions } from 'node:tls';
import { type Clock } from './clock';
import { refusal } from './documented-errors';
import {
  json,
  queryPairs,
  type Answer,
  type Call,
  type ReceivedRequest,
  type Route,
} from './exchange';
import { type Fault, type Faults } from './faults';
import { type Gateway } from './gateway/gateway';
import { Refusal } from './refusal';
import { type RequestLog, type RequestRecord } from './request-log';
import { respond } from './responder';

/** API Gateway's limit for a request's body. */
const MAX_BODY = 12 * 1024 * 1024;

export interface ServerParts {
  readonly routes: readonly Route[];
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly log: RequestLog;
  readonly faults: Faults;
}

export interface ListeningServer {
  /** `http://127.0.0.1:PORT`, or `https://localhost:PORT`: certificates are for names. */
  readonly url: string;
  /** Drops every connection, hanging ones as well. */
  close(): Promise<void>;
}

/** Listens on loopback only. */
export async function listen(
  parts: ServerParts,
  port: number,
  tls: TlsOptions | undefined,
): Promise<ListeningServer> {
  const onRequest = (incoming: IncomingMessage, response: ServerResponse): void => {
    // A client that leaves early rejects what was still being written to it: its own choice, nobody's error.
    serve(parts, incoming, response).catch(() => response.destroy());
  };
  const server = tls ? https.createServer(tls, onRequest) : http.createServer(onRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: tls ? `https://localhost:${actual}` : `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  parts: ServerParts,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await read(incoming);
  const requestId = randomBytes(16).toString('hex');
  const found = find(parts.routes, request);
  if (found?.route.access === 'control') {
    const answer = await answerTo(parts, request, requestId, found);
    return respond(response, answer, undefined, parts.clock.now());
  }
  const record = recordOf(request, requestId, found?.route, parts.clock.now(), response);
  parts.log.add(record);
  const fault = parts.faults.faultFor(record);
  const answer = await answerTo(parts, misread(request, fault), requestId, found);
  const headers = { ...answer.headers, 'x-request-id': requestId };
  await respond(response, { ...answer, headers }, fault, parts.clock.now());
}

/** The request as a cloud with a fault in its ranges takes it. */
function misread(request: ReceivedRequest, fault: Fault | undefined): ReceivedRequest {
  if (fault?.kind === 'whole') return withRange(request, undefined);
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (fault?.kind !== 'shift' || from === undefined || to === undefined) return request;
  const first = Math.max(0, Number(from) + fault.from);
  return withRange(request, `bytes=${first}-${to === '' ? '' : Number(to) + fault.to}`);
}

function withRange(request: ReceivedRequest, range: string | undefined): ReceivedRequest {
  return { ...request, headers: { ...request.headers, range } };
}

interface Match {
  readonly route: Route;
  readonly params: Record<string, string>;
}

function find(routes: readonly Route[], { method, path }: ReceivedRequest): Match | undefined {
  for (const route of routes) {
    const match = route.path.exec(path);
    if (match && (route.method === '*' || route.method === method)) {
      return { route, params: { ...match.groups } };
    }
  }
  return undefined;
}

async function answerTo(
  { gateway }: ServerParts,
  request: ReceivedRequest,
  requestId: string,
  match: Match | undefined,
): Promise<Answer> {
  try {
    if (!match) throw refusal('APIGW.0101');
    if (request.body.length > MAX_BODY) throw refusal('APIGW.0201', 'body too large', 413);
    const call: Call = { request, requestId, params: match.params, query: queryOf(request) };
    return match.route.access === 'signed'
      ? await match.route.handle(call, gateway.authenticate(request))
      : await match.route.handle(call);
  } catch (error) {
    if (error instanceof Refusal) return error.answer(requestId);
    // Percent signs that encode nothing.
    if (error instanceof URIError) return refusal('APIGW.0201').answer(requestId);
    console.error('The simulator has a defect:', error);
    return json(500, { error_code: 'SIMULATOR.DEFECT', error_msg: String(error) });
  }
}

async function read(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY + chunk.length) chunks.push(chunk);
  }
  const [path = '', query = ''] = (incoming.url ?? '').split(/\?(.*)/s);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(',') : value,
  ]);
  return {
    method: incoming.method ?? '',
    path,
    query,
    headers: Object.fromEntries(headers) as Record<string, string | undefined>,
    body: Buffer.concat(chunks),
  };
}

function queryOf({ query }: ReceivedRequest): Record<string, string> {
  return Object.fromEntries(queryPairs(query).reverse());
}

function recordOf(
  request: ReceivedRequest,
  requestId: string,
  route: Route | undefined,
  at: Date,
  response: ServerResponse,
): RequestRecord {
  const { method, path, headers } = request;
  const action = route?.action ?? 'Unknown';
  const query = route?.access === 'signed' ? loggedQuery(request) : {};
  return {
    ...{ requestId, method, path, query, action, range: headers.range, at },
    get status() {
      return response.headersSent ? response.statusCode : undefined;
    },
  };
}

function loggedQuery(request: ReceivedRequest): Record<string, string> {
  try {
    return queryOf(request);
  } catch {
    return {};
  }
}
