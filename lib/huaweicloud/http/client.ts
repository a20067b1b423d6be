import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, shownId } from './answer';
import { type Addressee, connectionFailure, requestTimeout, tooLarge } from './connection-failure';
import { Deadline } from './deadline';
import { type Refusals } from './error-catalogue';
import { CloudError } from './errors';
import {
  BodyTooLarge,
  type Exchange,
  type ExchangeAnswer,
  loadExchange,
  type Network,
} from './exchange';
import { interrupted } from './interrupted';
import { type Log } from './log';
import { refusal } from './refusal';
import { delayBefore, type RetryPolicy } from './retry';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The argument that led to the address, for messages. */
  readonly addressedBy?: string;
  /** What refusals of this operation mean. */
  readonly refusals?: Refusals;
  /** Headers made anew for each try, such as a signature with its date. */
  readonly authorise?: (now: Date) => Readonly<Record<string, string>>;
}

export interface ClientOptions {
  readonly userAgent: string;
  /** Milliseconds for one try, from connecting to the last byte. */
  readonly requestTimeout: number;
  readonly retries: RetryPolicy;
  readonly log: Log;
  /** Asked for once, with the first request. */
  readonly network: () => Promise<Network>;
}

/**
 * Requests to the cloud. Every request here reads, or logs in: each is safe to repeat, and is
 * repeated while the error is transient.
 */
export class Client {
  private exchange: Promise<Exchange> | undefined;
  private network: Network | undefined;

  constructor(private readonly options: ClientOptions) {}

  /**
   * Sends a request and gives the answer of a 2xx status. All tries and the waits between them
   * together take no longer than every try may take by itself.
   * @throws CloudError for everything else, and when the signal aborts
   */
  async send(request: Request, signal: AbortSignal): Promise<Answer> {
    const { retries, requestTimeout } = this.options;
    const end = Date.now() + (retries.maxRetries + 1) * requestTimeout;
    for (let retry = 1; ; retry += 1) {
      try {
        return await this.attempt(request, signal);
      } catch (error) {
        if (!(error instanceof CloudError)) throw error;
        const delay = delayBefore(retry, error, retries, Math.random());
        if (delay === undefined || Date.now() + delay > end) throw error;
        this.logRetry(request, retry, delay, error);
        await pause(delay, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) throw interrupted(signal, asked(request), error);
      }
    }
  }

  private async attempt(request: Request, signal: AbortSignal): Promise<Answer> {
    const { log } = this.options;
    const started = Date.now();
    log.debug('request', { method: request.method, url: request.url.href });
    const answer = describe(request, await this.exchangeInTime(request, signal));
    const { status, requestId, headers, text } = answer;
    log.debug('answer', { status, requestId, milliseconds: Date.now() - started });
    log.trace('answer in detail', { asked: answer.asked, headers, length: text.length });
    if (status >= 200 && status < 300) return answer;
    throw refusal(answer, new Date(), request.refusals);
  }

  private async exchangeInTime(request: Request, signal: AbortSignal): Promise<ExchangeAnswer> {
    const { requestTimeout: limit, userAgent } = this.options;
    const { method, url, body } = request;
    const exchange = await (this.exchange ??= this.connect());
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': userAgent,
      'x-language': 'en-us',
      ...request.headers,
      ...request.authorise?.(new Date()),
    };
    const deadline = new Deadline(limit, signal);
    try {
      return await exchange({ method, url, headers, body, signal: deadline.signal });
    } catch (error) {
      if (signal.aborted) throw interrupted(signal, asked(request));
      if (deadline.passed) throw requestTimeout(this.addresseeOf(request), limit);
      throw error instanceof BodyTooLarge
        ? tooLarge(asked(request))
        : connectionFailure(error, this.addresseeOf(request));
    } finally {
      deadline.clear();
    }
  }

  private async connect(): Promise<Exchange> {
    this.network = await this.options.network();
    return loadExchange(this.network);
  }

  private addresseeOf({ url, addressedBy }: Request): Addressee {
    const defaultPort = url.protocol === 'http:' ? 80 : 443;
    return {
      address: url.port === '' ? `${url.host}:${defaultPort}` : url.host,
      proxy: this.network?.proxyFor(url)?.host,
      argument: addressedBy,
    };
  }

  private logRetry(request: Request, retry: number, delay: number, error: CloudError): void {
    this.options.log.warn('the request is repeated', {
      asked: asked(request),
      retry,
      of: this.options.retries.maxRetries,
      delayMilliseconds: Math.round(delay),
      reason: error.summary,
      code: error.code,
      status: error.status,
    });
  }
}

function describe(request: Request, answer: ExchangeAnswer): Answer {
  const { headers } = answer;
  const requestId = headers['x-request-id'] ?? headers['x-iam-trace-id'];
  const date = new Date(headers.date ?? '');
  return {
    ...answer,
    requestId: requestId === undefined ? null : shownId(requestId),
    date: Number.isNaN(date.getTime()) ? null : date,
    asked: asked(request),
  };
}

function asked({ method, url }: Request): string {
  return `${method} ${url.origin}${url.pathname}`;
}
