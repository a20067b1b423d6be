import { settingError } from '../cloud-error';
import { foreign } from '../foreign-text';
import { howToSet } from '../settings/settings';
import { type CredentialSource, type Token } from './credentials';
import { issuedToken } from './issued-token';
import { type LogInContext, postTo, refusedLogIn } from './log-in';

/**
 * A token of an agency: the older way to act for another account, by the arguments agency_name,
 * agency_domain_name and delegated_project.
 * IAM API Reference, "Obtaining an Agency Token": POST /v3/auth/tokens?nocatalog=true. The agency
 * is named `xrole_name` as in the official provider, the older and still accepted name.
 */
export async function logInToAgency(
  base: CredentialSource,
  context: LogInContext,
  signal: AbortSignal,
): Promise<Token> {
  const { settings, project, authorised } = context;
  const { agencyName, agencyDomainName, delegatedProject, domainId } = settings;
  if (agencyName === undefined || agencyDomainName === undefined) {
    const missing = agencyName === undefined ? 'agencyName' : 'agencyDomainName';
    throw settingError(
      missing === 'agencyName' ? 'agency_name' : 'agency_domain_name',
      'Incomplete agency',
      `agency_name and agency_domain_name go together. Set ${howToSet(missing)}.`,
    );
  }
  const name = delegatedProject ?? ('name' in project ? project.name : undefined);
  const scope = name === undefined ? project : { name, domain: { name: agencyDomainName } };
  const body = {
    auth: {
      identity: {
        methods: ['assume_role'],
        assume_role: { domain_name: agencyDomainName, xrole_name: agencyName },
      },
      scope: { project: scope },
    },
  };
  const request = postTo('iam', ['v3', 'auth', 'tokens'], body, context);
  request.url.search = 'nocatalog=true';
  const refusals = refusedLogIn(
    'agency_name',
    `The agency "${foreign(agencyName)}" of the account "${foreign(agencyDomainName)}" cannot be used: it does not exist, or it is not entrusted to these credentials.`,
    'Check agency_name, agency_domain_name and delegated_project; the user needs the permission "Agent Operator", and the arguments domain_id or domain_name name its own account.',
  );
  const credentials = await base.credentials(signal);
  return issuedToken(
    await authorised.send({ ...request, refusals }, credentials, { domainId }, signal),
  );
}
