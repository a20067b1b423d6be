// One HTTP exchange, on node:http and node:https. Loaded with the first request: a provider that merely prints its
// schema never pays for it. docs/decisions/http-client.md says why it is not undici.
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { systemCode } from '../errors/system-code';
import { type Network } from './network';
import { type ReadBuffers } from './read-buffers';
import { type Route, Routes } from './routes';

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal: AbortSignal;
}

/** An answer as soon as its head is there. */
export interface ExchangeAnswer {
  readonly status: number;
  /** By lower-case name; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Has to be read or destroyed. */
  readonly body: IncomingMessage;
}

/** Follows no redirects, and takes as long as the signal allows. */
export type Exchange = (request: ExchangeRequest) => Promise<ExchangeAnswer>;

/**
 * Exchanges that share connections, which are kept open.
 * @param buffers the memory that large answers are read into; undefined to leave it to Node
 */
export function openExchange(network: Network, buffers?: ReadBuffers): Exchange {
  const routes = new Routes(network, buffers);
  return async (request) => {
    const route = await routes.to(request.url);
    const first = send(request, route);
    try {
      return await first.answer;
    } catch (error) {
      const mayBeStale = first.request.reusedSocket || isNotHttp(error);
      if (request.signal.aborted || !mayBeStale) throw error;
      route.dropIdleConnections();
      return send(request, route).answer;
    }
  };
}

/** Milliseconds in which a connection has to be accepted. */
const CONNECT_TIMEOUT = 10_000;
/** Tokens travel in headers and can be long (bytes). */
const LARGEST_HEAD = 128 * 1024;

/**
 * What is not HTTP may be the rest of an earlier answer on a connection that was kept. A kept
 * connection may also have been closed just now. Neither says anything about the address, so the
 * request deserves a fresh connection.
 */
function isNotHttp(error: unknown): boolean {
  return systemCode(error).startsWith('HPE_');
}

interface Sent {
  readonly request: ClientRequest;
  readonly answer: Promise<ExchangeAnswer>;
}

function send({ method, url, headers, body, signal }: ExchangeRequest, route: Route): Sent {
  const start = route.options.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = start({
    ...route.options,
    method,
    headers: {
      ...headers,
      ...route.headers,
      ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
    },
    maxHeaderSize: LARGEST_HEAD,
  });
  const answer = new Promise<ExchangeAnswer>((resolve, reject) => {
    request.on('error', reject);
    request.once('response', (response) => resolve(answerOf(response)));
    // While a tunnel is being opened, node:http tells nobody that the request has ended.
    const end = (error: Error) => {
      reject(error);
      request.destroy(error);
    };
    endWith(signal, request, end);
    limitConnecting(request, url, end);
  });
  request.end(body);
  return { request, answer };
}

/** The option of node:http for that does the same at several times the cost. */
function endWith(signal: AbortSignal, request: ClientRequest, end: (error: Error) => void): void {
  const abort = () => end(signal.reason as Error);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  request.once('close', () => signal.removeEventListener('abort', abort));
}

function limitConnecting(request: ClientRequest, { host }: URL, end: (error: Error) => void): void {
  if (request.reusedSocket) return;
  const timer = setTimeout(() => {
    const error = new Error(`${host} has accepted no connection within ${CONNECT_TIMEOUT} ms`);
    end(Object.assign(error, { code: 'ETIMEDOUT' }));
  }, CONNECT_TIMEOUT);
  const stop = () => clearTimeout(timer);
  request.once('close', stop);
  request.once('socket', (socket) => {
    if (socket.connecting) socket.once('connect', stop);
    else stop();
  });
}

function answerOf(response: IncomingMessage): ExchangeAnswer {
  const headers = Object.entries(response.headers).map(([name, value]): [string, string] => [
    name,
    [value ?? ''].flat().join(', '),
  ]);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: response,
  };
}
