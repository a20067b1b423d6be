import { LogInScene } from './log-in-scene';

let scene: LogInScene;
beforeEach(async () => {
  scene = await LogInScene.start();
});
afterEach(() => scene.end());

test('what has expired is told as such', async () => {
  const logIns = await scene.logInsWith(
    {},
    ...(['temporary_keys', 'token', 'user_name_and_password', 'user_id_and_password'] as const),
    ...(['assume_role_by_iam', 'assume_role_by_sts', 'assume_role_chain'] as const),
    ...(['oidc_token', 'oidc_token_file', 'koocli_sso', 'koocli_agency', 'legacy_agency'] as const),
  );
  scene.cloud.sessionsHaveExpired();
  scene.expireSessionsBeforeLinks();
  expect(await scene.messages(logIns)).toMatchInlineSnapshot(`
   "=== assume_role_by_iam, assume_role_by_sts, koocli_agency, oidc_token, oidc_token_file
   Authentication failed
   The cloud no longer accepts the credentials from the log-in to the agency backup-reader: they have expired, or were revoked.

   Run again: every run logs in anew.

   APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/047bdaa2d64888740048b9fc30e184e8/backups/download-file

   === assume_role_chain
   Authentication failed
   The cloud no longer accepts the credentials from the log-in to the agency backup-reader-back-home: they have expired, or were revoked.

   Run again: every run logs in anew.

   APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file

   === koocli_sso
   Authentication failed
   The key pair is a temporary one that has expired, or its security token is missing or belongs to another key pair. The keys come from the KooCLI profile "sso".

   Log in again with hcloud, or set up the keys of the profile again with "hcloud configure set".

   APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

   === legacy_agency
   Authentication failed
   The cloud no longer accepts the credentials from the log-in to the agency: they have expired, or were revoked.

   Run again: every run logs in anew.

   APIGW.0307 "The token must be updated": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/047bdaa2d64888740048b9fc30e184e8/backups/download-file

   === temporary_keys
   Authentication failed
   The key pair is a temporary one that has expired, or its security token is missing or belongs to another key pair.

   Get new temporary keys, and set access_key, secret_key and security_token together; for a KooCLI profile, log in again with hcloud.

   APIGW.0301 "Incorrect IAM authentication information: decrypt token fail": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

   === token
   Authentication failed
   The cloud does not accept the token: it has expired, is damaged or belongs to another project.

   Get a new token for this region and project.

   APIGW.0307 "The token must be updated": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects

   === user_id_and_password, user_name_and_password
   Authentication failed
   The cloud no longer accepts the credentials from the log-in with the password: they have expired, or were revoked.

   Run again: every run logs in anew.

   APIGW.0307 "The token must be updated": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/5bc2d87afabfa3acb7551baec4da50ed/backups/download-file"
  `);
});

test('a clock that is wrong is told as such', async () => {
  scene.cloud.advance(20 * 60_000);
  expect(await scene.messages(await scene.logInsWith({}, 'keys'))).toMatchInlineSnapshot(`
   "=== keys
   Authentication failed
   The date of the signature is too far from the time of the cloud. The clock of this machine is 20 minutes behind the clock of the cloud.

   Set the clock of this machine (for example with NTP): the cloud accepts a difference of 15 minutes at most.

   APIGW.0303 "Incorrect app authentication information: signature expired, signature time:TIME,server time:TIME": HTTP 401, request ID REQUEST-ID, GET http://127.0.0.1:PORT/v3/projects"
  `);
});

test('whom nobody answers is told whom', async () => {
  const nobody = 'http://127.0.0.1:1';
  const endpoints = { dds: nobody, iam: nobody, sts: nobody };
  const logIns = await scene.logInsWith(
    {},
    ...(['keys', 'temporary_keys', 'token', 'user_name_and_password'] as const),
    ...(['assume_role_by_iam', 'assume_role_by_sts', 'assume_role_chain'] as const),
    ...(['oidc_token', 'koocli_sso', 'legacy_agency'] as const),
  );
  expect(await scene.messages(logIns, { endpoints })).toMatchInlineSnapshot(`
   "=== assume_role_by_iam, assume_role_by_sts, assume_role_chain, keys, koocli_sso, legacy_agency, oidc_token, temporary_keys, token, user_name_and_password
   Huawei Cloud cannot be reached
   127.0.0.1:PORT refuses the connection: nothing listens there. (ECONNREFUSED)

   Check region, and endpoints, auth_url and cloud if they are set."
  `);
});
