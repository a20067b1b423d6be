import { settingError } from '../errors/cloud-error';
import { named, waysToSet } from '../errors/setting-names';
import { foreign } from '../redaction/foreign-text';
import { type CredentialSource, type Token } from './credentials';
import { issuedToken } from './issued-token';
import { type LogInContext, postTo, refusedLogIn } from './log-in';

/**
 * A token of an agency: the older way to act for another account, by the settings `agencyName`,
 * `agencyDomainName` and `delegatedProject`.
 * IAM API Reference, "Obtaining an Agency Token": POST /v3/auth/tokens?nocatalog=true. The agency
 * is named `xrole_name` as in Huawei Cloud's own tools, the older name, which is still accepted.
 */
export async function logInToAgency(
  base: CredentialSource,
  context: LogInContext,
  signal: AbortSignal,
): Promise<Token> {
  const { settings, project, authorised } = context;
  const { agencyName, agencyDomainName, domainId } = settings;
  if (agencyName === undefined || agencyDomainName === undefined) {
    const missing = agencyName === undefined ? 'agencyName' : 'agencyDomainName';
    throw settingError(
      missing,
      'Incomplete agency',
      `${named('agencyName')} and ${named('agencyDomainName')} go together. Set ${waysToSet(missing)}.`,
    );
  }
  const scope =
    'name' in project ? { name: project.name, domain: { name: agencyDomainName } } : project;
  const body = {
    auth: {
      identity: {
        methods: ['assume_role'],
        assume_role: { domain_name: agencyDomainName, xrole_name: agencyName },
      },
      scope: { project: scope },
    },
  };
  const query = { nocatalog: 'true' };
  const request = postTo('iam', ['v3', 'auth', 'tokens'], body, context, query);
  const refusals = () =>
    refusedLogIn(
      'agencyName',
      `The agency "${foreign(agencyName)}" of the account "${foreign(agencyDomainName)}" cannot be used: it does not exist, or it is not delegated to the account of these credentials.`,
      `Check ${named('agencyName')}, ${named('agencyDomainName')} and ${named('delegatedProject')}; the user needs the permission "Agent Operator", and ${named('domainId')} or ${named('domainName')} must name the user's own account.`,
    );
  const credentials = await base.credentials(signal);
  return issuedToken(
    await authorised.send({ ...request, refusals }, credentials, { domainId }, signal),
  );
}
