import { settingError } from '../errors/cloud-error';
import { named, waysToSet } from '../errors/setting-names';
import { foreign } from '../redaction/foreign-text';
import { type AssumeRole } from '../settings/agencies';
import { type CredentialSource, type KeyPair } from './credentials';
import { type LogInContext, postTo, refusedLogIn } from './log-in';
import { temporaryKeys } from './temporary-keys';

/** The default of Huawei Cloud's own tools (seconds). */
const V3_DURATION = 43_200;

/**
 * Temporary keys of an agency, for the credentials of the account that it is delegated to: from STS
 * (v5) if the account of the agency is given by its id, else from IAM (v3).
 */
export function assumeAgency(
  agency: AssumeRole,
  base: CredentialSource,
  context: LogInContext,
  signal: AbortSignal,
): Promise<KeyPair> {
  return agency.domainId
    ? fromSts(agency, base, context, signal)
    : fromIam(agency, base, context, signal);
}

/**
 * IAM API Reference, "Obtaining a Temporary Access Key and Security Token Through an Agency":
 * POST /v3.0/OS-CREDENTIAL/securitytokens
 */
async function fromIam(
  { agencyName, domainName, duration = 0 }: AssumeRole,
  base: CredentialSource,
  context: LogInContext,
  signal: AbortSignal,
): Promise<KeyPair> {
  if (!domainName) throw noAccount(agencyName);
  const role = {
    agency_name: agencyName,
    domain_name: domainName,
    duration_seconds: duration === 0 ? V3_DURATION : duration,
  };
  const body = { auth: { identity: { methods: ['assume_role'], assume_role: role } } };
  const request = {
    ...postTo('iam', ['v3.0', 'OS-CREDENTIAL', 'securitytokens'], body, context),
    refusals: () => refusalsOf(agencyName),
  };
  const { domainId } = context.settings;
  const credentials = await base.credentials(signal);
  const answer = await context.authorised.send(request, credentials, { domainId }, signal);
  return temporaryKeys(answer, 'credential');
}

/** STS API Reference, "AssumeAgency": POST /v5/agencies/assume */
async function fromSts(
  { agencyName, domainId, duration }: AssumeRole,
  base: CredentialSource,
  context: LogInContext,
  signal: AbortSignal,
): Promise<KeyPair> {
  const body = {
    agency_urn: `iam::${domainId ?? ''}:agency:${agencyName}`,
    agency_session_name: agencyName,
    ...(duration && { duration_seconds: duration }),
  };
  const request = {
    ...postTo('sts', ['v5', 'agencies', 'assume'], body, context),
    refusals: () => refusalsOf(agencyName),
  };
  const credentials = await base.credentials(signal);
  const answer = await context.authorised.send(request, credentials, {}, signal);
  return temporaryKeys(answer, 'credentials');
}

function refusalsOf(agencyName: string) {
  return refusedLogIn(
    'assumeRole',
    `The agency "${foreign(agencyName)}" cannot be assumed: it does not exist in that account, or it is not delegated to the account of these credentials.`,
    `Check ${named('assumeRole.agencyName')} and ${named('assumeRole.domainName')} (or ${named('assumeRole.domainId')}); the user needs the permission "Agent Operator", or sts:agencies:assume. In a chain of agencies, ${named('assumeRole.duration')} can be at most 3600.`,
  );
}

function noAccount(agencyName: string): Error {
  return settingError(
    'assumeRole',
    'Incomplete agency',
    `The account of the agency "${foreign(agencyName)}" is not set. Set ${waysToSet('assumeRole.domainName')}, or ${waysToSet('assumeRole.domainId')}.`,
  );
}
