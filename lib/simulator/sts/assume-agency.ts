// Security Token Service API Reference (IAM v5), "Obtaining a Temporary Security Credential Through an Agency".
import { json, type SignedRoute } from '../exchange';
import { ASSUME_PERMISSION, assumed } from '../iam/agencies';
import { type Sessions } from '../iam/sessions';
import { JsonBody } from '../json-body';
import { Refusal } from '../refusal';

const SHORTEST = 900;
const LONGEST = 43_200;
const DEFAULT = 3600;
const LONGEST_FROM_TEMPORARY_KEYS = 3600;

export function assumeAgency(sessions: Sessions): SignedRoute {
  return {
    action: 'AssumeAgency',
    method: 'POST',
    path: /^\/v5\/agencies\/assume$/,
    access: 'signed',
    handle({ request }, caller) {
      const body = new JsonBody(request);
      const urn = body.text('agency_urn') ?? '';
      const session = body.text('agency_session_name') ?? '';
      const [, domainId, agencyName] = /^iam::([^:]+):agency:(.+)$/.exec(urn) ?? [];
      const seconds = body.number('duration_seconds') ?? DEFAULT;
      const longest = caller.temporary ? LONGEST_FROM_TEMPORARY_KEYS : LONGEST;
      if (agencyName === undefined) throw badRequest('agency_urn');
      if (!/^[\w+=,.@-]{2,128}$/.test(session)) throw badRequest('agency_session_name');
      if (seconds < SHORTEST || seconds > longest) throw badRequest('duration_seconds');
      if (!caller.permissions.has(ASSUME_PERMISSION)) throw denied(ASSUME_PERMISSION);
      const choice = { agencyName, domainId, domainName: undefined };
      const agent = assumed(sessions.identities, caller, choice);
      if (!agent) throw refuse(404, 'STS5.1106', `the agency '${urn}' cannot be found`);
      const key = sessions.issueTemporaryKey(agent, seconds);
      return json(200, {
        assumed_agency: {
          urn: `sts::${agent.domainId}:assumed-agency:${agencyName}/${session}`,
          id: `${agencyName}:${session}`,
        },
        credentials: {
          access_key_id: key.accessKey,
          secret_access_key: key.secretKey,
          security_token: key.securityToken,
          expiration: key.expiresAt.toISOString(),
        },
      });
    },
  };
}

function refuse(status: number, code: string, message: string, more: object = {}): Refusal {
  return new Refusal(status, message, (requestId) => ({
    error_code: code,
    error_msg: message,
    request_id: requestId,
    ...more,
  }));
}

/** INVENTED: only STS5.1106 is documented with its text; of these two the codes are made up. */
function badRequest(field: string): Refusal {
  return refuse(400, 'STS5.0001', `the request body is invalid: ${field}`);
}

function denied(permission: string): Refusal {
  return refuse(403, 'STS5.0003', `access denied: no identity-based policy allows ${permission}`, {
    encoded_authorization_message: 'c2ltdWxhdGVkIGF1dGhvcml6YXRpb24gbWVzc2FnZQ==',
  });
}
