import { settingError } from '../cloud-error';
import { type Environment } from '../environment';
import {
  argumentName,
  count,
  id,
  isSet,
  readSetting,
  secret,
  sendable,
  type Setting,
  text,
} from './setting';

/** One agency to act for; several are assumed one after the other. */
export interface AssumeRole {
  readonly agencyName: string;
  readonly domainName?: string | undefined;
  /** With an id, STS (v5) is asked in place of IAM (v3). */
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

/** A block as a caller gives it; what is left out may stand in the environment. */
export type Given<T> = { readonly [N in keyof T]?: T[N] | null };

/** Where blocks come from. */
export interface BlockOrigin {
  readonly env: Environment;
  /** The profile of KooCLI that says so, where none is given. */
  readonly profile?: string | undefined;
}

const table = {
  agencyName: text('HW_ASSUME_ROLE_AGENCY_NAME'),
  domainName: text('HW_ASSUME_ROLE_DOMAIN_NAME'),
  domainId: id('HW_ASSUME_ROLE_DOMAIN_ID'),
  duration: count('HW_ASSUME_ROLE_DURATION'),
  idpId: sendable('HW_ASSUME_ROLE_IDP_ID'),
  idToken: secret('HW_ASSUME_ROLE_ID_TOKEN'),
  idTokenFile: text('HW_ASSUME_ROLE_ID_TOKEN_FILE'),
};

/**
 * The agencies to assume: what is given, completed from the environment, which also serves alone.
 * Where the environment names an identity provider, it means that log-in and no other agency.
 */
export function readAgencies(
  given: readonly Given<AssumeRole>[],
  origin: BlockOrigin,
): readonly AssumeRole[] {
  const { env } = origin;
  const isAlone = isSet(env.HW_ASSUME_ROLE_AGENCY_NAME) && !isSet(env.HW_ASSUME_ROLE_IDP_ID);
  const blocks = given.length === 0 && isAlone ? [{}] : given;
  // The environment completes the first; for further ones it would say the same again.
  return blocks.map((block, index) =>
    agencyIn(block, index === 0 ? origin : { ...origin, env: {} }),
  );
}

function agencyIn(block: Given<AssumeRole>, origin: BlockOrigin): AssumeRole {
  const read = reader('assume_role', origin);
  const hasAccount = isSet(block.domainId) || isSet(block.domainName);
  const account = hasAccount ? reader('assume_role', { ...origin, env: {} }) : read;
  const agencyName = read('agencyName', block.agencyName);
  if (agencyName === undefined) {
    throw settingError(
      'assume_role',
      'Incomplete agency',
      'assume_role names no agency. Set agency_name in it, or HW_ASSUME_ROLE_AGENCY_NAME for the first one.',
    );
  }
  return {
    agencyName,
    domainName: account('domainName', block.domainName),
    domainId: account('domainId', block.domainId),
    duration: read('duration', block.duration),
  };
}

/** The log-in with an ID token: what is given, completed from the environment, which also serves alone. */
export function readOidc(
  given: readonly Given<AssumeRoleWithOidc>[],
  origin: BlockOrigin,
): readonly AssumeRoleWithOidc[] {
  const [first] = given;
  if (first === undefined && !isSet(origin.env.HW_ASSUME_ROLE_IDP_ID)) return [];
  const block = first ?? {};
  const read = reader('assume_role_with_oidc', origin);
  const hasToken = isSet(block.idToken) || isSet(block.idTokenFile);
  const token = hasToken ? reader('assume_role_with_oidc', { ...origin, env: {} }) : read;
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
  const argument = argumentName(missing);
  return settingError(
    'assume_role_with_oidc',
    'Incomplete agency',
    `The log-in with an ID token has no ${argument}. Set ${argument} in assume_role_with_oidc, or ${table[missing].environment.join()}.`,
  );
}

/** Reads the fields of a block. */
function reader(block: string, { env, profile }: BlockOrigin) {
  return <N extends keyof typeof table>(
    name: N,
    value: Parameters<(typeof table)[N]['check']>[0] | null | undefined,
  ): ReturnType<(typeof table)[N]['check']> | undefined => {
    const setting = table[name] as Setting<typeof value, ReturnType<(typeof table)[N]['check']>>;
    return readSetting(setting, {
      argument: argumentName(name),
      block,
      given: profile === undefined ? value : undefined,
      profile: profile === undefined ? undefined : { name: profile, given: value },
      env,
    });
  };
}
