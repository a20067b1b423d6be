import { type Addressee, addresseeOf } from '../connection/addressee';
import { connectionFailure, noAnswerInTime } from '../connection/connection-failure';
import { type Exchange } from '../connection/exchange';
import { type Network } from '../connection/network';
import { ProxyFailure } from '../connection/proxy';
import { CloudError } from '../errors/cloud-error';
import { causesOf } from '../errors/system-code';
import { Deadline } from '../waiting/deadline';
import { interrupted } from '../waiting/interrupted';
import { pause } from '../waiting/waiting';
import { type Answer, shownId } from './answer';
import { readBody } from './body';
import { codeIn } from './error-body';
import { type Refusals } from './error-catalogue';
import { parseHttpDate } from './http-date';
import { parseJson } from './json';
import { type Log } from './log';
import { refusal } from './refusal';
import { delayBefore, type RetryPolicy } from './retry';

export interface CloudRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The setting that led to the address, for messages. */
  readonly addressedBy?: string;
  /** What refusals of this operation mean; asked for if it is refused. */
  readonly refusals?: () => Refusals;
  /** Headers made anew for each attempt, such as a signature with its date. */
  readonly authorise?: (now: Date) => Readonly<Record<string, string>>;
}

export interface ClientOptions {
  readonly userAgent: string;
  /** Milliseconds for one attempt, from connecting to the last byte. */
  readonly requestTimeout: number;
  readonly retries: RetryPolicy;
  readonly log: Log;
  readonly network: Network;
}

/**
 * Requests to the cloud. Each of them reads or logs in, so it is safe to repeat, and is retried after
 * transient errors.
 */
export class Client {
  private exchange: Promise<Exchange> | undefined;

  constructor(private readonly options: ClientOptions) {}

  /**
   * The answer to a request, which has a 2xx status. No retry begins after the time that all attempts
   * may take without pauses, so the last one ends at most one attempt later.
   * @throws CloudError for everything else, and when the signal aborts
   */
  async send(request: CloudRequest, signal: AbortSignal): Promise<Answer> {
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
        await pause(delay, signal, () => interrupted(signal, lineOf(request), error));
      }
    }
  }

  private async attempt(request: CloudRequest, signal: AbortSignal): Promise<Answer> {
    const { log } = this.options;
    const started = Date.now();
    log.debug('request', { method: request.method, url: request.url.href });
    const answer = await this.answerInTime(request, signal);
    const { status, requestId, headers, text } = answer;
    log.debug('answer', { status, requestId, milliseconds: Date.now() - started });
    log.trace('answer in detail', { request: answer.request, headers, length: text.length });
    // A gateway in between may turn an error into a 200.
    if (status >= 200 && status < 300 && codeIn(answer.json) === undefined) return answer;
    const addressee = this.addresseeOf(request);
    if (status === 407 && addressee.proxy !== undefined) {
      throw connectionFailure(new ProxyFailure({ status }), addressee);
    }
    throw refusal(answer, new Date(), request);
  }

  private async answerInTime(request: CloudRequest, signal: AbortSignal): Promise<Answer> {
    const { requestTimeout: limit, log } = this.options;
    const addressee = this.addresseeOf(request);
    const exchange = await (this.exchange ??= this.openExchange());
    const deadline = new Deadline(limit, signal);
    try {
      return await this.exchangeOnce(exchange, request, deadline.signal);
    } catch (error) {
      if (signal.aborted) throw interrupted(signal, lineOf(request));
      if (deadline.passed) throw noAnswerInTime(addressee, limit);
      if (error instanceof CloudError) throw error;
      const failure = connectionFailure(error, addressee);
      const level = failure.category === 'bug' ? 'warn' : 'debug';
      log[level]('no answer', {
        request: lineOf(request),
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
    request: CloudRequest,
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
    const text = await readBody(answer.body, lineOf(request));
    const requestId = answer.headers['x-request-id'] ?? answer.headers['x-iam-trace-id'];
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      json: parseJson(text),
      requestId: requestId && shownId(requestId),
      date: parseHttpDate(answer.headers.date ?? ''),
      request: lineOf(request),
    };
  }

  private async openExchange(): Promise<Exchange> {
    const { openExchange } = await import('../connection/exchange');
    return openExchange(this.options.network);
  }

  private addresseeOf({ url, addressedBy }: CloudRequest): Addressee {
    return addresseeOf(url, this.options.network, { setting: addressedBy });
  }

  private logRetry(request: CloudRequest, retry: number, delay: number, error: CloudError): void {
    this.options.log.warn('retrying the request', {
      request: lineOf(request),
      retry,
      of: this.options.retries.maxRetries,
      delayMilliseconds: Math.round(delay),
      reason: error.summary,
      code: error.code,
      status: error.status,
    });
  }
}

/** Method and address, without the query. */
function lineOf({ method, url }: CloudRequest): string {
  return `${method} ${url.origin}${url.pathname}`;
}
