import { Cloud } from '../../../lib/huaweicloud/cloud';
import { failureOf, messageOf, patient } from '../cloud-of';
import {
  cloud,
  keys,
  links,
  linksRequest,
  securityTokens,
  sts,
  tokenFor,
  tokens,
} from './log-in-fixture';
import { credential, inMinutes } from './scripted-cloud';

describe('agencies', () => {
  const agency = { agencyName: 'a', domainName: 'd' };

  test('an agency of an account by name is assumed through IAM', async () => {
    cloud.answers.set(securityTokens, credential('A'));
    expect((await links({ ...keys, domainId: 'own', assumeRole: [agency] })).projectId).toBe(
      'looked-up',
    );
    const request = cloud.last(securityTokens);
    expect(request?.headers.authorization).toContain('Access=AK,');
    expect(request?.headers['x-domain-id']).toBe('own');
    expect(request?.body).toEqual({
      auth: {
        identity: {
          methods: ['assume_role'],
          assume_role: { agency_name: 'a', domain_name: 'd', duration_seconds: 43200 },
        },
      },
    });
    expect(cloud.last('GET /v3/projects')?.headers.authorization).toContain('Access=AK-A,');
    expect(linksRequest()?.headers['x-security-token']).toBe('ST-A');
  });

  test("a duration of zero is that of Huawei Cloud's own tools", async () => {
    cloud.answers.set(securityTokens, credential('A'));
    await links({ ...keys, assumeRole: [{ ...agency, duration: 0 }] });
    expect(cloud.last(securityTokens)?.body).toMatchObject({
      auth: { identity: { assume_role: { duration_seconds: 43200 } } },
    });
  });

  test('an agency of an account by id is assumed through STS', async () => {
    cloud.answers.set(sts, {
      body: {
        credentials: {
          access_key_id: 'AK-S',
          secret_access_key: 'SK-S',
          security_token: 'ST-S',
          expiration: inMinutes(60),
        },
      },
    });
    await links({ ...keys, assumeRole: [{ agencyName: 'a', domainId: 'id', duration: 900 }] });
    expect(cloud.last(sts)?.body).toEqual({
      agency_urn: 'iam::id:agency:a',
      agency_session_name: 'a',
      duration_seconds: 900,
    });
    expect(linksRequest()?.headers['x-security-token']).toBe('ST-S');
  });

  test('several agencies are assumed one after the other', async () => {
    cloud.answers.set(securityTokens, ({ body }) =>
      credential(JSON.stringify(body).includes('"agency_name":"first"') ? '1' : '2'),
    );
    const assumeRole = ['first', 'second'].map((agencyName) => ({ ...agency, agencyName }));
    await links({ ...keys, assumeRole });
    const asked = cloud.arrived.filter(({ call }) => call === securityTokens);
    expect(asked.map(({ headers }) => headers['x-security-token'])).toEqual([undefined, 'ST-1']);
    expect(linksRequest()?.headers['x-security-token']).toBe('ST-2');
  });

  test('an agency may be set in the environment', async () => {
    cloud.answers.set(securityTokens, credential('A'));
    await links(keys, {
      HW_ASSUME_ROLE_AGENCY_NAME: 'a',
      HW_ASSUME_ROLE_DOMAIN_NAME: 'd',
      HW_ASSUME_ROLE_DURATION: '1800',
    });
    expect(cloud.last(securityTokens)?.body).toMatchObject({
      auth: { identity: { assume_role: { agency_name: 'a', duration_seconds: 1800 } } },
    });
  });

  test('an agency is assumed once for many readers, and again in another region', async () => {
    cloud.answers.set(securityTokens, credential('A'));
    const one = new Cloud(
      { ...keys, assumeRole: [agency], cloud: 'unused.invalid', authUrl: cloud.url, maxRetries: 0 },
      { env: {} },
    );
    const read = (region: string) =>
      failureOf(() =>
        one
          .dds({ region, projectId: null })
          .backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient),
      );
    await Promise.all([read('region-1'), read('region-1')]);
    expect(cloud.calls.filter((call) => call === securityTokens)).toHaveLength(1);
    await read('region-2');
    expect(cloud.calls.filter((call) => call === securityTokens)).toHaveLength(2);
  });

  test('with a user and a password the token is for the account', async () => {
    cloud.answers.set(tokens, tokenFor(null));
    cloud.answers.set(securityTokens, credential('A'));
    await links({ userName: 'u', password: 'p', domainName: 'own', assumeRole: [agency] });
    expect(cloud.last(tokens)?.body).toMatchObject({
      auth: { scope: { domain: { name: 'own' } } },
    });
    expect(cloud.last(securityTokens)?.headers['x-auth-token']).toBe('TOKEN-account');
  });

  test('the keys of an agency are secret from then on', async () => {
    cloud.answers.set(securityTokens, credential('very-secret'));
    cloud.answers.set('GET /v3/looked-up/backups/download-file', {
      status: 400,
      body: { error_code: 'DBS.999999', error_msg: 'cannot use ST-very-secret' },
    });
    const { detail } = await failureOf(() => links({ ...keys, assumeRole: [agency] }));
    expect(detail).toContain('"cannot use ***"');
  });

  test('the error says what to check if the agency cannot be assumed', async () => {
    cloud.answers.set(securityTokens, {
      status: 403,
      body: { error: { code: 403, message: 'You are not authorized.', title: 'Forbidden' } },
    });
    expect(await messageOf(() => links({ ...keys, assumeRole: [agency] }))).toMatchInlineSnapshot(`
     "assumeRole | Authentication failed
     The agency "a" cannot be assumed: it does not exist in that account, or it is not delegated to the account of these credentials.

     Check assumeRole.agencyName and assumeRole.domainName (or assumeRole.domainId); the user needs the permission "Agent Operator", or sts:agencies:assume. In a chain of agencies, assumeRole.duration can be at most 3600.

     403 "You are not authorized.": HTTP 403, no request ID, POST http://127.0.0.1:PORT/v3.0/OS-CREDENTIAL/securitytokens"
    `);
  });

  test('the error says how to set the account of an agency', async () => {
    const assumeRole = [{ agencyName: 'a' }];
    expect(await messageOf(() => links({ ...keys, assumeRole }))).toMatchInlineSnapshot(`
     "assumeRole | Incomplete agency
     The account of the agency "a" is not set. Set assumeRole.domainName, or assumeRole.domainId."
    `);
  });

  test('an answer without keys is an error', async () => {
    cloud.answers.set(securityTokens, { status: 201, body: { credential: { access: 'AK' } } });
    expect(await messageOf(() => links({ ...keys, assumeRole: [agency] }))).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer to the log-in contains no temporary keys.

     Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

     HTTP 201, no request ID, POST http://127.0.0.1:PORT/v3.0/OS-CREDENTIAL/securitytokens"
    `);
  });

  test.each(['access', 'secret', 'securitytoken'])(
    'an answer that lacks "%s" contains no keys',
    async (missing) => {
      const { body } = credential('A');
      const { credential: whole } = body as { credential: Record<string, string> };
      const rest = { ...whole, [missing]: undefined };
      cloud.answers.set(securityTokens, { status: 201, body: { credential: rest } });
      const { detail } = await failureOf(() => links({ ...keys, assumeRole: [agency] }));
      expect(detail).toContain('contains no temporary keys');
      expect(linksRequest()).toBeUndefined();
    },
  );

  test.each(['access', 'secret', 'securitytoken'])(
    'an answer whose "%s" cannot be sent in a header is an error',
    async (damaged) => {
      const { body } = credential('A');
      const { credential: good } = body as { credential: Record<string, string> };
      const bad = { ...good, [damaged]: 'line\nbreak' };
      cloud.answers.set(securityTokens, { status: 201, body: { credential: bad } });
      const { detail } = await failureOf(() => links({ ...keys, assumeRole: [agency] }));
      expect(detail).toContain('contains keys with characters that cannot be sent');
      expect(linksRequest()).toBeUndefined();
    },
  );
});
