/**
 * One HTTP exchange on undici, which is loaded here, and only when the first request is made:
 * a provider that merely prints its schema never pays for it.
 */
import { type Dispatcher } from 'undici';
import { parseJson } from './json';
import { type TlsOptions } from './tls';

/** Answers beyond this many bytes are not read to their end. */
export const LARGEST_BODY = 32 * 1024 * 1024;
/** Tokens travel in headers and can be long. */
const LARGEST_HEADER = 128 * 1024;

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal: AbortSignal;
}

export interface ExchangeAnswer {
  readonly status: number;
  /** By lower-case name; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON, undefined where it is none. */
  readonly json: unknown;
}

/** The answer has more than {@link LARGEST_BODY} bytes. */
export class BodyTooLarge extends Error {}

export type Exchange = (request: ExchangeRequest) => Promise<ExchangeAnswer>;

/** How the network is reached. */
export interface Network {
  readonly tls: TlsOptions;
  /** The proxy for a URL, undefined for a direct connection. */
  readonly proxyFor: (url: URL) => URL | undefined;
}

/** Loads undici; exchanges share connections that are kept open, and follow no redirects. */
export async function loadExchange({ tls, proxyFor }: Network): Promise<Exchange> {
  const { Agent, ProxyAgent } = await import('undici');
  // Time is limited by the caller's signal, from the first byte sent to the last one read.
  const limits = { maxHeaderSize: LARGEST_HEADER, headersTimeout: 0, bodyTimeout: 0 };
  const dispatchers = new Map<string, Dispatcher>([['', new Agent({ ...limits, connect: tls })]]);
  const dispatcherFor = (proxy: URL | undefined): Dispatcher => {
    const uri = proxy?.href ?? '';
    const known = dispatchers.get(uri);
    if (known !== undefined) return known;
    const agent = new ProxyAgent({ ...limits, uri, requestTls: tls, proxyTunnel: false });
    dispatchers.set(uri, agent);
    return agent;
  };
  return async ({ method, url, headers, body, signal }) => {
    const dispatcher = dispatcherFor(proxyFor(url));
    const path = url.pathname + url.search;
    const target = { origin: url.origin, path, method, headers, signal };
    const answer = await dispatcher.request({ ...target, ...(body !== undefined && { body }) });
    const text = await readBody(answer);
    return {
      status: answer.statusCode,
      headers: flat(answer.headers),
      text,
      json: parseJson(text),
    };
  };
}

async function readBody({ body }: Dispatcher.ResponseData): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function flat(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat().join(', ')]),
  );
}
