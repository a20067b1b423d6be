import { type CloudRequest } from '../http/client';
import { type Credentials } from './credentials';
import { sign } from './signer';

/** What a signed request is for: the project for services of a region, the account for IAM. */
export interface Scope {
  readonly projectId?: string | undefined;
  readonly domainId?: string | undefined;
}

/**
 * The headers that authorise a request with these credentials.
 * Host, date, project and account are signed: nothing that a proxy rewrites. The security token
 * travels unsigned, because the gateway echoes signed headers when it refuses a signature.
 */
export function authorise(
  { method, url, body = '' }: CloudRequest,
  credentials: Credentials,
  { projectId, domainId }: Scope,
  now: Date,
): Record<string, string> {
  if (credentials.kind === 'token') return { 'x-auth-token': credentials.token };
  const { securityToken } = credentials;
  const scope = {
    ...(projectId !== undefined && { 'x-project-id': projectId }),
    ...(domainId !== undefined && { 'x-domain-id': domainId }),
  };
  return {
    ...scope,
    ...sign({ method, url, headers: { host: url.host, ...scope }, body }, credentials, now),
    ...(securityToken !== undefined && { 'x-security-token': securityToken }),
  };
}
