import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { DeployedStack } from '../deployed-stack';
import { outcomesOf } from '../plan-outcomes';
import { type Knowledge, knowledgeOf, type LogIn, type LogInName, methods } from './methods';
import { BackupDownloadLinks, DdsProvider, type DdsProviderProps } from 'cdktf-huaweicloud-dds';

jest.setTimeout(120_000);

let cloud: Simulator;
let folder: string;

beforeEach(async () => {
  cloud = await startSimulator();
  folder = await mkdtemp(path.join(tmpdir(), 'log-ins-'));
});

afterEach(async () => {
  await cloud.close();
  await rm(folder, { recursive: true });
});

/** The ways to log in, with some of what the user knows replaced. */
async function logInsWith(replaced: Partial<Knowledge>, ...names: LogInName[]) {
  const all = methods(cloud, { ...(await knowledgeOf(cloud)), ...replaced }, folder);
  return names.length === 0 ? all : Object.fromEntries(names.map((name) => [name, all[name]]));
}

/** What a real plan says to each log-in; those in the environment have a plan of their own. */
async function outcomes(
  logIns: Readonly<Record<string, LogIn>>,
  settings: DdsProviderProps = {},
): Promise<Record<string, string>> {
  const written = Object.entries(logIns).filter(([, { env }]) => env === undefined);
  const plans = Object.entries(logIns)
    .filter(([, { env }]) => env !== undefined)
    .map((entry) => [entry]);
  let told = await plan(written, settings);
  for (const entries of plans) told = { ...told, ...(await plan(entries, settings)) };
  return told;
}

/** One plan with a provider a log-in, and one data source each, which are read one after the other. */
async function plan(
  logIns: readonly (readonly [string, LogIn])[],
  common: DdsProviderProps,
): Promise<Record<string, string>> {
  const stack = await DeployedStack.of(cloud, (scope) => {
    for (const [name, { settings, backup }] of logIns) {
      const { endpoints } = cloud;
      const given = { endpoints, maxRetries: 0, ...settings, ...common, alias: name };
      const provider = new DdsProvider(scope, `as-${name}`, given);
      const { instanceId, id: backupId } = cloud.backups[backup];
      new BackupDownloadLinks(scope, name, { provider, instanceId, backupId });
    }
  });
  const env = { ...withoutKeys, ...logIns[0]?.[1].env };
  const run = await stack.run(['plan', '-json', '-parallelism=1'], { env });
  stack.remove();
  return outcomesOf(run);
}

const withoutKeys = { HW_ACCESS_KEY: undefined, HW_SECRET_KEY: undefined };

/** The messages, each after the log-ins that lead to it. */
function byMessage(told: Readonly<Record<string, string>>): string {
  const names = new Map<string, string[]>();
  for (const [name, message] of Object.entries(told).sort(([a], [b]) => (a < b ? -1 : 1))) {
    names.set(message, [...(names.get(message) ?? []), name]);
  }
  return [...names]
    .map(([message, who]) => `=== ${who.join(', ')}\n${message.replaceAll(folder, 'FOLDER')}`)
    .join('\n\n');
}

test('every way to log in works', async () => {
  const logIns = await logInsWith({});
  expect(await outcomes(logIns)).toEqual(
    Object.fromEntries(Object.keys(logIns).map((name) => [name, 'read'])),
  );
});

describe('wrong is', () => {
  test('a secret key', async () => {
    const keys = { accessKey: cloud.credentials.accessKey, secretKey: 'not-the-secret' };
    const logIns = await logInsWith(
      { keys },
      ...(['keys', 'assume_role_by_iam', 'assume_role_by_sts'] as const),
      ...(['legacy_agency', 'koocli_in_environment'] as const),
    );
    expect(byMessage(await outcomes(logIns))).toMatchInlineSnapshot(`
     "=== assume_role_by_iam
     Authentication failed
     The signature is wrong: the secret key does not belong to the access key.

     Check secret_key. More than five failures in a row lock the key pair for five minutes.

     APIGW.0301 "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:***": HTTP 401, request id REQUEST-ID, POST http://127.0.0.1:PORT/v3.0/OS-CREDENTIAL/securitytokens

     === assume_role_by_sts
     Authentication failed
     The signature is wrong: the secret key does not belong to the access key.

     Check secret_key. More than five failures in a row lock the key pair for five minutes.

     APIGW.0301 "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:***": HTTP 401, request id REQUEST-ID, POST http://127.0.0.1:PORT/v5/agencies/assume

     === keys
     Authentication failed
     The signature is wrong: the secret key does not belong to the access key.

     Check secret_key. More than five failures in a row lock the key pair for five minutes.

     APIGW.0301 "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:***": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

     === koocli_in_environment
     Authentication failed
     The secret key does not belong to the access key. The keys come from the KooCLI profile "keys".

     Log in again with hcloud, or set up the keys of the profile again with "hcloud configure set".

     APIGW.0301 "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:***": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

     === legacy_agency
     Authentication failed
     The signature is wrong: the secret key does not belong to the access key.

     Check secret_key. More than five failures in a row lock the key pair for five minutes.

     APIGW.0301 "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:***": HTTP 401, request id REQUEST-ID, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });

  test('an access key', async () => {
    const { secretKey } = cloud.credentials;
    const keys = { accessKey: 'AKNOTKNOWNTOANYONE00', secretKey };
    const logIns = await logInsWith({ keys }, 'keys', 'koocli_keys', 'legacy_agency');
    expect(byMessage(await outcomes(logIns))).toMatchInlineSnapshot(`
     "=== keys
     Authentication failed
     The access key does not exist, is disabled, or was temporary and has expired.

     Check access_key, and security_token if the keys are temporary.

     APIGW.0301 "Incorrect IAM authentication information: Get secretKey failed,ak:***,err:ak not exist": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

     === koocli_keys
     Authentication failed
     The access key does not exist, is disabled or locked, or was temporary and has expired. The keys come from the KooCLI profile "keys".

     Log in again with hcloud, or set up the keys of the profile again with "hcloud configure set".

     APIGW.0301 "Incorrect IAM authentication information: Get secretKey failed,ak:***,err:ak not exist": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

     === legacy_agency
     Authentication failed
     The access key does not exist, is disabled, or was temporary and has expired.

     Check access_key, and security_token if the keys are temporary.

     APIGW.0301 "Incorrect IAM authentication information: Get secretKey failed,ak:***,err:ak not exist": HTTP 401, request id REQUEST-ID, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });

  test('a security token, token, password or ID token', async () => {
    const { temporaryKeys } = await knowledgeOf(cloud);
    const logIns = await logInsWith(
      {
        temporaryKeys: { ...temporaryKeys, securityToken: 'not-the-security-token' },
        token: 'not-the-token',
        password: 'not-the-password',
        idToken: 'not-the-id-token',
      },
      ...(['temporary_keys', 'token', 'user_name_and_password', 'user_id_and_password'] as const),
      ...(['oidc_token', 'oidc_token_file', 'oidc_in_environment', 'koocli_sso'] as const),
    );
    expect(byMessage(await outcomes(logIns))).toMatchInlineSnapshot(`
     "=== koocli_sso
     Authentication failed
     The key pair is a temporary one that has expired, or its security token is missing or belongs to another key pair. The keys come from the KooCLI profile "sso".

     Log in again with hcloud, or set up the keys of the profile again with "hcloud configure set".

     APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

     === oidc_in_environment, oidc_token, oidc_token_file
     Authentication failed
     IAM does not accept the ID token of the identity provider.

     Check assume_role_with_oidc.idp_id, that the ID token has not expired, and that its audience and claims are those that the identity provider is configured for in IAM.

     401 "The request you have made requires authentication.": HTTP 401, request id REQUEST-ID, POST http://127.0.0.1:PORT/v3.0/OS-AUTH/id-token/tokens

     === temporary_keys
     Authentication failed
     The key pair is a temporary one that has expired, or its security token is missing or belongs to another key pair.

     Get new temporary keys, and set access_key, secret_key and security_token together; for a KooCLI profile, log in again with hcloud.

     APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

     === token
     Authentication failed
     The cloud does not accept the token: it has expired, is damaged or belongs to another project.

     Get a new token for this region and project.

     APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

     === user_id_and_password, user_name_and_password
     Authentication failed
     IAM does not accept this user and password for this account and project.

     Check user_name (or user_id), password, domain_name and project_name. Users of HUAWEI IDs, and users with multi-factor authentication, cannot log in this way: use access keys.

     401 "The username or password is wrong.": HTTP 401, request id REQUEST-ID, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });

  test('an agency', async () => {
    const logIns = await logInsWith(
      { agency: 'none' },
      ...(['assume_role_by_iam', 'assume_role_by_sts', 'assume_role_chain'] as const),
      ...(['assume_role_in_environment', 'oidc_token'] as const),
      ...(['koocli_agency', 'legacy_agency'] as const),
    );
    expect(byMessage(await outcomes(logIns))).toMatchInlineSnapshot(`
     "=== assume_role_by_iam, assume_role_chain, assume_role_in_environment, koocli_agency
     Authentication failed
     The agency "none" cannot be assumed: it does not exist in that account, or it is not delegated to the account of these credentials.

     Check assume_role.agency_name and assume_role.domain_name (or assume_role.domain_id); the user needs the permission "Agent Operator", or sts:agencies:assume. In a chain of agencies, assume_role.duration can be at most 3600.

     404 "Could not find agency: none.": HTTP 404, request id REQUEST-ID, POST http://127.0.0.1:PORT/v3.0/OS-CREDENTIAL/securitytokens

     === assume_role_by_sts, oidc_token
     Authentication failed
     The agency "none" cannot be assumed: it does not exist in that account, or it is not delegated to the account of these credentials.

     Check assume_role.agency_name and assume_role.domain_name (or assume_role.domain_id); the user needs the permission "Agent Operator", or sts:agencies:assume. In a chain of agencies, assume_role.duration can be at most 3600.

     STS5.1106 "the agency 'iam::761b6077b3bc00090d14015c82f9d431:agency:none' cannot be found": HTTP 404, request id REQUEST-ID, POST http://127.0.0.1:PORT/v5/agencies/assume

     === legacy_agency
     Authentication failed
     The agency "none" of the account "another-account" cannot be used: it does not exist, or it is not delegated to the account of these credentials.

     Check agency_name, agency_domain_name and delegated_project; the user needs the permission "Agent Operator", and domain_id or domain_name must name the user's own account.

     404 "Could not find agency: none.": HTTP 404, request id REQUEST-ID, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });

  test('a KooCLI profile', async () => {
    const { koocli_keys: right } = await logInsWith({}, 'koocli_keys');
    const profile = (settings: DdsProviderProps): LogIn => ({
      ...{ backup: 'single', settings: { ...right.settings, ...settings } },
    });
    const logIns = {
      encrypted: profile({ profile: 'encrypted' }),
      unknown: profile({ profile: 'unknown' }),
      no_file: profile({ sharedConfigFile: `${folder}/none.json` }),
      no_json: profile({ sharedConfigFile: `${folder}/id-token` }),
    };
    expect(byMessage(await outcomes(logIns))).toMatchInlineSnapshot(`
     "=== encrypted
     KooCLI profile is encrypted
     The keys in the KooCLI profile "encrypted" are encrypted. KooCLI encrypts stored keys by default: run "hcloud configure set --cli-auth-encrypt=false", then set up the profile again.

     === no_file
     KooCLI configuration cannot be read
     The file FOLDER/none.json cannot be read (ENOENT). Set shared_config_file or HW_SHARED_CONFIG_FILE to the config.json of KooCLI, or remove profile and HW_PROFILE.

     === no_json
     KooCLI configuration cannot be read
     The file FOLDER/id-token is not a KooCLI configuration in JSON. KooCLI encrypts stored keys by default: run "hcloud configure set --cli-auth-encrypt=false", then set up the profile again.

     === unknown
     KooCLI profile not found
     The file FOLDER/config.json has no profile "unknown"; it has: keys, agency, sso, encrypted. Set profile or HW_PROFILE to one of them."
    `);
  });
});

test('what has expired is told as such', async () => {
  const logIns = await logInsWith(
    {},
    ...(['temporary_keys', 'token', 'user_name_and_password', 'user_id_and_password'] as const),
    ...(['assume_role_by_iam', 'assume_role_by_sts', 'assume_role_chain'] as const),
    ...(['oidc_token', 'oidc_token_file', 'koocli_sso', 'koocli_agency', 'legacy_agency'] as const),
  );
  cloud.sessionsHaveExpired();
  expireSessionsBeforeLinks();
  expect(byMessage(await outcomes(logIns))).toMatchInlineSnapshot(`
   "=== assume_role_by_iam, assume_role_by_sts, koocli_agency, oidc_token, oidc_token_file
   Authentication failed
   The cloud no longer accepts the credentials from the log-in to the agency backup-reader: they have expired, or were revoked.

   Run again: every run logs in anew.

   APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/047bdaa2d64888740048b9fc30e184e8/backups/download-file

   === assume_role_chain
   Authentication failed
   The cloud no longer accepts the credentials from the log-in to the agency backup-reader-back-home: they have expired, or were revoked.

   Run again: every run logs in anew.

   APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file

   === koocli_sso
   Authentication failed
   The key pair is a temporary one that has expired, or its security token is missing or belongs to another key pair. The keys come from the KooCLI profile "sso".

   Log in again with hcloud, or set up the keys of the profile again with "hcloud configure set".

   APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

   === legacy_agency
   Authentication failed
   The cloud no longer accepts the credentials from the log-in to the agency: they have expired, or were revoked.

   Run again: every run logs in anew.

   APIGW.0307 "The token must be updated": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/047bdaa2d64888740048b9fc30e184e8/backups/download-file

   === temporary_keys
   Authentication failed
   The key pair is a temporary one that has expired, or its security token is missing or belongs to another key pair.

   Get new temporary keys, and set access_key, secret_key and security_token together; for a KooCLI profile, log in again with hcloud.

   APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

   === token
   Authentication failed
   The cloud does not accept the token: it has expired, is damaged or belongs to another project.

   Get a new token for this region and project.

   APIGW.0307 "The token must be updated": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

   === user_id_and_password, user_name_and_password
   Authentication failed
   The cloud no longer accepts the credentials from the log-in with the password: they have expired, or were revoked.

   Run again: every run logs in anew.

   APIGW.0307 "The token must be updated": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
  `);
});

/** Ends what a log-in has led to, just before it is used for the links. */
function expireSessionsBeforeLinks(): void {
  const edit = (body: unknown) => {
    cloud.sessionsHaveExpired();
    return body;
  };
  for (const action of ['KeystoneListProjects', 'KeystoneCreateToken']) {
    cloud.inject({ action, times: Infinity, fault: { kind: 'edit', edit } });
  }
}

test('a clock that is wrong is told as such', async () => {
  cloud.advance(20 * 60_000);
  expect(byMessage(await outcomes(await logInsWith({}, 'keys')))).toMatchInlineSnapshot(`
   "=== keys
   Authentication failed
   The date of the signature is too far from the time of the cloud. The clock of this machine is 20 minutes behind the clock of the cloud.

   Set the clock of this machine (for example with NTP): the cloud accepts a difference of 15 minutes at most.

   APIGW.0303 "Incorrect app authentication information: signature expired, signature time:TIME,server time:TIME": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects"
  `);
});

test('whom nobody answers is told whom', async () => {
  const nobody = 'http://127.0.0.1:1';
  const endpoints = { dds: nobody, iam: nobody, sts: nobody };
  const logIns = await logInsWith(
    {},
    ...(['keys', 'temporary_keys', 'token', 'user_name_and_password'] as const),
    ...(['assume_role_by_iam', 'assume_role_by_sts', 'assume_role_chain'] as const),
    ...(['oidc_token', 'koocli_sso', 'legacy_agency'] as const),
  );
  expect(byMessage(await outcomes(logIns, { endpoints }))).toMatchInlineSnapshot(`
   "=== assume_role_by_iam, assume_role_by_sts, assume_role_chain, keys, koocli_sso, legacy_agency, oidc_token, temporary_keys, token, user_name_and_password
   Huawei Cloud cannot be reached
   127.0.0.1:PORT refuses the connection: nothing listens there. (ECONNREFUSED)

   Check region, and endpoints, auth_url and cloud if they are set."
  `);
});

describe('on an ECS the metadata service', () => {
  const onEcs = (endpoint: string): Record<string, LogIn> => ({
    ecs: {
      settings: {},
      env: { HW_METADATA_DISABLED: 'false', HW_METADATA_ENDPOINT: endpoint },
      backup: 'single',
    },
  });

  test.each(['v1', 'v2', 'v2-required'] as const)('of kind %s gives keys', async (metadata) => {
    await cloud.close();
    cloud = await startSimulator({ metadata });
    expect(await outcomes(onEcs(cloud.url))).toEqual({ ecs: 'read' });
  });

  test('has nothing to give without an agency', async () => {
    await cloud.close();
    cloud = await startSimulator({ metadata: 'without-agency' });
    expect(byMessage(await outcomes(onEcs(cloud.url)))).toMatchInlineSnapshot(`
     "=== ecs
     No credentials
     No credentials are set, and the ECS metadata service at 127.0.0.1:PORT has no keys (HTTP 401).

     Set access_key or HW_ACCESS_KEY, and secret_key or HW_SECRET_KEY; on an ECS, bind an agency to it. With HW_METADATA_DISABLED=true the metadata service is not used."
    `);
  });

  test('gives keys that expire', async () => {
    expireSessionsBeforeLinks();
    expect(byMessage(await outcomes(onEcs(cloud.url)))).toMatchInlineSnapshot(`
     "=== ecs
     Authentication failed
     The cloud no longer accepts the credentials from the ECS metadata: they have expired, or were revoked.

     Run again: every run logs in anew.

     APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request id REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
    `);
  });

  test('does not answer', async () => {
    expect(byMessage(await outcomes(onEcs('http://127.0.0.1:1')))).toMatchInlineSnapshot(`
     "=== ecs
     No credentials
     No credentials are set, and the ECS metadata service at 127.0.0.1:PORT does not answer (ECONNREFUSED).

     Set access_key or HW_ACCESS_KEY, and secret_key or HW_SECRET_KEY; on an ECS, bind an agency to it. With HW_METADATA_DISABLED=true the metadata service is not used."
    `);
  });

  test('does not answer in time', async () => {
    cloud.inject({ path: /^\/(meta-data|openstack)\//, fault: { kind: 'hang' }, times: Infinity });
    expect(byMessage(await outcomes(onEcs(cloud.url)))).toMatchInlineSnapshot(`
     "=== ecs
     No credentials
     No credentials are set, and the ECS metadata service at 127.0.0.1:PORT does not answer (ETIMEDOUT).

     Set access_key or HW_ACCESS_KEY, and secret_key or HW_SECRET_KEY; on an ECS, bind an agency to it. With HW_METADATA_DISABLED=true the metadata service is not used."
    `);
  });
});
