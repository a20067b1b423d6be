import { errorXml } from './obs/error-xml';
import { matches, type RequestPattern, type RequestRecord } from './request-log';

/** What can go wrong with an answer. Times are in milliseconds. */
export type Fault =
  /** Something else instead of the answer. */
  | { kind: 'answer'; status: number; body?: string; headers?: Record<string, string> }
  /** So many bytes of JSON instead of the answer. */
  | { kind: 'huge'; bytes: number }
  /** The answer with its JSON changed; in process only. */
  | { kind: 'edit'; edit: (body: unknown) => unknown }
  /** The answer, later. */
  | { kind: 'delay'; milliseconds: number }
  /** The answer, once this has settled; in process only. */
  | { kind: 'hold'; until: Promise<unknown> }
  /** No answer, while the connection stays open. */
  | { kind: 'hang' }
  /** The connection reset before the answer, or after so many bytes of its body. */
  | { kind: 'reset'; bytes?: number }
  /** The connection closed in order after so many bytes of the answer's body, however many were announced. */
  | { kind: 'truncate'; bytes: number }
  /** The answer's body in pieces of so many bytes, with a pause before each: a rate. */
  | { kind: 'drip'; bytes: number; milliseconds: number }
  /** The answer's body up to so many bytes, then nothing more, while the connection stays open. */
  | { kind: 'stall'; bytes: number }
  /** The answer with other headers; null leaves one out. */
  | { kind: 'headers'; headers: Record<string, string | null> }
  /** The whole object, though a range of it was requested. */
  | { kind: 'whole' }
  /** A range that starts and ends so many bytes later than the requested one, or earlier. */
  | { kind: 'shift'; from: number; to: number }
  /** The Content-Range with another size of the whole object. */
  | { kind: 'total'; bytes: number }
  /** Bytes that are not HTTP. */
  | { kind: 'garbage' }
  /** The answer with a `Date` so far off the cloud's clock. */
  | { kind: 'date'; offset: number };

export interface FaultRule extends RequestPattern {
  /**
   * A function chooses for each matching request, or lets it pass; in process only. It is called before the request
   * is served, and may change the cloud first: replace an object, revoke the links.
   */
  readonly fault: Fault | ((request: RequestRecord) => Fault | undefined);
  /** Matching requests that are let through first; default 0. */
  readonly skip?: number;
  /** Matching requests that are hit after those; default 1. */
  readonly times?: number;
}

export interface InjectedFault {
  /** Requests hit so far. */
  readonly hits: number;
  remove(): void;
}

/** Rules that spoil answers; of several that match a request the oldest that is not used up counts. */
export class Faults {
  private rules: { rule: FaultRule; seen: number; hits: number }[] = [];

  inject(rule: FaultRule): InjectedFault {
    const entry = { rule, seen: 0, hits: 0 };
    this.rules.push(entry);
    return {
      get hits() {
        return entry.hits;
      },
      remove: () => {
        this.rules = this.rules.filter((other) => other !== entry);
      },
    };
  }

  clear(): void {
    this.rules = [];
  }

  faultFor(record: RequestRecord): Fault | undefined {
    for (const entry of this.rules) {
      const { rule } = entry;
      if (entry.hits >= (rule.times ?? 1) || !matches(record, rule)) continue;
      entry.seen += 1;
      if (entry.seen <= (rule.skip ?? 0)) continue;
      const fault = typeof rule.fault === 'function' ? rule.fault(record) : rule.fault;
      if (fault === undefined) continue;
      entry.hits += 1;
      return fault;
    }
    return undefined;
  }
}

/** Ready-made answers for {@link FaultRule.fault}. */
export const faulty = {
  /** A gateway's page instead of JSON. */
  html: (status = 502): Fault => ({
    kind: 'answer',
    status,
    headers: { 'content-type': 'text/html' },
    body: `<html><head><title>${status}</title></head><body><h1>Bad Gateway</h1></body></html>`,
  }),
  /** A success that stops in the middle of its JSON. */
  malformedJson: (): Fault => ({
    kind: 'answer',
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"files":[{"name":"',
  }),
  empty: (status = 200): Fault => ({ kind: 'answer', status }),
  /** The gateway's throttle; its message names the limit, `Retry-After` (in seconds) comes only when given. */
  throttle: (retryAfter?: number): Fault => ({
    kind: 'answer',
    status: 429,
    headers: {
      'content-type': 'application/json',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify({
      error_msg:
        'The throttling threshold has been reached: policy user over ratelimit,limit:200,time:1 second',
      error_code: 'APIGW.0308',
      request_id: '0f5b3c1d2e4a49678899aabbccddeeff',
    }),
  }),
  /** The object store's throttle; `Retry-After` (in seconds) comes only when given. */
  slowDown: (retryAfter?: number): Fault =>
    obsError(503, 'SlowDown', 'Please reduce your request rate.', retryAfter),
  internalError: (): Fault =>
    obsError(500, 'InternalError', 'We encountered an internal error. Please try again.'),
  /** A refusal by the object store for another reason than age, such as a policy of the bucket. */
  accessDenied: (): Fault => obsError(403, 'AccessDenied', 'Access Denied'),
};

function obsError(status: number, code: string, message: string, retryAfter?: number): Fault {
  return {
    kind: 'answer',
    status,
    headers: {
      'content-type': 'application/xml',
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    },
    body: errorXml({ Code: code, Message: message }),
  };
}
