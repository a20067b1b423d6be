import { EventEmitter, once } from 'node:events';

/** One request as tests see it. Keys, tokens and signatures are left out. */
export interface RequestRecord {
  readonly requestId: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Decoded query of an API; empty for objects, where the query is the signature. */
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Name of the API in the vendor's SDKs; `Unknown` where there is none. */
  readonly action: string;
  /** The `Range` header. */
  readonly range: string | undefined;
  /** By the cloud's clock. */
  readonly at: Date;
  /** Undefined until the answer begins, and for good when there was none. */
  readonly status: number | undefined;
}

/** Picks requests; what is left out does not matter. */
export interface RequestPattern {
  readonly action?: string;
  readonly method?: string;
  readonly path?: string | RegExp;
}

export function matches(record: RequestRecord, { action, method, path }: RequestPattern): boolean {
  return (
    (action === undefined || action === record.action) &&
    (method === undefined || method === record.method) &&
    (path === undefined ||
      (typeof path === 'string' ? path === record.path : path.test(record.path)))
  );
}

/** So many requests are remembered, at least: no test makes more, but a soak makes millions. */
const KEPT = 20_000;

/** The newest requests, in the order of arrival. */
export class RequestLog {
  readonly records: RequestRecord[] = [];
  private readonly arrivals = new EventEmitter().setMaxListeners(0);

  add(record: RequestRecord): void {
    this.records.push(record);
    // Half at a time: to move all the others for each new one would take long.
    if (this.records.length >= 2 * KEPT) this.records.splice(0, KEPT);
    this.arrivals.emit('request', record);
  }

  /** The next matching request that arrives from now on. */
  async next(pattern: RequestPattern, signal?: AbortSignal): Promise<RequestRecord> {
    for (;;) {
      const [record] = (await once(this.arrivals, 'request', { signal })) as [RequestRecord];
      if (matches(record, pattern)) return record;
    }
  }
}
