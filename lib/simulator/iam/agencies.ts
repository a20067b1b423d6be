import { type Caller } from '../exchange';
import { type Identities } from './identities';
import { keystoneRefusals } from './keystone-refusal';

export const ASSUME_PERMISSION = 'sts:agencies:assume';

/** Which agency is meant: its name, and the delegating account by id or name. */
export interface AgencyChoice {
  readonly agencyName: string;
  readonly domainId: string | undefined;
  readonly domainName: string | undefined;
}

/** What the caller is within the delegating account; undefined when that account trusts nobody of that kind. */
export function assumed(
  identities: Identities,
  caller: Caller,
  { agencyName, domainId, domainName }: AgencyChoice,
): Caller | undefined {
  const account = identities.accounts.find(
    ({ id, name }) =>
      (domainId !== undefined || domainName !== undefined) &&
      (domainId ?? id) === id &&
      (domainName ?? name) === name,
  );
  const agency = identities.agencies.find(
    ({ name, domainId: owner, trustedDomainId }) =>
      name === agencyName && owner === account?.id && trustedDomainId === caller.domainId,
  );
  return (
    agency && {
      domainId: agency.domainId,
      userName: `${agency.name}/${caller.userName}`,
      permissions: agency.permissions,
    }
  );
}

/** The same for IAM v3, which refuses in its own form and asks for the permission first. */
export function assumedOrRefused(
  identities: Identities,
  caller: Caller,
  choice: AgencyChoice,
): Caller {
  if (!caller.permissions.has(ASSUME_PERMISSION)) throw keystoneRefusals.notAllowed();
  const agent = assumed(identities, caller, choice);
  if (!agent) throw keystoneRefusals.unknownAgency(choice.agencyName);
  return agent;
}
