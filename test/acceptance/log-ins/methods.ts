import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Simulator } from '../../../lib/simulator/simulator';
import { type DdsProviderProps } from 'cdktf-huaweicloud-dds';

/** One way to log in at the simulated cloud, as a user writes it down. */
export interface LogIn {
  readonly settings: DdsProviderProps;
  /** Where it stands in the environment, which all providers of a plan share. */
  readonly env?: NodeJS.ProcessEnv;
  /** The backup that the user, or the agency, may read. */
  readonly backup: 'single' | 'foreign';
}

/** What is known to those who log in; a test spoils some of it. */
export interface Knowledge {
  readonly keys: { readonly accessKey: string; readonly secretKey: string };
  readonly temporaryKeys: Required<
    Pick<DdsProviderProps, 'accessKey' | 'secretKey' | 'securityToken'>
  >;
  readonly token: string;
  readonly password: string;
  readonly agency: string;
  readonly idToken: string;
}

/** Logs in at the cloud for what only it can give. */
export async function knowledgeOf(cloud: Simulator): Promise<Knowledge> {
  const { accessKey, secretKey } = cloud.credentials;
  const { users, agencies, identityProvider } = cloud.people;
  return {
    keys: { accessKey, secretKey },
    temporaryKeys: await temporaryKeys(cloud),
    token: await token(cloud),
    password: users.administrator.password,
    agency: agencies.reader.name,
    idToken: identityProvider.idToken,
  };
}

export type LogInName = keyof ReturnType<typeof methods>;

/**
 * All ways to log in but the metadata service, by name.
 * @param folder for files
 */
export function methods(cloud: Simulator, known: Knowledge, folder: string) {
  const { account, otherAccount, users, agencies, identityProvider } = cloud.people;
  const { name: userName, id: userId } = users.administrator;
  const { keys, temporaryKeys, token, password, agency, idToken } = known;
  const own = (settings: DdsProviderProps, env?: NodeJS.ProcessEnv): LogIn => ({
    ...{ settings, env, backup: 'single' },
  });
  const foreign = (settings: DdsProviderProps, env?: NodeJS.ProcessEnv): LogIn => ({
    ...{ settings, env, backup: 'foreign' },
  });
  const byName = { agencyName: agency, domainName: otherAccount.name };
  const byId = { agencyName: agency, domainId: otherAccount.id };
  const oidc = { ...byId, idpId: identityProvider.id };
  const idTokenFile = path.join(folder, 'id-token');
  writeFileSync(idTokenFile, `${idToken}\n`);
  const profiles = writeProfiles(folder, known, otherAccount.name);
  return {
    keys: own(keys),
    keys_in_environment: own({}, { HW_ACCESS_KEY: keys.accessKey, HW_SECRET_KEY: keys.secretKey }),
    temporary_keys: own(temporaryKeys),
    token: own({ token }),
    user_name_and_password: own({ userName, password, domainName: account.name }),
    user_id_and_password: own({ userId, password }),
    assume_role_by_iam: foreign({ ...keys, assumeRole: [byName] }),
    assume_role_by_sts: foreign({ ...keys, assumeRole: [byId] }),
    assume_role_chain: own({
      ...keys,
      assumeRole: [byName, { agencyName: agencies.back.name, domainId: account.id }],
    }),
    assume_role_in_environment: foreign(keys, {
      HW_ASSUME_ROLE_AGENCY_NAME: agency,
      HW_ASSUME_ROLE_DOMAIN_NAME: otherAccount.name,
    }),
    oidc_token: foreign({ assumeRoleWithOidc: { ...oidc, idToken } }),
    oidc_token_file: foreign({ assumeRoleWithOidc: { ...oidc, idTokenFile } }),
    oidc_in_environment: foreign(
      {},
      {
        HW_ASSUME_ROLE_AGENCY_NAME: agency,
        HW_ASSUME_ROLE_DOMAIN_ID: otherAccount.id,
        HW_ASSUME_ROLE_IDP_ID: identityProvider.id,
        HW_ASSUME_ROLE_ID_TOKEN: idToken,
      },
    ),
    koocli_keys: own({ sharedConfigFile: profiles, profile: 'keys' }),
    koocli_sso: own({ sharedConfigFile: profiles, profile: 'sso' }),
    koocli_agency: foreign({ sharedConfigFile: profiles, profile: 'agency' }),
    koocli_in_environment: own({}, { HW_SHARED_CONFIG_FILE: profiles, HW_PROFILE: 'keys' }),
    legacy_agency: foreign({
      ...keys,
      domainId: account.id,
      agencyName: agency,
      agencyDomainName: otherAccount.name,
      delegatedProject: cloud.region,
    }),
  } as const satisfies Record<string, LogIn>;
}

function writeProfiles(folder: string, known: Knowledge, agencyDomainName: string): string {
  const { keys, temporaryKeys: temporary, agency: agencyName } = known;
  const { accessKey: accessKeyId, secretKey: secretAccessKey } = keys;
  const own = { mode: 'AKSK', accessKeyId, secretAccessKey, securityToken: '' };
  const stsToken = {
    accessKeyId: temporary.accessKey,
    secretAccessKey: temporary.secretKey,
    securityToken: temporary.securityToken,
  };
  const file = path.join(folder, 'config.json');
  const profiles = [
    { ...own, name: 'keys' },
    { ...own, name: 'agency', agencyName, agencyDomainName },
    { name: 'sso', mode: 'SSO', ssoAuth: { stsToken } },
    { ...own, name: 'encrypted', accessKeyId: 'kCk9rbW1+3n0Yw==' },
  ];
  writeFileSync(file, JSON.stringify({ current: 'keys', profiles }));
  return file;
}

/** As a program on an ECS gets them. */
async function temporaryKeys(cloud: Simulator): Promise<Knowledge['temporaryKeys']> {
  const response = await fetch(`${cloud.url}/openstack/latest/securitykey`);
  const { credential } = (await response.json()) as { credential: Record<string, string> };
  const { access = '', secret = '', securitytoken = '' } = credential;
  return { accessKey: access, secretKey: secret, securityToken: securitytoken };
}

async function token(cloud: Simulator): Promise<string> {
  const { name, password, account } = cloud.people.users.administrator;
  const user = { name, password, domain: { name: account.name } };
  const response = await fetch(`${cloud.url}/v3/auth/tokens`, {
    method: 'POST',
    body: JSON.stringify({
      auth: {
        identity: { methods: ['password'], password: { user } },
        scope: { project: { id: cloud.projectId } },
      },
    }),
  });
  return response.headers.get('x-subject-token') ?? '';
}
