import { setTimeout as pause } from 'node:timers/promises';
import { CloudError } from '../cloud-error';
import { interrupted } from '../interrupted';
import { causesOf } from '../system-code';
import { type Answer, shownId } from './answer';
import { readBody } from './body';
import { type Addressee, connectionFailure, requestTimeout } from './connection-failure';
import { Deadline } from './deadline';
import { codeIn } from './error-body';
import { type Refusals } from './error-catalogue';
import { type Exchange } from './exchange';
import { parseJson } from './json';
import { type Log } from './log';
import { type Network } from './network';
import { ProxyFailure } from './proxy';
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
  readonly network: Network;
}

/**
 * Requests to the cloud. Every request here reads, or logs in: each is safe to repeat, and is
 * repeated while the error is transient.
 */
export class Client {
  private exchange: Promise<Exchange> | undefined;

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
    const answer = await this.answerInTime(request, signal);
    const { status, requestId, headers, text } = answer;
    log.debug('answer', { status, requestId, milliseconds: Date.now() - started });
    log.trace('answer in detail', { asked: answer.asked, headers, length: text.length });
    // A gateway in between may have turned an error into a 200.
    if (status >= 200 && status < 300 && codeIn(answer.json) === null) return answer;
    const addressee = this.addresseeOf(request);
    if (status === 407 && addressee.proxy !== undefined) {
      throw connectionFailure(new ProxyFailure({ status }), addressee);
    }
    throw refusal(answer, new Date(), request.refusals);
  }

  private async answerInTime(request: Request, signal: AbortSignal): Promise<Answer> {
    const { requestTimeout: limit, log } = this.options;
    const addressee = this.addresseeOf(request);
    const exchange = await (this.exchange ??= this.openExchange());
    const deadline = new Deadline(limit, signal);
    try {
      return await this.exchangeOnce(exchange, request, deadline.signal);
    } catch (error) {
      if (signal.aborted) throw interrupted(signal, asked(request));
      if (deadline.passed) throw requestTimeout(addressee, limit);
      if (error instanceof CloudError) throw error;
      const failure = connectionFailure(error, addressee);
      const level = failure.category === 'bug' ? 'warn' : 'debug';
      log[level]('no answer', {
        asked: asked(request),
        code: failure.code,
        causes: causesOf(error),
      });
      throw failure;
    } finally {
      deadline.clear();
    }
  }

  private async exchangeOnce(
    exchange: Exchange,
    request: Request,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { method, url, body } = request;
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': this.options.userAgent,
      'x-language': 'en-us',
      ...request.headers,
      ...request.authorise?.(new Date()),
    };
    const answer = await exchange({ method, url, headers, body, signal });
    const text = await readBody(answer.body, asked(request));
    const requestId = answer.headers['x-request-id'] ?? answer.headers['x-iam-trace-id'];
    const date = new Date(answer.headers.date ?? '');
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      json: parseJson(text),
      requestId: requestId === undefined ? null : shownId(requestId),
      date: Number.isNaN(date.getTime()) ? null : date,
      asked: asked(request),
    };
  }

  private async openExchange(): Promise<Exchange> {
    const { openExchange } = await import('./exchange');
    return openExchange(this.options.network);
  }

  private addresseeOf({ url, addressedBy }: Request): Addressee {
    const isPlain = url.protocol === 'http:';
    const proxy = this.options.network.proxyFor(url);
    return {
      address: url.port === '' ? `${url.host}:${isPlain ? 80 : 443}` : url.host,
      proxy: proxy?.url.host,
      isForwarded: isPlain && proxy?.isSocks === false,
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

function asked({ method, url }: Request): string {
  return `${method} ${url.origin}${url.pathname}`;
}
