// API Request Signing Guide: signing, "Temporary AK/SK" (X-Security-Token), tokens (X-Auth-Token), and the FAQ
// "Common Errors Related to IAM Authentication Information" for the sub-messages and the lock of a key.
import { type Clock } from '../clock';
import { refusal } from '../documented-errors';
import { type Caller, type ReceivedRequest } from '../exchange';
import { type Identities } from '../iam/identities';
import {
  canonicalRequest,
  parseSignature,
  sdkDate,
  signingTime,
  verifySignature,
} from './signature';

const MAX_SKEW = 15 * 60_000;
/** INVENTED: the documents say "more than five"; here the fifth failure locks, and the sixth request is the first refused. */
const FAILURES_UNTIL_LOCKED = 5;
const LOCKED_FOR = 5 * 60_000;

interface Attempts {
  failures: number;
  lockedUntil: number;
}

/** Stands in front of every service: finds out who calls, or refuses. */
export class Gateway {
  private readonly attempts = new Map<string, Attempts>();

  constructor(
    private readonly identities: Identities,
    private readonly clock: Clock,
  ) {}

  authenticate(request: ReceivedRequest): Caller {
    const token = request.headers['x-auth-token'];
    if (token !== undefined) return this.byToken(token);
    const authorization = request.headers.authorization;
    if (authorization === undefined) throw refusal('APIGW.0301', 'x-auth-token not found');
    return this.bySignature(request, authorization);
  }

  private byToken(value: string): Caller {
    const token = this.identities.token(value);
    if (!token) throw refusal('APIGW.0301', 'decrypt token fail');
    if (token.expiresAt <= this.clock.now()) throw refusal('APIGW.0307');
    return token.caller;
  }

  private bySignature(request: ReceivedRequest, authorization: string): Caller {
    const signature = parseSignature(authorization);
    // INVENTED: the message for a header that cannot be read.
    if (!signature) throw refusal('APIGW.0301', 'authorization header format incorrect');
    const key = this.identities.accessKey(signature.accessKey);
    if (!key) {
      throw refusal(
        'APIGW.0301',
        `Get secretKey failed,ak:${signature.accessKey},err:ak not exist`,
      );
    }
    this.refuseWhenLocked(key.accessKey);
    this.refuseWhenSkewed(request.headers['x-sdk-date'] ?? '');
    if (!verifySignature(request, signature, key.secretKey)) {
      this.countFailure(key.accessKey);
      const canonical = canonicalRequest(request, signature.signedHeaders) ?? '';
      throw refusal(
        'APIGW.0301',
        `verify aksk signature fail, canonicalRequest:${canonical.replaceAll('\n', '|')}`,
      );
    }
    this.attempts.delete(key.accessKey);
    // INVENTED: which of the documented messages a temporary key gets without its token, or after its end.
    const expired = key.expiresAt !== undefined && key.expiresAt <= this.clock.now();
    if (expired || request.headers['x-security-token'] !== key.securityToken) {
      throw refusal('APIGW.0301', 'decrypt token fail');
    }
    return key.caller;
  }

  private refuseWhenSkewed(date: string): void {
    const signedAt = signingTime(date);
    const now = this.clock.now();
    if (signedAt && Math.abs(now.getTime() - signedAt.getTime()) <= MAX_SKEW) return;
    throw refusal(
      'APIGW.0303',
      `signature expired, signature time:${date},server time:${sdkDate(now)}`,
    );
  }

  private refuseWhenLocked(accessKey: string): void {
    const attempts = this.attempts.get(accessKey);
    if (!attempts || attempts.failures < FAILURES_UNTIL_LOCKED) return;
    if (this.clock.now().getTime() < attempts.lockedUntil) {
      throw refusal('APIGW.0301', 'AK access failed to reach the limit,forbidden.');
    }
    this.attempts.delete(accessKey);
  }

  private countFailure(accessKey: string): void {
    this.attempts.set(accessKey, {
      failures: (this.attempts.get(accessKey)?.failures ?? 0) + 1,
      lockedUntil: this.clock.now().getTime() + LOCKED_FOR,
    });
  }
}
