// IAM API Reference, "Obtaining a Token with an OpenID Connect ID Token" (CreateTokenWithIdToken).
import { type PublicRoute } from '../exchange';
import { JsonBody } from '../json-body';
import { keystoneRefusals } from './keystone-refusal';
import { type Sessions } from './sessions';
import { callerOf, issue } from './tokens';

export function createTokenWithIdToken(sessions: Sessions): PublicRoute {
  return {
    action: 'CreateTokenWithIdToken',
    method: 'POST',
    path: /^\/v3\.0\/OS-AUTH\/id-token\/tokens$/,
    access: 'public',
    handle({ request }) {
      const body = new JsonBody(request);
      const id = request.headers['x-idp-id'] ?? '';
      const provider = sessions.identities.providers.find((candidate) => candidate.id === id);
      if (!provider) throw keystoneRefusals.unknownProvider(id);
      if (body.text('auth', 'id_token', 'id') !== provider.idToken) {
        throw keystoneRefusals.unauthenticated();
      }
      return issue(sessions, body, 'mapped', callerOf(provider.user));
    },
  };
}
