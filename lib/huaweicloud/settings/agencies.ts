import { settingError } from '../errors/cloud-error';
import { named, waysToSet } from '../errors/setting-names';
import { type Environment } from './environment';
import { count, id, isSet, readSetting, secret, sendable, type Setting, text } from './setting';

/** One agency to act for; several are assumed one after the other. */
export interface AssumeRole {
  readonly agencyName: string;
  readonly domainName?: string | undefined;
  /** With an ID, the keys come from STS (v5) instead of IAM (v3). */
  readonly domainId?: string | undefined;
  /** Seconds. */
  readonly duration?: number | undefined;
}

/** An agency to act for with a token of an OpenID Connect identity provider. */
export interface AssumeRoleWithOidc {
  readonly agencyName: string;
  readonly domainId: string;
  /** Seconds. */
  readonly duration?: number | undefined;
  readonly idpId: string;
  readonly idToken?: string | undefined;
  readonly idTokenFile?: string | undefined;
}

/** An agency as the caller gives it; what is left out may come from the environment. */
export type Given<T> = { readonly [N in keyof T]?: T[N] | null };

/** Where agencies come from. */
export interface AgencyOrigin {
  readonly env: Environment;
  /** The KooCLI profile that names them, if they are not given. */
  readonly profile?: string | undefined;
}

const agencyName = text('Name of the agency.', 'HW_ASSUME_ROLE_AGENCY_NAME');
const duration = count('Seconds for which the agency is assumed.', 'HW_ASSUME_ROLE_DURATION');

/** The settings inside {@link AssumeRole}. */
export const AGENCY_SETTINGS = {
  agencyName,
  domainName: text('Name of the account that the agency belongs to.', 'HW_ASSUME_ROLE_DOMAIN_NAME'),
  domainId: id(
    'ID of that account; with it the agency is assumed through STS.',
    'HW_ASSUME_ROLE_DOMAIN_ID',
  ),
  duration,
};

/** The settings inside {@link AssumeRoleWithOidc}. */
export const OIDC_SETTINGS = {
  agencyName,
  domainId: id('ID of the account that the agency belongs to.', 'HW_ASSUME_ROLE_DOMAIN_ID'),
  duration,
  idpId: sendable('ID of the identity provider.', 'HW_ASSUME_ROLE_IDP_ID'),
  idToken: secret('The token.', 'HW_ASSUME_ROLE_ID_TOKEN'),
  idTokenFile: text('File with the token.', 'HW_ASSUME_ROLE_ID_TOKEN_FILE'),
};

/**
 * The agencies to assume: those that are given, completed from the environment, which may also name
 * one alone: with an ID token, it means the agency of that log-in.
 */
export function readAgencies(
  given: readonly Given<AssumeRole>[],
  { mayBeAlone, ...origin }: AgencyOrigin & { readonly mayBeAlone: boolean },
): readonly AssumeRole[] {
  const isAlone = mayBeAlone && isSet(origin.env.HW_ASSUME_ROLE_AGENCY_NAME);
  const blocks = given.length === 0 && isAlone ? [{}] : given;
  // The environment completes the first one only; the others would all get the same values.
  return blocks.map((block, index) =>
    agencyIn(block, index === 0 ? origin : { ...origin, env: {} }),
  );
}

function agencyIn(block: Given<AssumeRole>, origin: AgencyOrigin): AssumeRole {
  const read = reader(AGENCY_SETTINGS, 'assumeRole', origin);
  const hasAccount = isSet(block.domainId) || isSet(block.domainName);
  const account = hasAccount ? reader(AGENCY_SETTINGS, 'assumeRole', { ...origin, env: {} }) : read;
  const agencyName = read('agencyName', block.agencyName);
  if (agencyName === undefined) {
    throw settingError(
      'assumeRole',
      'Incomplete agency',
      `${named('assumeRole')} names no agency. Set ${waysToSet('assumeRole.agencyName')}; the variable is for the first agency only.`,
    );
  }
  return {
    agencyName,
    domainName: account('domainName', block.domainName),
    domainId: account('domainId', block.domainId),
    duration: read('duration', block.duration),
  };
}

/** The log-in with an ID token: what is given, completed from the environment, which may also name it alone. */
export function readOidc(
  given: readonly Given<AssumeRoleWithOidc>[],
  origin: AgencyOrigin,
): readonly AssumeRoleWithOidc[] {
  const [first] = given;
  if (first === undefined && !isSet(origin.env.HW_ASSUME_ROLE_IDP_ID)) return [];
  const block = first ?? {};
  const read = reader(OIDC_SETTINGS, 'assumeRoleWithOidc', origin);
  const hasToken = isSet(block.idToken) || isSet(block.idTokenFile);
  const token = hasToken
    ? reader(OIDC_SETTINGS, 'assumeRoleWithOidc', { ...origin, env: {} })
    : read;
  const agencyName = read('agencyName', block.agencyName);
  const domainId = read('domainId', block.domainId);
  const idpId = read('idpId', block.idpId);
  if (agencyName === undefined) throw incompleteOidc('agencyName');
  if (domainId === undefined) throw incompleteOidc('domainId');
  if (idpId === undefined) throw incompleteOidc('idpId');
  return [
    {
      agencyName,
      domainId,
      idpId,
      duration: read('duration', block.duration),
      idToken: token('idToken', block.idToken),
      idTokenFile: token('idTokenFile', block.idTokenFile),
    },
  ];
}

function incompleteOidc(missing: 'agencyName' | 'domainId' | 'idpId'): Error {
  return settingError(
    'assumeRoleWithOidc',
    'Incomplete agency',
    `The log-in with an ID token is incomplete. Set ${waysToSet(`assumeRoleWithOidc.${missing}`)}.`,
  );
}

/** Reads the settings inside another one. */
function reader<T extends Readonly<Record<string, Pick<Setting<never, unknown>, 'check'>>>>(
  settings: T,
  parent: string,
  { env, profile }: AgencyOrigin,
) {
  return <N extends keyof T & string>(
    name: N,
    value: Parameters<T[N]['check']>[0] | null | undefined,
  ): ReturnType<T[N]['check']> | undefined => {
    const setting = settings[name] as unknown as Setting<typeof value, ReturnType<T[N]['check']>>;
    return readSetting(setting, {
      name,
      parent,
      given: profile === undefined ? value : undefined,
      profile: profile === undefined ? undefined : { name: profile, given: value },
      env,
    });
  };
}
