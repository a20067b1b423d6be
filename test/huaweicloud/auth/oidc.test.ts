import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../cloud-of';
import {
  cloud,
  folder,
  idTokens,
  keys,
  links,
  linksRequest,
  securityTokens,
  sts,
  tokenFor,
} from './log-in-fixture';
import { credential } from './scripted-cloud';

describe('an ID token', () => {
  const role = { agencyName: 'a', domainId: 'id', idpId: 'idp' };

  beforeEach(() => {
    cloud.answers.set(idTokens, tokenFor(null));
    cloud.answers.set(securityTokens, credential('F'));
    cloud.answers.set(sts, {
      body: {
        credentials: {
          access_key_id: 'AK-S',
          secret_access_key: 'SK-S',
          security_token: 'ST-S',
        },
      },
    });
  });

  test('leads to keys, and with them to the agency', async () => {
    await links({ assumeRoleWithOidc: [{ ...role, idToken: 'ID' }] });
    expect(cloud.calls).toEqual([
      idTokens,
      securityTokens,
      sts,
      'GET /v3/projects',
      'GET /v3/looked-up/backups/download-file',
    ]);
    expect(cloud.last(idTokens)).toMatchObject({
      headers: { 'x-idp-id': 'idp' },
      body: { auth: { id_token: { id: 'ID' } } },
    });
    expect(cloud.last(securityTokens)?.body).toEqual({
      auth: { identity: { methods: ['token'], token: { id: 'TOKEN-account' } } },
    });
    expect(cloud.last(sts)?.headers['x-security-token']).toBe('ST-F');
    expect(linksRequest()?.headers['x-security-token']).toBe('ST-S');
  });

  test('is read from a file, and goes before a key pair', async () => {
    const idTokenFile = join(folder, 'token');
    await writeFile(idTokenFile, 'FROM-FILE\n');
    await links({ ...keys, assumeRoleWithOidc: [{ ...role, idTokenFile }] });
    expect(cloud.last(idTokens)?.body).toEqual({ auth: { id_token: { id: 'FROM-FILE' } } });
  });

  test('is taken from the environment', async () => {
    await links(
      {},
      {
        HW_ASSUME_ROLE_AGENCY_NAME: 'a',
        HW_ASSUME_ROLE_DOMAIN_ID: 'id',
        HW_ASSUME_ROLE_IDP_ID: 'idp',
        HW_ASSUME_ROLE_ID_TOKEN: 'ENV',
      },
    );
    expect(cloud.last(idTokens)?.body).toEqual({ auth: { id_token: { id: 'ENV' } } });
    expect(cloud.calls.filter((call) => call === sts)).toHaveLength(1);
  });

  test('is not accepted', async () => {
    cloud.answers.set(idTokens, {
      status: 401,
      body: { error: { code: 401, message: 'expired' } },
    });
    expect(await messageOf(() => links({ assumeRoleWithOidc: [{ ...role, idToken: 'ID' }] })))
      .toMatchInlineSnapshot(`
     "assume_role_with_oidc | Authentication failed
     IAM does not accept the ID token of the identity provider.

     Check idp_id, that the ID token has not expired, and that its audience and claims are those the identity provider is set up for in IAM.

     401 "expired": HTTP 401, no request id, POST http://127.0.0.1:PORT/v3.0/OS-AUTH/id-token/tokens"
    `);
  });

  test('is nowhere to be found', async () => {
    expect(await messageOf(() => links({ assumeRoleWithOidc: [role] }))).toMatchInlineSnapshot(`
     "assume_role_with_oidc | No ID token
     assume_role_with_oidc cannot be used. It has neither id_token nor id_token_file. Set id_token or HW_ASSUME_ROLE_ID_TOKEN to the token, or id_token_file or HW_ASSUME_ROLE_ID_TOKEN_FILE to a file with it."
    `);
  });

  test('is in a file that cannot be read', async () => {
    const idTokenFile = '/nowhere/token';
    expect(await messageOf(() => links({ assumeRoleWithOidc: [{ ...role, idTokenFile }] })))
      .toMatchInlineSnapshot(`
     "assume_role_with_oidc | No ID token
     assume_role_with_oidc cannot be used. The file /nowhere/token cannot be read (ENOENT). Set id_token or HW_ASSUME_ROLE_ID_TOKEN to the token, or id_token_file or HW_ASSUME_ROLE_ID_TOKEN_FILE to a file with it."
    `);
  });

  test('with half an agency in the environment', async () => {
    const env = { HW_ASSUME_ROLE_IDP_ID: 'idp', HW_ASSUME_ROLE_ID_TOKEN: 'ENV' };
    expect(await messageOf(() => links({}, env))).toMatchInlineSnapshot(`
     "assume_role_with_oidc | Incomplete agency
     The log-in with an ID token has no agency_name. Set agency_name in assume_role_with_oidc, or HW_ASSUME_ROLE_AGENCY_NAME."
    `);
  });
});
