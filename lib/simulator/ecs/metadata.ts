// ECS User Guide, "Obtaining ECS Details Using Metadata": the security key of an instance with an agency, with the
// token of the second version where the instance asks for it.
import { randomBytes } from 'node:crypto';
import { type Clock } from '../clock';
import { json, type Answer, type Caller, type PublicRoute } from '../exchange';
import { iamTime, type Sessions } from '../iam/sessions';

/**
 * `v1` knows no tokens, `v2` takes requests with and without one, `v2-required` only with one; an instance
 * `without-agency` has no key to give.
 */
export const metadataModes = ['v1', 'v2', 'v2-required', 'without-agency'] as const;
export type MetadataMode = (typeof metadataModes)[number];

const LONGEST_TOKEN = 21_600;
const KEY_SECONDS = 24 * 3600;

export function metadata(
  mode: MetadataMode,
  instance: Caller,
  sessions: Sessions,
  clock: Clock,
): PublicRoute[] {
  const tokens = new Tokens(clock);
  const isRefused = (token: string | string[] | undefined): boolean =>
    token === undefined ? mode === 'v2-required' : !tokens.has(String(token));
  return [
    {
      action: 'CreateMetadataToken',
      method: 'PUT',
      path: /^\/meta-data\/latest\/api\/token$/,
      access: 'public',
      handle({ request }) {
        if (mode === 'v1') return text(404, 'Not Found');
        const seconds = Number(request.headers['x-metadata-token-ttl-seconds']);
        if (!(seconds >= 1 && seconds <= LONGEST_TOKEN)) return text(400, 'Bad Request');
        return text(200, tokens.issue(seconds));
      },
    },
    {
      action: 'ShowSecurityKey',
      method: 'GET',
      path: /^\/openstack\/latest\/securitykey$/,
      access: 'public',
      handle({ request }) {
        const token = request.headers['x-metadata-token'];
        if (mode !== 'v1' && isRefused(token)) return text(401, 'Unauthorized');
        if (mode === 'without-agency') {
          return text(401, 'Please configure Cloud Service Agency first');
        }
        return securityKey(sessions.issueTemporaryKey(instance, KEY_SECONDS));
      },
    },
  ];
}

class Tokens {
  private readonly expiries = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  issue(seconds: number): string {
    const token = randomBytes(24).toString('base64url');
    this.expiries.set(token, this.clock.now().getTime() + seconds * 1000);
    return token;
  }

  /** Whether the token was issued and has not expired. */
  has(token: string): boolean {
    return (this.expiries.get(token) ?? 0) > this.clock.now().getTime();
  }
}

function securityKey(key: ReturnType<Sessions['issueTemporaryKey']>): Answer {
  return json(200, {
    credential: {
      access: key.accessKey,
      secret: key.secretKey,
      securitytoken: key.securityToken,
      expires_at: iamTime(key.expiresAt),
    },
  });
}

function text(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/plain' }, body };
}
