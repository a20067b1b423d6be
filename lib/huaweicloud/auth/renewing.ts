import { CloudError } from '../cloud-error';
import { keepSecret } from '../secrets';
import { Shared } from '../shared';
import { type Credentials, type CredentialSource } from './credentials';

/** Credentials are renewed so long (ms) before they expire, or a quarter of their life if shorter. */
const LONGEST_MARGIN = 10 * 60_000;
/** What has expired when it is issued, by a clock that is wrong, serves so long (ms). */
const USE_OF_EXPIRED = 60_000;

interface Login {
  readonly credentials: Credentials;
  /** From then on (ms since 1970) they are renewed. */
  readonly renewAt: number;
}

/**
 * A source that logs in when credentials are asked for, once for all who ask, and again before they
 * expire. While a renewal fails the old ones serve as long as they live.
 * What a log-in gives is secret from then on; a refused log-in is not tried again.
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
        return { credentials: last, renewAt: 0 };
      }
    },
    {
      result: ({ renewAt }) => Date.now() < renewAt,
      failure: (error) => error instanceof CloudError && error.isFinal,
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

function lives({ expiresAt }: Credentials): boolean {
  return expiresAt === undefined || expiresAt.getTime() > Date.now();
}

function isCancelled(error: unknown): boolean {
  return error instanceof CloudError && error.category === 'cancelled';
}

function secretsIn(credentials: Credentials): (string | undefined)[] {
  return credentials.kind === 'token'
    ? [credentials.token]
    : [credentials.accessKey, credentials.secretKey, credentials.securityToken];
}
