import { type Addressee, addresseeOf } from '../../connection/addressee';
import { connectionFailure } from '../../connection/connection-failure';
import { type Exchange } from '../../connection/exchange';
import { type Network } from '../../connection/network';
import { ProxyFailure } from '../../connection/proxy';
import { ReadBuffers } from '../../connection/read-buffers';
import { CloudError } from '../../errors/cloud-error';
import { systemCode } from '../../errors/system-code';
import { type Log } from '../../http/log';
import { foreign } from '../../redaction/foreign-text';
import { Deadline } from '../../waiting/deadline';
import { interrupted } from '../../waiting/interrupted';
import { type ByteRange, parseContentLength } from './content-range';
import { ObjectBody } from './object-body';
import { type ObsRefusal, readObsRefusal, requestIdIn } from './obs-refusal';
import { ReadAhead } from './read-ahead';

export interface ObjectStoreOptions {
  readonly userAgent: string;
  readonly log: Log;
  readonly network: Network;
  readonly limits?: Partial<ObjectLimits> | undefined;
}

/** How long failures are put up with; times in milliseconds. */
export interface ObjectLimits {
  /** A connection without a byte for so long is given up. @default 30000 */
  readonly stall: number;
  /** Attempts in a row that bring no byte. @default 10 */
  readonly attempts: number;
  /** The longest pause before the second attempt; it doubles with each one. @default 500 */
  readonly base: number;
  /** The longest pause, unless OBS asks for a longer one. @default 10000 */
  readonly cap: number;
  /** A download that is slower than {@link slowRate} for so long is given up. @default 600000 */
  readonly slowTime: number;
  /** Bytes per second over all connections. @default 1024 */
  readonly slowRate: number;
}

const DEFAULT_LIMITS: ObjectLimits = {
  ...{ stall: 30_000, attempts: 10, base: 500, cap: 10_000 },
  ...{ slowTime: 600_000, slowRate: 1024 },
};
const CHECK_ADDRESS =
  'The address of OBS comes with the download link. Check that this machine can reach it: its network and DNS, and any proxy or firewall in between.';
/** Of an error that many bytes are read. */
const LARGEST_ERROR = 8 * 1024;

export interface ObjectRequest {
  /** The name of the file, for messages and the log: the link is secret. */
  readonly name: string;
  readonly link: string;
  /** Up to Infinity for all that follows. @default the whole object */
  readonly range?: ByteRange | undefined;
  /** A strong ETag. */
  readonly ifMatch?: string | undefined;
}

/** GET requests to the object store by pre-signed links; nothing else is ever sent, no credentials. */
export class ObjectStore {
  readonly limits: ObjectLimits;
  private received = 0;
  private readonly buffers = new ReadBuffers();
  private readonly ahead = new ReadAhead();
  private exchange: Promise<Exchange> | undefined;

  constructor(private readonly options: ObjectStoreOptions) {
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
  }

  get log(): Log {
    return this.options.log;
  }

  /** Of all bodies so far, over all connections. */
  get receivedBytes(): number {
    return this.received;
  }

  /**
   * The answer to one request, whatever its status; not repeated.
   * @throws CloudError if there is none
   */
  async get(request: ObjectRequest, signal: AbortSignal): Promise<ObjectAnswer> {
    const { log } = this.options;
    const url = addressOf(request);
    const deadline = new Deadline(this.limits.stall, signal);
    const translate = (error: unknown) => this.failureOf(error, { request, url, deadline, signal });
    const { name, range } = request;
    log.debug('object request', { file: name, from: range?.from, to: range?.to });
    try {
      const exchange = await (this.exchange ??= this.openExchange());
      const headers = this.headersOf(request);
      const sent = { method: 'GET', url, headers, signal: deadline.signal } as const;
      const { status, headers: received, body } = await exchange(sent);
      log.debug('object answer', { file: name, status, requestId: requestIdIn(received, url) });
      if (status === 407 && this.options.network.proxyFor(url) !== undefined) {
        body.destroy();
        throw new ProxyFailure({ status });
      }
      const { buffers } = this;
      const share = this.ahead.share();
      const count = (bytes: number) => void (this.received += bytes);
      const chunks = new ObjectBody(body, { deadline, share, buffers, translate, count });
      return new ObjectAnswer(status, received, url, chunks, this.limits.stall);
    } catch (error) {
      deadline.clear();
      throw translate(error);
    }
  }

  /** The caller needs these bytes no more: their memory may take others. */
  reuse(bytes: Buffer): void {
    this.buffers.giveBack(bytes);
  }

  private headersOf({ range, ifMatch }: ObjectRequest): Record<string, string> {
    return {
      accept: '*/*',
      'accept-encoding': 'identity',
      'user-agent': this.options.userAgent,
      ...(range && { range: `bytes=${range.from}-${lastOf(range)}` }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    };
  }

  private async openExchange(): Promise<Exchange> {
    const { openExchange } = await import('../../connection/exchange');
    return openExchange(this.options.network, this.buffers);
  }

  private failureOf(error: unknown, { request, url, deadline, signal }: Attempt): CloudError {
    if (signal.aborted) return interrupted(signal, `the download of ${foreign(request.name)}`);
    const addressee = addresseeOf(url, this.options.network, { checkAddress: CHECK_ADDRESS });
    if (deadline.passed) return stalled(addressee, this.limits.stall);
    if (error instanceof CloudError) return error;
    const failure = connectionFailure(error, addressee);
    this.options.log.debug('no answer', { file: request.name, code: systemCode(error) });
    return failure;
  }
}

function lastOf({ to }: ByteRange): number | '' {
  return to === Infinity ? '' : to - 1;
}

interface Attempt {
  readonly request: ObjectRequest;
  readonly url: URL;
  readonly deadline: Deadline;
  readonly signal: AbortSignal;
}

/** An answer of the object store as soon as its head is there; has to be closed. */
export class ObjectAnswer {
  constructor(
    readonly status: number,
    /** By lower-case name. */
    readonly headers: Readonly<Record<string, string>>,
    private readonly url: URL,
    private readonly body: ObjectBody,
    /** Milliseconds for the whole of a body that is not the object. */
    private readonly longest: number,
  ) {}

  /**
   * The next bytes of the body, undefined at its end.
   * @throws CloudError if the connection breaks, or stalls
   */
  next(): Promise<Buffer | undefined> {
    return this.body.next();
  }

  /** What the answer says, which is not the object. */
  async refusal(): Promise<ObsRefusal> {
    const { status, headers, url: link } = this;
    return readObsRefusal({ status, headers, link, text: await this.beginning() });
  }

  /** Reads the rest if it is small, so that the connection can be used again; else gives it up. */
  async finish(): Promise<void> {
    const length = parseContentLength(this.headers['content-length']);
    if (length !== undefined && length <= LARGEST_ERROR) await this.beginning();
    this.close();
  }

  /** Gives up the connection, unless the body has been read to its end. */
  close(): void {
    this.body.close();
  }

  private async beginning(): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = performance.now() + this.longest;
    try {
      for (let chunk = await this.body.next(); chunk; chunk = await this.body.next()) {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= LARGEST_ERROR || performance.now() > end) break;
      }
    } catch {
      // The status has said the most important.
    }
    return Buffer.concat(chunks).subarray(0, LARGEST_ERROR).toString('utf8');
  }
}

/** @throws CloudError without the link, which the error of the parser would hold */
function addressOf({ name, link }: ObjectRequest): URL {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') {
    url.hash = '';
    return url;
  }
  throw new CloudError({
    category: 'answer',
    summary: 'Unusable link',
    means: `The download link of ${foreign(name)} is not an HTTP address.`,
    next: 'Run again; if the problem persists, report it to Huawei Cloud support.',
  });
}

function stalled({ address, proxy }: Addressee, milliseconds: number): CloudError {
  return new CloudError({
    category: 'connection',
    summary: 'OBS does not answer',
    means: `${address} has sent nothing for ${milliseconds / 1000} s${proxy === undefined ? '' : ` through the proxy ${proxy}`}. (ETIMEDOUT)`,
    next: 'Check the network and any proxy in between.',
    code: 'ETIMEDOUT',
    transient: true,
  });
}
