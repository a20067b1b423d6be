// IAM API Reference, "Obtaining a User Token Through Password Authentication", "Obtaining an Agency Token" and
// "Verifying a Token".
import { json, type Answer, type Call, type Caller, type Route } from '../exchange';
import { type Gateway } from '../gateway/gateway';
import { JsonBody } from '../json-body';
import { assumedOrRefused } from './agencies';
import { type Identities, type Project, type Token, type User } from './identities';
import { keystoneRefusals } from './keystone-refusal';
import { iamTime, type Sessions } from './sessions';

const path = /^\/v3\/auth\/tokens$/;

export function tokens(sessions: Sessions, gateway: Gateway): Route[] {
  const { identities } = sessions;
  return [
    {
      action: 'KeystoneCreateToken',
      method: 'POST',
      path,
      access: 'public',
      handle(call) {
        const body = new JsonBody(call.request);
        const method = body.text('auth', 'identity', 'methods', '0');
        if (method === 'password') return issue(sessions, body, method, byPassword(body, sessions));
        if (method !== 'assume_role') throw keystoneRefusals.malformed('a known identity method');
        const agent = byAgency(call, body, sessions, gateway);
        return issue(sessions, body, method, agent);
      },
    },
    {
      action: 'KeystoneValidateToken',
      method: 'GET',
      path,
      access: 'signed',
      handle({ request }) {
        const value = request.headers['x-subject-token'] ?? '';
        const token = identities.token(value);
        const live = token !== undefined && token.expiresAt > sessions.now();
        if (!live) throw keystoneRefusals.unauthenticated();
        return describe(200, sessions, 'token', token);
      },
    },
  ];
}

function byPassword(body: JsonBody, { identities }: Sessions): Caller {
  const user = ['auth', 'identity', 'password', 'user'];
  const domain = body.text(...user, 'domain', 'name');
  const domainId = body.text(...user, 'domain', 'id');
  const found = identities.users.find(
    ({ id, name, account }) =>
      body.text(...user, 'id') === id ||
      (body.text(...user, 'name') === name && (domain === account.name || domainId === account.id)),
  );
  if (!found || found.password !== body.text(...user, 'password')) {
    throw keystoneRefusals.wrongPassword();
  }
  return callerOf(found);
}

/** Agency tokens are given to whoever comes with a token or a signature. */
function byAgency(call: Call, body: JsonBody, sessions: Sessions, gateway: Gateway): Caller {
  const role = ['auth', 'identity', 'assume_role'];
  const agencyName = body.text(...role, 'agency_name') ?? body.text(...role, 'xrole_name');
  if (agencyName === undefined) throw keystoneRefusals.malformed('agency_name');
  return assumedOrRefused(sessions.identities, gateway.authenticate(call.request), {
    agencyName,
    domainId: body.text(...role, 'domain_id'),
    domainName: body.text(...role, 'domain_name'),
  });
}

export function callerOf({ account, name, permissions }: User): Caller {
  return { domainId: account.id, userName: name, permissions };
}

/** A token for the scope that the body asks for; without one, for the whole account. */
export function issue(sessions: Sessions, body: JsonBody, method: string, caller: Caller): Answer {
  const project = projectIn(body, caller, sessions.identities);
  const scope = project ? { projectId: project.id } : { accountOnly: true };
  return describe(201, sessions, method, sessions.issueToken({ ...caller, ...scope }));
}

function projectIn(
  body: JsonBody,
  { domainId }: Caller,
  { projects }: Identities,
): Project | undefined {
  const scope = ['auth', 'scope', 'project'];
  const wanted = body.text(...scope, 'id') ?? body.text(...scope, 'name');
  if (wanted === undefined) return undefined;
  const found = projects.find(
    ({ id, name, domainId: owner }) => owner === domainId && (id === wanted || name === wanted),
  );
  if (!found) throw keystoneRefusals.unknownProject(wanted);
  return found;
}

function describe(
  status: number,
  sessions: Sessions,
  method: string,
  { value, caller, expiresAt }: Token,
): Answer {
  const { identities } = sessions;
  const account = identities.accounts.find(({ id }) => id === caller.domainId);
  const domain = { id: caller.domainId, name: account?.name };
  const project = identities.projects.find(({ id }) => id === caller.projectId);
  const scope = project ? { project: { id: project.id, name: project.name, domain } } : { domain };
  const token = {
    methods: [method],
    issued_at: iamTime(sessions.now()),
    expires_at: iamTime(expiresAt),
    user: { name: caller.userName, domain },
    ...scope,
    roles: [],
    catalog: [],
  };
  return json(status, { token }, { 'x-subject-token': value });
}
