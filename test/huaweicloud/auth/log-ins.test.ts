import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cloud } from '../../../lib/huaweicloud/cloud';
import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import { failureOf, here, messageOf, patient } from '../cloud-of';
import { credential, inMinutes, ScriptedCloud } from './scripted-cloud';

let cloud: ScriptedCloud;
let folder: string;

beforeEach(async () => {
  cloud = await new ScriptedCloud().listen();
  folder = await mkdtemp(join(tmpdir(), 'log-ins-'));
});

afterEach(async () => {
  await cloud.close();
  await rm(folder, { recursive: true });
});

type Env = Record<string, string>;

function connect(settings: GivenSettings, env: Env = {}): Cloud {
  const endpoints = { dds: cloud.url, iam: cloud.url, sts: cloud.url };
  return new Cloud(
    { region: 'region-1', endpoints, maxRetries: 0, ...settings },
    { env: { HW_METADATA_DISABLED: 'true', HOME: folder, ...env } },
  );
}

function links(settings: GivenSettings, env: Env = {}) {
  return connect(settings, env).dds(here).backupDownloadLinks('i', 'b', patient);
}

/** The headers of the last request for links. */
function linksRequest() {
  return cloud.arrived.findLast(({ call }) => call.endsWith('/backups/download-file'));
}

const tokens = 'POST /v3/auth/tokens';
const securityTokens = 'POST /v3.0/OS-CREDENTIAL/securitytokens';
const idTokens = 'POST /v3.0/OS-AUTH/id-token/tokens';
const sts = 'POST /v5/agencies/assume';
const keys = { accessKey: 'AK', secretKey: 'SK' };

function tokenFor(projectId: string | null, minutes = 60) {
  return {
    status: 201,
    headers: { 'x-subject-token': `TOKEN-${projectId ?? 'account'}` },
    body: {
      token: {
        expires_at: inMinutes(minutes),
        ...(projectId !== null && { project: { id: projectId } }),
      },
    },
  };
}

describe('a ready token', () => {
  test('is sent, and its project is looked up with it', async () => {
    expect((await links({ token: 'TOKEN' })).projectId).toBe('looked-up');
    expect(cloud.arrived.map(({ headers }) => headers['x-auth-token'])).toEqual(['TOKEN', 'TOKEN']);
  });

  test('goes before a key pair', async () => {
    await links({ token: 'TOKEN', ...keys });
    expect(linksRequest()?.headers).not.toHaveProperty('authorization');
  });

  test('is not good for another region', async () => {
    const dds = new Cloud({ token: 'TOKEN', region: 'region-1' }).dds({
      region: 'region-2',
      projectId: null,
    });
    expect(await messageOf(() => dds.backupDownloadLinks('i', 'b', patient)))
      .toMatchInlineSnapshot(`
     "region | Region and token do not fit together
     A token is good for one region, so it cannot be used in "region-2". Use a provider with an alias, its own region and its own token; or a key pair, which is good everywhere."
    `);
  });
});

describe('temporary keys', () => {
  test('are sent with their security token', async () => {
    await links({ ...keys, securityToken: 'ST' });
    expect(linksRequest()?.headers['x-security-token']).toBe('ST');
  });
});

describe('user and password', () => {
  const user = { userName: 'u', password: 'p w', domainName: 'd' };

  test('lead to a token for the project of the region, which is not looked up', async () => {
    cloud.answers.set(tokens, tokenFor('p1'));
    expect((await links(user)).projectId).toBe('p1');
    expect(cloud.calls).toEqual([tokens, 'GET /v3/p1/backups/download-file']);
    expect(cloud.last(tokens)?.body).toEqual({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'u', password: 'p w', domain: { name: 'd' } } },
        },
        scope: { project: { name: 'region-1' } },
      },
    });
    expect(linksRequest()?.headers['x-auth-token']).toBe('TOKEN-p1');
  });

  test('are known by id as well, for a project by id', async () => {
    cloud.answers.set(tokens, tokenFor('p2'));
    await links({ userId: 'id', password: 'p', projectId: 'p2' });
    expect(cloud.last(tokens)?.body).toMatchObject({
      auth: {
        identity: { password: { user: { id: 'id', password: 'p' } } },
        scope: { project: { id: 'p2' } },
      },
    });
  });

  test('many readers cause one log-in, also when it fails', async () => {
    const one = connect(user).dds(here);
    cloud.answers.set(tokens, { status: 401, body: { error: { code: 401, message: 'wrong' } } });
    const read = () => failureOf(() => one.backupDownloadLinks('i', 'b', patient));
    await Promise.all([read(), read(), read()]);
    await read();
    expect(cloud.calls).toEqual([tokens]);
  });

  test('another project is another log-in', async () => {
    cloud.answers.set(tokens, ({ body }) =>
      tokenFor(JSON.stringify(body).includes('p1') ? 'p1' : 'p2'),
    );
    const one = connect(user);
    for (const projectId of ['p1', 'p2', 'p1']) {
      await one.dds({ region: null, projectId }).backupDownloadLinks('i', 'b', patient);
    }
    expect(cloud.calls.filter((call) => call === tokens)).toHaveLength(2);
  });

  test('a token is renewed before it expires', async () => {
    cloud.answers.set(tokens, tokenFor('p1', 60));
    const one = connect(user).dds(here);
    await one.backupDownloadLinks('i', 'b', patient);
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout'] });
    try {
      jest.setSystemTime(Date.now() + 49 * 60_000);
      await one.backupDownloadLinks('i', 'b', patient);
      expect(cloud.calls.filter((call) => call === tokens)).toHaveLength(1);
      jest.setSystemTime(Date.now() + 2 * 60_000);
      await one.backupDownloadLinks('i', 'b', patient);
      expect(cloud.calls.filter((call) => call === tokens)).toHaveLength(2);
    } finally {
      jest.useRealTimers();
    }
  });

  test('wrong password', async () => {
    const error = {
      code: 401,
      message: 'The username or password is wrong.',
      title: 'Unauthorized',
    };
    cloud.answers.set(tokens, { status: 401, body: { error } });
    expect(await messageOf(() => links(user))).toMatchInlineSnapshot(`
     "password | Authentication failed
     IAM does not accept this user and password for this account and project.

     Check user_name (or user_id), password, domain_name and project_name. Users of HUAWEI IDs, and users with multi-factor authentication, cannot log in like this: use access keys.

     401 "The username or password is wrong.": HTTP 401, no request id, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });

  test('no account', async () => {
    expect(await messageOf(() => links({ userName: 'u', password: 'p' }))).toMatchInlineSnapshot(`
     "domain_name | Incomplete credentials
     A user is known by name only within an account. Set domain_name or HW_DOMAIN_NAME, or domain_id or HW_DOMAIN_ID."
    `);
  });

  test('an answer without a token', async () => {
    cloud.answers.set(tokens, { status: 201 });
    expect(await messageOf(() => links(user))).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer to the log-in has no token.

     Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

     HTTP 201, no request id, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });
});

describe('agencies', () => {
  const agency = { agencyName: 'a', domainName: 'd' };

  test('of an account by name are assumed through IAM', async () => {
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

  test('of an account by id are assumed through STS', async () => {
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

  test('are assumed one after the other', async () => {
    cloud.answers.set(securityTokens, ({ body }) =>
      credential(JSON.stringify(body).includes('"agency_name":"first"') ? '1' : '2'),
    );
    const assumeRole = ['first', 'second'].map((agencyName) => ({ ...agency, agencyName }));
    await links({ ...keys, assumeRole });
    const asked = cloud.arrived.filter(({ call }) => call === securityTokens);
    expect(asked.map(({ headers }) => headers['x-security-token'])).toEqual([undefined, 'ST-1']);
    expect(linksRequest()?.headers['x-security-token']).toBe('ST-2');
  });

  test('are assumed for the environment as well', async () => {
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

  test('are assumed once for many readers, and again in another region', async () => {
    cloud.answers.set(securityTokens, credential('A'));
    const one = new Cloud(
      { ...keys, assumeRole: [agency], cloud: 'unused.invalid', authUrl: cloud.url, maxRetries: 0 },
      { env: {} },
    );
    const read = (region: string) =>
      failureOf(() => one.dds({ region, projectId: null }).backupDownloadLinks('i', 'b', patient));
    await Promise.all([read('region-1'), read('region-1')]);
    expect(cloud.calls.filter((call) => call === securityTokens)).toHaveLength(1);
    await read('region-2');
    expect(cloud.calls.filter((call) => call === securityTokens)).toHaveLength(2);
  });

  test('with a user and password the token is one of the account', async () => {
    cloud.answers.set(tokens, tokenFor(null));
    cloud.answers.set(securityTokens, credential('A'));
    await links({ userName: 'u', password: 'p', domainName: 'own', assumeRole: [agency] });
    expect(cloud.last(tokens)?.body).toMatchObject({
      auth: { scope: { domain: { name: 'own' } } },
    });
    expect(cloud.last(securityTokens)?.headers['x-auth-token']).toBe('TOKEN-account');
  });

  test('not entrusted', async () => {
    cloud.answers.set(securityTokens, {
      status: 403,
      body: { error: { code: 403, message: 'You are not authorized.', title: 'Forbidden' } },
    });
    expect(await messageOf(() => links({ ...keys, assumeRole: [agency] }))).toMatchInlineSnapshot(`
     "assume_role | Authentication failed
     The agency "a" cannot be assumed: it does not exist in that account, or it is not entrusted to these credentials.

     Check agency_name and domain_name (or domain_id) in assume_role; the user needs the permission "Agent Operator", or sts:agencies:assume. In a chain duration can be 3600 at most.

     403 "You are not authorized.": HTTP 403, no request id, POST http://127.0.0.1:PORT/v3.0/OS-CREDENTIAL/securitytokens"
    `);
  });

  test('without an account', async () => {
    const assumeRole = [{ agencyName: 'a' }];
    expect(await messageOf(() => links({ ...keys, assumeRole }))).toMatchInlineSnapshot(`
     "assume_role | Incomplete agency
     The account of the agency "a" is not set. Set domain_name or domain_id in assume_role, or HW_ASSUME_ROLE_DOMAIN_NAME or HW_ASSUME_ROLE_DOMAIN_ID."
    `);
  });

  test('an answer without keys', async () => {
    cloud.answers.set(securityTokens, { status: 201, body: { credential: { access: 'AK' } } });
    expect(await messageOf(() => links({ ...keys, assumeRole: [agency] }))).toMatchInlineSnapshot(`
     "- | Unexpected answer
     The answer to the log-in holds no temporary keys.

     Check that the address is one of Huawei Cloud (region, endpoints) and that no proxy or login page answers in its place.

     HTTP 201, no request id, POST http://127.0.0.1:PORT/v3.0/OS-CREDENTIAL/securitytokens"
    `);
  });
});

describe('agencies by their older arguments', () => {
  const legacy = { agencyName: 'a', agencyDomainName: 'd', delegatedProject: 'region-1' };

  test('lead to a token for the delegated project', async () => {
    cloud.answers.set(tokens, tokenFor('delegated'));
    expect((await links({ ...keys, domainId: 'own', ...legacy })).projectId).toBe('delegated');
    const request = cloud.last(tokens);
    expect(request?.headers).toMatchObject({ 'x-domain-id': 'own' });
    expect(request?.body).toEqual({
      auth: {
        identity: {
          methods: ['assume_role'],
          assume_role: { domain_name: 'd', xrole_name: 'a' },
        },
        scope: { project: { name: 'region-1', domain: { name: 'd' } } },
      },
    });
  });

  test('half of them', async () => {
    expect(await messageOf(() => links({ ...keys, agencyName: 'a' }))).toMatchInlineSnapshot(`
     "agency_domain_name | Incomplete agency
     agency_name and agency_domain_name go together. Set agency_domain_name or OS_AGENCY_DOMAIN_NAME."
    `);
  });

  test('not entrusted', async () => {
    cloud.answers.set(tokens, { status: 404, body: { error: { code: 404, message: 'no' } } });
    expect(await messageOf(() => links({ ...keys, ...legacy }))).toMatchInlineSnapshot(`
     "agency_name | Authentication failed
     The agency "a" of the account "d" cannot be used: it does not exist, or it is not entrusted to these credentials.

     Check agency_name, agency_domain_name and delegated_project; the user needs the permission "Agent Operator", and the arguments domain_id or domain_name name its own account.

     404 "no": HTTP 404, no request id, POST http://127.0.0.1:PORT/v3/auth/tokens"
    `);
  });
});

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
     assume_role_with_oidc cannot be used: it has neither id_token nor id_token_file. Set id_token or HW_ASSUME_ROLE_ID_TOKEN to the token, or id_token_file or HW_ASSUME_ROLE_ID_TOKEN_FILE to a file with it."
    `);
  });

  test('is in a file that cannot be read', async () => {
    const idTokenFile = '/nowhere/token';
    expect(await messageOf(() => links({ assumeRoleWithOidc: [{ ...role, idTokenFile }] })))
      .toMatchInlineSnapshot(`
     "assume_role_with_oidc | No ID token
     assume_role_with_oidc cannot be used: the file /nowhere/token cannot be read. Set id_token or HW_ASSUME_ROLE_ID_TOKEN to the token, or id_token_file or HW_ASSUME_ROLE_ID_TOKEN_FILE to a file with it."
    `);
  });

  test('with half an agency in the environment', async () => {
    const env = { HW_ASSUME_ROLE_IDP_ID: 'idp', HW_ASSUME_ROLE_ID_TOKEN: 'ENV' };
    expect(await messageOf(() => links({}, env))).toMatchInlineSnapshot(`
     "assume_role_with_oidc | Incomplete agency
     HW_ASSUME_ROLE_IDP_ID names an identity provider, but the agency is not complete. Set HW_ASSUME_ROLE_AGENCY_NAME and HW_ASSUME_ROLE_DOMAIN_ID as well."
    `);
  });
});

describe('the ECS metadata', () => {
  const getKeys = 'GET /openstack/latest/securitykey';
  const getToken = 'PUT /meta-data/latest/api/token';
  const enabled = () => ({ HW_METADATA_DISABLED: 'false', HW_METADATA_ENDPOINT: cloud.url });

  test('gives keys to who shows a token', async () => {
    cloud.answers.set(getToken, { body: 'METADATA-TOKEN\n' });
    cloud.answers.set(getKeys, { ...credential('M'), status: 200 });
    await links({}, enabled());
    expect(cloud.last(getToken)?.headers['x-metadata-token-ttl-seconds']).toBe('60');
    expect(cloud.last(getKeys)?.headers['x-metadata-token']).toBe('METADATA-TOKEN');
    expect(linksRequest()?.headers['x-security-token']).toBe('ST-M');
  });

  test.each([404, 405, 503])(
    'gives keys without a token where it knows none (%d)',
    async (status) => {
      cloud.answers.set(getToken, { status });
      cloud.answers.set(getKeys, { ...credential('M'), status: 200 });
      await links({}, enabled());
      expect(cloud.last(getKeys)?.headers).not.toHaveProperty('x-metadata-token');
    },
  );

  test.each<[string, GivenSettings]>([
    ['keys', keys],
    ['a token', { token: 'TOKEN' }],
  ])('is not asked when %s are set', async (_, settings) => {
    await links(settings, enabled());
    expect(cloud.calls).not.toContain(getKeys);
  });

  test('no agency is bound to the ECS', async () => {
    cloud.answers.set(getToken, { body: 'METADATA-TOKEN' });
    cloud.answers.set(getKeys, {
      status: 401,
      body: 'Please configure Cloud Service Agency first',
    });
    expect((await messageOf(() => links({}, enabled()))).replace(/:\d+/, ':PORT'))
      .toMatchInlineSnapshot(`
     "access_key | No credentials
     No credentials are set, and the ECS metadata service at 127.0.0.1:PORT has no keys (HTTP 401).

     Set access_key and secret_key, or HW_ACCESS_KEY and HW_SECRET_KEY; on an ECS, bind an agency to it. HW_METADATA_DISABLED=true keeps the metadata service from being asked."
    `);
  });

  test('nobody answers', async () => {
    const env = { HW_METADATA_DISABLED: 'false', HW_METADATA_ENDPOINT: 'http://127.0.0.1:1' };
    expect(await messageOf(() => links({}, env))).toMatchInlineSnapshot(`
     "access_key | No credentials
     No credentials are set, and the ECS metadata service at 127.0.0.1:PORT does not answer (ECONNREFUSED).

     Set access_key and secret_key, or HW_ACCESS_KEY and HW_SECRET_KEY; on an ECS, bind an agency to it. HW_METADATA_DISABLED=true keeps the metadata service from being asked."
    `);
  });

  test('an address that is none', async () => {
    const env = { HW_METADATA_DISABLED: 'false', HW_METADATA_ENDPOINT: 'metadata' };
    expect(await messageOf(() => links({}, env))).toMatchInlineSnapshot(`
     "access_key | Metadata address cannot be used
     The environment variable HW_METADATA_ENDPOINT holds no URL; write it like "http://169.254.169.254"."
    `);
  });
});

describe('a profile of KooCLI', () => {
  const profile = {
    name: 'one',
    mode: 'AKSK',
    accessKeyId: 'AKONE',
    secretAccessKey: 'sk-one',
    securityToken: '',
    region: 'region-1',
    projectId: 'from-profile',
  };

  async function write(...profiles: object[]): Promise<string> {
    const file = join(folder, 'config.json');
    await writeFile(file, JSON.stringify({ current: 'one', profiles }));
    return file;
  }

  test('gives keys, region and project', async () => {
    const sharedConfigFile = await write(profile);
    const { region, projectId } = await links({ region: null, sharedConfigFile });
    expect({ region, projectId }).toEqual({ region: 'region-1', projectId: 'from-profile' });
    expect(linksRequest()?.headers.authorization).toContain('Access=AKONE,');
  });

  test('goes before the environment, whose security token does not mix with its keys', async () => {
    const HW_SHARED_CONFIG_FILE = await write(profile);
    await links(
      { region: null },
      {
        HW_SHARED_CONFIG_FILE,
        HW_ACCESS_KEY: 'AKENV',
        HW_SECRET_KEY: 'SKENV',
        HW_SECURITY_TOKEN: 'STENV',
        HW_PROJECT_ID: 'from-env',
      },
    );
    expect(linksRequest()?.call).toContain('/from-profile/');
    expect(linksRequest()?.headers.authorization).toContain('Access=AKONE,');
    expect(linksRequest()?.headers).not.toHaveProperty('x-security-token');
  });

  test('stands back behind arguments', async () => {
    const sharedConfigFile = await write({ ...profile, securityToken: 'ST' });
    await links({ ...keys, projectId: 'given', sharedConfigFile });
    expect(linksRequest()?.call).toContain('/given/');
    expect(linksRequest()?.headers.authorization).toContain('Access=AK,');
    expect(linksRequest()?.headers).not.toHaveProperty('x-security-token');
  });

  test('is chosen by name', async () => {
    const sharedConfigFile = await write(profile, {
      ...profile,
      name: 'two',
      accessKeyId: 'AKTWO',
    });
    await links({ sharedConfigFile, profile: 'two' });
    expect(linksRequest()?.headers.authorization).toContain('Access=AKTWO,');
  });

  test('with single sign-on keeps its keys elsewhere', async () => {
    const sharedConfigFile = await write({
      ...profile,
      mode: 'SSO',
      ssoAuth: {
        stsToken: { accessKeyId: 'AKSSO', secretAccessKey: 'sk', securityToken: 'st-sso' },
      },
    });
    await links({ sharedConfigFile });
    expect(linksRequest()?.headers.authorization).toContain('Access=AKSSO,');
    expect(linksRequest()?.headers['x-security-token']).toBe('st-sso');
  });

  test('with an agency is one to be assumed', async () => {
    cloud.answers.set(securityTokens, credential('A'));
    const sharedConfigFile = await write({ ...profile, agencyName: 'a', agencyDomainName: 'd' });
    await links({ sharedConfigFile });
    expect(linksRequest()?.headers['x-security-token']).toBe('ST-A');
  });

  test('lies in the home directory unless told otherwise', async () => {
    const error = await failureOf(() => links({ profile: 'one' }));
    expect(error.detail).toContain(join(folder, '.hcloud', 'config.json'));
  });

  const masked = async (settings: GivenSettings) =>
    (await messageOf(() => links(settings))).replaceAll(folder, 'FOLDER');

  test('that does not exist', async () => {
    const sharedConfigFile = await write(profile, { ...profile, name: 'two' });
    expect(await masked({ sharedConfigFile, profile: 'three' })).toMatchInlineSnapshot(`
     "profile | KooCLI profile not found
     The file FOLDER/config.json has no profile "three"; it has: one, two. Set profile or HW_PROFILE to one of them."
    `);
  });

  test('in a file that does not exist', async () => {
    expect(await masked({ sharedConfigFile: '~/none.json' })).toMatchInlineSnapshot(`
     "shared_config_file | KooCLI configuration cannot be read
     The file FOLDER/none.json cannot be read (ENOENT). Set shared_config_file or HW_SHARED_CONFIG_FILE to the config.json of KooCLI, or remove profile and HW_PROFILE."
    `);
  });

  test('whose keys are encrypted', async () => {
    const sharedConfigFile = await write({ ...profile, accessKeyId: 'b64+encrypted==' });
    expect(await masked({ sharedConfigFile })).toMatchInlineSnapshot(`
     "profile | KooCLI profile is encrypted
     The keys in the profile "one" are encrypted. KooCLI encrypts what it stores unless told otherwise: run "hcloud configure set --cli-auth-encrypt=false", then set the profile up again."
    `);
  });

  test('in a file that is no JSON', async () => {
    const sharedConfigFile = join(folder, 'config.json');
    await writeFile(sharedConfigFile, 'secret bytes');
    expect(await masked({ sharedConfigFile })).toMatchInlineSnapshot(`
     "shared_config_file | KooCLI configuration cannot be read
     The file FOLDER/config.json is not the JSON of a KooCLI configuration. KooCLI encrypts what it stores unless told otherwise: run "hcloud configure set --cli-auth-encrypt=false", then set the profile up again."
    `);
  });
});
