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

describe('the log-in with an ID token', () => {
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

  test('it leads to keys, and with them to the agency', async () => {
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

  test('it is read from a file, and takes precedence over a key pair', async () => {
    const idTokenFile = join(folder, 'token');
    await writeFile(idTokenFile, 'FROM-FILE\n');
    await links({ ...keys, assumeRoleWithOidc: [{ ...role, idTokenFile }] });
    expect(cloud.last(idTokens)?.body).toEqual({ auth: { id_token: { id: 'FROM-FILE' } } });
  });

  test('it is taken from the environment', async () => {
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

  test('its agency may be named by the environment, and is assumed once', async () => {
    const { agencyName, ...rest } = role;
    const env = { HW_ASSUME_ROLE_AGENCY_NAME: agencyName, HW_ASSUME_ROLE_DOMAIN_ID: 'id' };
    await links({ assumeRoleWithOidc: [{ ...rest, idToken: 'ID' }] }, env);
    expect(cloud.calls.filter((call) => call === sts)).toHaveLength(1);
  });

  test('the error says what to check if IAM does not accept it', async () => {
    cloud.answers.set(idTokens, {
      status: 401,
      body: { error: { code: 401, message: 'expired' } },
    });
    expect(await messageOf(() => links({ assumeRoleWithOidc: [{ ...role, idToken: 'ID' }] })))
      .toMatchInlineSnapshot(`
     "assumeRoleWithOidc | Authentication failed
     IAM does not accept the ID token of the identity provider.

     Check assumeRoleWithOidc.idpId, that the ID token has not expired, and that its audience and claims are those that the identity provider is configured for in IAM.

     401 "expired": HTTP 401, no request ID, POST http://127.0.0.1:PORT/v3.0/OS-AUTH/id-token/tokens"
    `);
  });

  test('the error says how to set it if there is none', async () => {
    expect(await messageOf(() => links({ assumeRoleWithOidc: [role] }))).toMatchInlineSnapshot(`
     "assumeRoleWithOidc | No ID token
     assumeRoleWithOidc cannot be used. There is no ID token. Set assumeRoleWithOidc.idToken to the token, or assumeRoleWithOidc.idTokenFile to a file with it."
    `);
  });

  test('the error says why its file cannot be read', async () => {
    const idTokenFile = '/nowhere/token';
    expect(await messageOf(() => links({ assumeRoleWithOidc: [{ ...role, idTokenFile }] })))
      .toMatchInlineSnapshot(`
     "assumeRoleWithOidc | No ID token
     assumeRoleWithOidc cannot be used. The file /nowhere/token cannot be read (ENOENT). Set assumeRoleWithOidc.idToken to the token, or assumeRoleWithOidc.idTokenFile to a file with it."
    `);
  });

  test('the error names what is missing if the environment holds half an agency', async () => {
    const env = { HW_ASSUME_ROLE_IDP_ID: 'idp', HW_ASSUME_ROLE_ID_TOKEN: 'ENV' };
    expect(await messageOf(() => links({}, env))).toMatchInlineSnapshot(`
     "assumeRoleWithOidc | Incomplete agency
     The log-in with an ID token is incomplete. Set assumeRoleWithOidc.agencyName."
    `);
  });

  test.each([
    ['is empty', '\n', 'is empty.'],
    ['holds a token that cannot be sent', 'an-id-token–cut', 'U+2013'],
  ])('the error names the file, not the token, if the file %s', async (_, content, problem) => {
    const idTokenFile = join(folder, 'token');
    await writeFile(idTokenFile, content);
    const message = await messageOf(() =>
      links({ assumeRoleWithOidc: [{ ...role, idTokenFile }] }),
    );
    expect(message).toContain(idTokenFile);
    expect(message).toContain(problem);
    expect(message).not.toContain('an-id-token');
  });

  test('the file is read again for every log-in, because the token in it is renewed', async () => {
    const idTokenFile = join(folder, 'token');
    for (const token of ['FIRST', 'SECOND']) {
      await writeFile(idTokenFile, token);
      await links({ assumeRoleWithOidc: [{ ...role, idTokenFile }] });
      expect(cloud.last(idTokens)?.body).toEqual({ auth: { id_token: { id: token } } });
    }
  });
});
