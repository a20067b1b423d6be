// IAM API Reference, "Querying Project Information" (KeystoneListProjects).
import { json, type SignedRoute } from '../exchange';
import { type Identities } from './identities';

/** `GET /v3/projects?name=`: the projects of the caller's account, by exact name if one is given. */
export function listProjects(identities: Identities): SignedRoute {
  return {
    action: 'KeystoneListProjects',
    method: 'GET',
    path: /^\/v3\/projects$/,
    access: 'signed',
    handle({ query }, caller) {
      const projects = identities.projects.filter(
        ({ domainId, name }) =>
          domainId === (query.domain_id ?? caller.domainId) &&
          domainId === caller.domainId &&
          (query.name === undefined || query.name === name),
      );
      const links = {
        self: 'https://iam.simulator.internal/v3/projects',
        previous: null,
        next: null,
      };
      return json(200, {
        projects: projects.map(({ id, name, domainId }) => ({
          id,
          name,
          domain_id: domainId,
          parent_id: domainId,
          is_domain: false,
          enabled: true,
          description: '',
          links: { self: `https://iam.simulator.internal/v3/projects/${id}` },
        })),
        links,
      });
    },
  };
}
