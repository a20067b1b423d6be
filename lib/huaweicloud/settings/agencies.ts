import { settingError } from '../http/errors';
import { type Environment } from './setting';

/** One agency to act for; several are assumed one after the other. */
export interface AssumeRole {
  readonly agencyName: string;
  readonly domainName?: string | null;
  /** With an id, STS (v5) is asked in place of IAM (v3). */
  readonly domainId?: string | null;
  /** Seconds. */
  readonly duration?: number | null;
}

/** An agency to act for with a token of an OpenID Connect identity provider. */
export interface AssumeRoleWithOidc {
  readonly agencyName: string;
  readonly domainId: string;
  /** Seconds. */
  readonly duration?: number | null;
  readonly idpId: string;
  readonly idToken?: string | null;
  readonly idTokenFile?: string | null;
}

/**
 * The agencies to assume: what is given, completed from the environment, which also serves alone.
 * Where the environment names an identity provider, it means that log-in and no other agency.
 */
export function readAgencies(
  given: readonly AssumeRole[],
  env: Environment,
): readonly AssumeRole[] {
  const [first, ...others] = given;
  const fromEnv = {
    domainName: env.HW_ASSUME_ROLE_DOMAIN_NAME,
    domainId: env.HW_ASSUME_ROLE_DOMAIN_ID,
    duration: durationIn(env),
  };
  if (first !== undefined) {
    const hasAccount = Boolean(first.domainId ?? first.domainName);
    const account = hasAccount ? { domainId: first.domainId, domainName: first.domainName } : {};
    const { agencyName, duration } = first;
    return [
      { ...fromEnv, agencyName, ...account, duration: duration ?? fromEnv.duration },
      ...others,
    ];
  }
  const agencyName = env.HW_ASSUME_ROLE_AGENCY_NAME;
  return agencyName && !env.HW_ASSUME_ROLE_IDP_ID ? [{ agencyName, ...fromEnv }] : [];
}

/** The log-in with an ID token: what is given, completed from the environment. */
export function readOidc(
  given: readonly AssumeRoleWithOidc[],
  env: Environment,
): readonly AssumeRoleWithOidc[] {
  const [block] = given;
  const idpId = block?.idpId ?? env.HW_ASSUME_ROLE_IDP_ID;
  if (!idpId) return [];
  const agencyName = block?.agencyName ?? env.HW_ASSUME_ROLE_AGENCY_NAME;
  const domainId = block?.domainId ?? env.HW_ASSUME_ROLE_DOMAIN_ID;
  if (!agencyName || !domainId) {
    throw settingError(
      'assume_role_with_oidc',
      'Incomplete agency',
      'HW_ASSUME_ROLE_IDP_ID names an identity provider, but the agency is not complete. Set HW_ASSUME_ROLE_AGENCY_NAME and HW_ASSUME_ROLE_DOMAIN_ID as well.',
    );
  }
  const hasToken = Boolean(block?.idToken ?? block?.idTokenFile);
  return [
    {
      agencyName,
      domainId,
      idpId,
      duration: block?.duration ?? durationIn(env),
      idToken: hasToken ? block?.idToken : env.HW_ASSUME_ROLE_ID_TOKEN,
      idTokenFile: hasToken ? block?.idTokenFile : env.HW_ASSUME_ROLE_ID_TOKEN_FILE,
    },
  ];
}

function durationIn({ HW_ASSUME_ROLE_DURATION: text }: Environment): number | null {
  if (!text) return null;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw settingError(
    'assume_role',
    'Setting assume_role cannot be used',
    `The environment variable HW_ASSUME_ROLE_DURATION is "${text}", which is no number of seconds.`,
  );
}
