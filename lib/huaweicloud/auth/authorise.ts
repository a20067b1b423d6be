import { type Request } from '../http/client';
import { type Credentials } from './credentials';
import { sign } from './signer';

/**
 * The headers that authorise a request with these credentials.
 * Host, date and project are signed: nothing that a proxy rewrites. The security token travels
 * unsigned, because the gateway echoes signed headers when it refuses a signature.
 * @param projectId sent along for services of a region; null for IAM
 */
export function authorise(
  { method, url, body = '' }: Request,
  credentials: Credentials,
  projectId: string | null,
  now: Date,
): Record<string, string> {
  if (credentials.kind === 'token') return { 'x-auth-token': credentials.token };
  const { securityToken } = credentials;
  const project: Record<string, string> = projectId === null ? {} : { 'x-project-id': projectId };
  const headers = { host: url.host, ...project };
  return {
    ...project,
    ...sign({ method, url, headers, body }, credentials, now),
    ...(securityToken === undefined ? {} : { 'x-security-token': securityToken }),
  };
}
