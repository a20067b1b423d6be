// OBS API Reference, "Authentication of Signature in a URL":
// base64(HMAC-SHA1(SK, method \n Content-MD5 \n Content-Type \n Expires \n x-obs- headers, resource)).
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock } from '../clock';
import { queryPairs, type ReceivedRequest } from '../exchange';

export interface Link {
  readonly url: string;
  readonly expiresAt: Date;
}

/** Why a link does not work, in OBS's own words. */
export type LinkProblem =
  'AccessDenied' | 'InvalidAccessKeyId' | 'SignatureDoesNotMatch' | 'Expired';

/** Signs links to objects and checks them when they come back. */
export class LinkIssuer {
  private readonly accessKey = randomBytes(10).toString('hex').toUpperCase();
  private readonly secretKey = randomBytes(30).toString('base64url');
  private issued = 0;
  private revoked = 0;

  /** @param origin where the objects are served, known once the server listens */
  constructor(
    private readonly clock: Clock,
    /** How long a link works, in milliseconds; links count whole seconds. */
    private readonly linkTtl: number,
    private readonly origin: () => string,
  ) {}

  /**
   * A new link at every call, even within one second. INVENTED: `nonce`, which counts them.
   */
  issue(bucket: string, key: string): Link {
    const expires = Math.floor((this.clock.now().getTime() + this.linkTtl) / 1000);
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

  /** Undefined when the request carries a link that is signed for exactly it, and still alive. */
  problemWith({ method, path, query, headers }: ReceivedRequest): LinkProblem | undefined {
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
    const dead = this.clock.now().getTime() >= Number(Expires) * 1000;
    return dead || Number(nonce) <= this.revoked ? 'Expired' : undefined;
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
