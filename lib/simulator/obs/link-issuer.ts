// OBS API Reference, "Authentication of Signature in a URL":
// base64(HMAC-SHA1(SK, method \n Content-MD5 \n Content-Type \n Expires \n x-obs- headers, resource)).
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock } from '../clock';
import { queryPairs, type ReceivedRequest } from '../exchange';

export interface Link {
  readonly url: string;
  readonly expiresAt: Date;
}

/** Why a link does not work: a code of OBS. */
export type LinkProblem = 'AccessDenied' | 'InvalidAccessKeyId' | 'SignatureDoesNotMatch';

/** A link that has worked before. */
export class ExpiredLink {
  constructor(
    readonly expiresAt: Date,
    readonly now: Date,
  ) {}
}

/** How long links work; can be changed at any time. */
export interface LinkLife {
  /** Milliseconds from the request that issues a link; links count whole seconds. */
  ttl: number;
  /** Number of downloads that a link is good for; none counts that is refused. */
  uses: number;
}

/** Signs links to objects and checks them when they come back. */
export class LinkIssuer {
  private readonly accessKey = randomBytes(10).toString('hex').toUpperCase();
  private readonly secretKey = randomBytes(30).toString('base64url');
  private issued = 0;
  private revoked = 0;
  private readonly used = new Map<string, number>();

  /** @param origin where the objects are served, known once the server listens */
  constructor(
    private readonly clock: Clock,
    private readonly life: LinkLife,
    private readonly origin: () => string,
  ) {}

  /**
   * A new link at every call, even within one second. INVENTED: `nonce`, which counts them.
   */
  issue(bucket: string, key: string): Link {
    const expires = Math.floor((this.clock.now().getTime() + this.life.ttl) / 1000);
    const nonce = String(++this.issued);
    const path = `/${bucket}/${key}`;
    const query = new URLSearchParams({
      AccessKeyId: this.accessKey,
      Expires: String(expires),
      nonce,
      Signature: this.sign('GET', {}, expires, path, nonce).toString('base64'),
    });
    return {
      url: `${this.origin()}${path}?${query.toString()}`,
      expiresAt: new Date(expires * 1000),
    };
  }

  /** Ends the life of every link issued so far, whatever its date says. */
  revokeIssued(): void {
    this.revoked = this.issued;
  }

  /** Undefined if the request carries a link that is signed for exactly it and still works; counts its use. */
  problemWith({
    method,
    path,
    query,
    headers,
  }: ReceivedRequest): LinkProblem | ExpiredLink | undefined {
    const given = Object.fromEntries(queryPairs(query));
    const { AccessKeyId, Expires, Signature, nonce = '' } = given;
    if (AccessKeyId === undefined || Expires === undefined || Signature === undefined) {
      return 'AccessDenied';
    }
    if (AccessKeyId !== this.accessKey) return 'InvalidAccessKeyId';
    const expected = this.sign(method, headers, Number(Expires), path, nonce);
    const actual = Buffer.from(Signature, 'base64');
    if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
      return 'SignatureDoesNotMatch';
    }
    const [now, expiresAt] = [this.clock.now(), new Date(Number(Expires) * 1000)];
    const uses = 1 + (this.used.get(nonce) ?? 0);
    if (now >= expiresAt || Number(nonce) <= this.revoked || uses > this.life.uses) {
      return new ExpiredLink(expiresAt, now);
    }
    this.used.set(nonce, uses);
    return undefined;
  }

  private sign(
    method: string,
    headers: ReceivedRequest['headers'],
    expires: number,
    path: string,
    nonce: string,
  ): Buffer {
    const obsHeaders = Object.entries(headers)
      .filter(([name]) => name.startsWith('x-obs-'))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}:${value ?? ''}\n`);
    const text = [
      method,
      headers['content-md5'] ?? '',
      headers['content-type'] ?? '',
      expires,
      `${obsHeaders.join('')}${path}?nonce=${nonce}`,
    ].join('\n');
    return createHmac('sha1', this.secretKey).update(text).digest();
  }
}
