import { CloudError } from '../errors/cloud-error';
import { keepSecret } from '../redaction/secrets';
import { Shared } from '../waiting/shared';
import { type Credentials, type CredentialSource } from './credentials';

/** Credentials are renewed this long (ms) before they expire, or a quarter of their life if shorter. */
const LONGEST_MARGIN = 10 * 60_000;
/** Credentials that have expired when issued, by a wrong clock, are used for this long (ms). */
const USE_OF_EXPIRED = 60_000;

interface Login {
  readonly credentials: Credentials;
  /** When to renew them (ms since 1970). */
  readonly renewAt: number;
}

/**
 * A source that logs in when credentials are first needed, once for all who need them, and again
 * before they expire. If a renewal fails the old ones are used until they expire.
 * A refused log-in is not repeated, since that may lock the account; a refused renewal only once, when
 * the old credentials have expired. Credentials from a log-in are kept out of all texts.
 * @param what names the log-in for messages
 */
export function renewing(
  what: string,
  logIn: (signal: AbortSignal) => Promise<Credentials>,
): CredentialSource {
  let last: Credentials | undefined;
  const shared = new Shared<Login>(
    what,
    async (signal) => {
      try {
        last = { ...(await logIn(signal)), origin: what };
        keepSecret(...secretsIn(last));
        return { credentials: last, renewAt: renewalOf(last) };
      } catch (error) {
        if (last === undefined || !lives(last) || isCancelled(error)) throw error;
        return { credentials: last, renewAt: isFinal(error) ? expiryOf(last) : 0 };
      }
    },
    {
      result: ({ renewAt }) => Date.now() < renewAt,
      failure: isFinal,
    },
  );
  return { credentials: async (signal) => (await shared.get(signal)).credentials };
}

function renewalOf({ expiresAt }: Credentials): number {
  if (expiresAt === undefined) return Infinity;
  const now = Date.now();
  const life = expiresAt.getTime() - now;
  if (life <= 0) return now + USE_OF_EXPIRED;
  return expiresAt.getTime() - Math.min(LONGEST_MARGIN, life / 4);
}

function expiryOf({ expiresAt }: Credentials): number {
  return expiresAt?.getTime() ?? Infinity;
}

function lives(credentials: Credentials): boolean {
  return expiryOf(credentials) > Date.now();
}

function isFinal(error: unknown): boolean {
  return error instanceof CloudError && error.isFinal;
}

function isCancelled(error: unknown): boolean {
  return error instanceof CloudError && error.category === 'cancelled';
}

function secretsIn(credentials: Credentials): (string | undefined)[] {
  return credentials.kind === 'token'
    ? [credentials.token]
    : [credentials.accessKey, credentials.secretKey, credentials.securityToken];
}
