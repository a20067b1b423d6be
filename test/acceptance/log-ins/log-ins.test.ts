import { LogInScene } from './log-in-scene';
import { knowledgeOf, type LogIn } from './methods';
import { type DdsProviderProps } from 'cdktf-huaweicloud-dds';

let scene: LogInScene;
beforeEach(async () => {
  scene = await LogInScene.start();
});
afterEach(() => scene.end());

test('every way to log in works', async () => {
  const logIns = await scene.logInsWith({});
  expect(await scene.outcomes(logIns)).toEqual(
    Object.fromEntries(Object.keys(logIns).map((name) => [name, 'read'])),
  );
});

describe('wrong is', () => {
  test('a secret key', async () => {
    const keys = { accessKey: scene.cloud.credentials.accessKey, secretKey: 'not-the-secret' };
    const logIns = await scene.logInsWith(
      { keys },
      ...(['keys', 'assume_role_by_iam', 'assume_role_by_sts'] as const),
      ...(['legacy_agency', 'koocli_in_environment'] as const),
    );
    expect(await scene.messages(logIns)).toMatchInlineSnapshot(`
     "=== assume_role_by_iam
     Authentication failed
     The signature is wrong: the secret key does not belong to the access key.

     Check secret_key. More than five failures in a row lock the key pair for five minutes.

     APIGW.0301 "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:***": HTTP 401, request ID REQUEST-ID, POST http://127.0.0.1:PORT/v3.0/OS-CREDENTIAL/securitytokens

     === assume_role_by_sts
     Authentication failed
     The signature is wrong: the secret key does not belong to the access key.

     Check secret_key. More than five failures in a row lock the key pair for five minutes.

     APIGW.0301 "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:***": HTTP 401, request ID REQUEST-ID, POST http://127.0.0.1:PORT/v5/agencies/assume

     === keys
     Authentication failed
     The signature is wrong: the secret key does not belong to the access key.

     Check secret_key. More than five failures in a row lock the key pair for five minutes.

     APIGW.0301 "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:***": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

     === koocli_in_environment
     Authentication failed
     The secret key does not belong to the access key. The keys come from the KooCLI profile "keys".

     Log in again with hcloud, or set up the keys of the profile again with "hcloud configure set".

     APIGW.0301 "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:***": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

     === legacy_agency
     Authentication failed
     The signature is wrong: the secret key does not belong to the access key.

     Check secret_key. More than five failures in a row lock the key pair for five minutes.

     APIGW.0301 "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:***": HTTP 401, request ID REQUEST-ID, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });

  test('an access key', async () => {
    const { secretKey } = scene.cloud.credentials;
    const keys = { accessKey: 'AKNOTKNOWNTOANYONE00', secretKey };
    const logIns = await scene.logInsWith({ keys }, 'keys', 'koocli_keys', 'legacy_agency');
    expect(await scene.messages(logIns)).toMatchInlineSnapshot(`
     "=== keys
     Authentication failed
     The access key does not exist, is disabled, or was temporary and has expired.

     Check access_key, and security_token if the keys are temporary.

     APIGW.0301 "Incorrect IAM authentication information: Get secretKey failed,ak:***,err:ak not exist": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

     === koocli_keys
     Authentication failed
     The access key does not exist, is disabled or locked, or was temporary and has expired. The keys come from the KooCLI profile "keys".

     Log in again with hcloud, or set up the keys of the profile again with "hcloud configure set".

     APIGW.0301 "Incorrect IAM authentication information: Get secretKey failed,ak:***,err:ak not exist": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

     === legacy_agency
     Authentication failed
     The access key does not exist, is disabled, or was temporary and has expired.

     Check access_key, and security_token if the keys are temporary.

     APIGW.0301 "Incorrect IAM authentication information: Get secretKey failed,ak:***,err:ak not exist": HTTP 401, request ID REQUEST-ID, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });

  test('a security token, token, password or ID token', async () => {
    const { temporaryKeys } = await knowledgeOf(scene.cloud);
    const logIns = await scene.logInsWith(
      {
        temporaryKeys: { ...temporaryKeys, securityToken: 'not-the-security-token' },
        token: 'not-the-token',
        password: 'not-the-password',
        idToken: 'not-the-id-token',
      },
      ...(['temporary_keys', 'token', 'user_name_and_password', 'user_id_and_password'] as const),
      ...(['oidc_token', 'oidc_token_file', 'oidc_in_environment', 'koocli_sso'] as const),
    );
    expect(await scene.messages(logIns)).toMatchInlineSnapshot(`
     "=== koocli_sso
     Authentication failed
     The key pair is a temporary one that has expired, or its security token is missing or belongs to another key pair. The keys come from the KooCLI profile "sso".

     Log in again with hcloud, or set up the keys of the profile again with "hcloud configure set".

     APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

     === oidc_in_environment, oidc_token, oidc_token_file
     Authentication failed
     IAM does not accept the ID token of the identity provider.

     Check assume_role_with_oidc.idp_id, that the ID token has not expired, and that its audience and claims are those that the identity provider is configured for in IAM.

     401 "The request you have made requires authentication.": HTTP 401, request ID REQUEST-ID, POST http://127.0.0.1:PORT/v3.0/OS-AUTH/id-token/tokens

     === temporary_keys
     Authentication failed
     The key pair is a temporary one that has expired, or its security token is missing or belongs to another key pair.

     Get new temporary keys, and set access_key, secret_key and security_token together; for a KooCLI profile, log in again with hcloud.

     APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

     === token
     Authentication failed
     The cloud does not accept the token: it has expired, is damaged or belongs to another project.

     Get a new token for this region and project.

     APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

     === user_id_and_password, user_name_and_password
     Authentication failed
     IAM does not accept this user and password for this account and project.

     Check user_name (or user_id), password, domain_name and project_name. Users of HUAWEI IDs, and users with multi-factor authentication, cannot log in this way: use access keys.

     401 "The username or password is wrong.": HTTP 401, request ID REQUEST-ID, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });

  test('an agency', async () => {
    const logIns = await scene.logInsWith(
      { agency: 'none' },
      ...(['assume_role_by_iam', 'assume_role_by_sts', 'assume_role_chain'] as const),
      ...(['assume_role_in_environment', 'oidc_token'] as const),
      ...(['koocli_agency', 'legacy_agency'] as const),
    );
    expect(await scene.messages(logIns)).toMatchInlineSnapshot(`
     "=== assume_role_by_iam, assume_role_chain, assume_role_in_environment, koocli_agency
     Authentication failed
     The agency "none" cannot be assumed: it does not exist in that account, or it is not delegated to the account of these credentials.

     Check assume_role.agency_name and assume_role.domain_name (or assume_role.domain_id); the user needs the permission "Agent Operator", or sts:agencies:assume. In a chain of agencies, assume_role.duration can be at most 3600.

     404 "Could not find agency: none.": HTTP 404, request ID REQUEST-ID, POST http://127.0.0.1:PORT/v3.0/OS-CREDENTIAL/securitytokens

     === assume_role_by_sts, oidc_token
     Authentication failed
     The agency "none" cannot be assumed: it does not exist in that account, or it is not delegated to the account of these credentials.

     Check assume_role.agency_name and assume_role.domain_name (or assume_role.domain_id); the user needs the permission "Agent Operator", or sts:agencies:assume. In a chain of agencies, assume_role.duration can be at most 3600.

     STS5.1106 "the agency 'iam::761b6077b3bc00090d14015c82f9d431:agency:none' cannot be found": HTTP 404, request ID REQUEST-ID, POST http://127.0.0.1:PORT/v5/agencies/assume

     === legacy_agency
     Authentication failed
     The agency "none" of the account "another-account" cannot be used: it does not exist, or it is not delegated to the account of these credentials.

     Check agency_name, agency_domain_name and delegated_project; the user needs the permission "Agent Operator", and domain_id or domain_name must name the user's own account.

     404 "Could not find agency: none.": HTTP 404, request ID REQUEST-ID, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });

  test('a KooCLI profile', async () => {
    const { koocli_keys: right } = await scene.logInsWith({}, 'koocli_keys');
    const profile = (settings: DdsProviderProps): LogIn => ({
      ...{ backup: 'single', settings: { ...right.settings, ...settings } },
    });
    const logIns = {
      encrypted: profile({ profile: 'encrypted' }),
      unknown: profile({ profile: 'unknown' }),
      no_file: profile({ sharedConfigFile: `${scene.folder}/none.json` }),
      no_json: profile({ sharedConfigFile: `${scene.folder}/id-token` }),
    };
    expect(await scene.messages(logIns)).toMatchInlineSnapshot(`
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
