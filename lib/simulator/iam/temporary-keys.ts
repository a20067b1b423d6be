// IAM API Reference, "Obtaining a Temporary Access Key and Security Token Through an Agency" / "… Through a Token".
import { json, type Caller, type PublicRoute, type ReceivedRequest } from '../exchange';
import { type Gateway } from '../gateway/gateway';
import { JsonBody } from '../json-body';
import { assumedOrRefused } from './agencies';
import { keystoneRefusals } from './keystone-refusal';
import { iamTime, type Sessions } from './sessions';

const SHORTEST = 15 * 60;
const LONGEST = 24 * 3600;

export function createTemporaryAccessKey(sessions: Sessions, gateway: Gateway): PublicRoute {
  return {
    action: 'CreateTemporaryAccessKey',
    method: 'POST',
    path: /^\/v3\.0\/OS-CREDENTIAL\/securitytokens$/,
    access: 'public',
    handle({ request }) {
      const body = new JsonBody(request);
      const method = body.text('auth', 'identity', 'methods', '0');
      if (method !== 'token' && method !== 'assume_role') {
        throw keystoneRefusals.malformed('a known identity method');
      }
      const caller =
        method === 'token'
          ? byToken(request, body, gateway)
          : byAgency(request, body, sessions, gateway);
      const key = sessions.issueTemporaryKey(caller, secondsIn(body, method));
      return json(201, {
        credential: {
          access: key.accessKey,
          secret: key.secretKey,
          securitytoken: key.securityToken,
          expires_at: iamTime(key.expiresAt),
        },
      });
    },
  };
}

/** The token comes in the body or in the header. */
function byToken(request: ReceivedRequest, body: JsonBody, gateway: Gateway): Caller {
  const token = body.text('auth', 'identity', 'token', 'id') ?? request.headers['x-auth-token'];
  if (token === undefined) throw keystoneRefusals.unauthenticated();
  const { domainId, userName, permissions } = gateway.authenticate({
    ...request,
    headers: { 'x-auth-token': token },
  });
  return { domainId, userName, permissions };
}

function byAgency(
  request: ReceivedRequest,
  body: JsonBody,
  { identities }: Sessions,
  gateway: Gateway,
): Caller {
  const role = ['auth', 'identity', 'assume_role'];
  const agencyName = body.text(...role, 'agency_name');
  if (agencyName === undefined) throw keystoneRefusals.malformed('agency_name');
  return assumedOrRefused(identities, gateway.authenticate(request), {
    agencyName,
    domainId: body.text(...role, 'domain_id'),
    domainName: body.text(...role, 'domain_name'),
  });
}

/** INVENTED: without a duration the shortest; the default is not documented. */
function secondsIn(body: JsonBody, method: string): number {
  const seconds = body.number('auth', 'identity', method, 'duration_seconds') ?? SHORTEST;
  if (seconds < SHORTEST || seconds > LONGEST) throw keystoneRefusals.invalidDuration();
  return seconds;
}
