import { Cloud } from '../../../lib/huaweicloud/cloud';
import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import { cloud, connect, keys, links, linksRequest, securityTokens } from '../auth/log-in-fixture';
import { credential } from '../auth/scripted-cloud';
import { failureOf, here, patient } from '../cloud-of';

const pasted: Record<string, string> = {
  'an ellipsis': 'AK…',
  'a typographic dash': 'AK–1',
  'quotation marks of a word processor': '“AK”',
  'a zero-width space': 'AK\u200b',
  'a byte order mark': 'A\ufeffK',
  'a no-break space': 'AK\u00a0',
  'a letter beyond ASCII': 'ÄK',
  'an emoji': 'AK😀',
  'a control character': 'AK\u0007',
  'a line break': 'AK\n',
};

/** How each setting is given, and the variable that gives it. */
const inHeaders: Record<string, [(value: string) => GivenSettings, string]> = {
  accessKey: [(accessKey) => ({ ...keys, accessKey }), 'HW_ACCESS_KEY'],
  secretKey: [(secretKey) => ({ ...keys, secretKey }), 'HW_SECRET_KEY'],
  securityToken: [(securityToken) => ({ ...keys, securityToken }), 'HW_SECURITY_TOKEN'],
  token: [(token) => ({ token }), 'HW_AUTH_TOKEN'],
  projectId: [(projectId) => ({ ...keys, projectId: `${projectId}x` }), 'HW_PROJECT_ID'],
  tenantId: [(tenantId) => ({ ...keys, tenantId: `${tenantId}x` }), 'OS_TENANT_ID'],
  domainId: [(domainId) => ({ ...keys, domainId: `${domainId}x` }), 'HW_DOMAIN_ID'],
  userId: [(userId) => ({ password: 'p', userId: `${userId}x` }), 'HW_USER_ID'],
  region: [(region) => ({ ...keys, region: `${region}x` }), 'HW_REGION_NAME'],
  authUrl: [(url) => ({ ...keys, authUrl: `https://x${url}x` }), 'HW_AUTH_URL'],
  cloud: [(domain) => ({ ...keys, cloud: `x${domain}x` }), 'HW_CLOUD'],
};

describe.each(Object.entries(inHeaders))('%s cannot hold', (name, [given, variable]) => {
  test.each(Object.entries(pasted))('%s', async (_, value) => {
    const { summary, detail, setting } = await failureOf(() => new Cloud(given(value)));
    expect({ summary, setting }).toEqual({
      summary: `Setting ${name} cannot be used`,
      setting: name,
    });
    if (/key|token/i.test(name)) expect(detail).not.toContain(value.trim());
  });

  test('the error names the environment variable', async () => {
    const env = { [variable]: 'x…x' };
    const { detail } = await failureOf(() => new Cloud({}, { env }));
    expect(detail).toContain(`It comes from the environment variable ${variable}.`);
  });
});

test('the error names the character that cannot be sent, because some are invisible', async () => {
  const { detail } = await failureOf(() => new Cloud({ token: 'secret\u200btoken' }));
  expect(detail).toBe(
    'The value contains the character U+200B, which cannot be sent; copy it again as plain text, from where it was issued.',
  );
});

test('an endpoint cannot hold what cannot travel in an address', async () => {
  const endpoints = { dds: 'https://dds…example.com' };
  expect(await failureOf(() => new Cloud({ endpoints }))).toMatchObject({
    setting: 'endpoints.dds',
    summary: 'Setting endpoints.dds cannot be used',
  });
});

test.each<[string, GivenSettings, string]>([
  ['account', { assumeRole: [{ agencyName: 'a', domainId: 'd–d' }] }, 'assumeRole.domainId'],
  [
    'identity provider',
    { assumeRoleWithOidc: [{ agencyName: 'a', domainId: 'd', idpId: 'i…', idToken: 't' }] },
    'assumeRoleWithOidc.idpId',
  ],
  [
    'ID token',
    { assumeRoleWithOidc: [{ agencyName: 'a', domainId: 'd', idpId: 'i', idToken: 't…' }] },
    'assumeRoleWithOidc.idToken',
  ],
])('the %s of an agency cannot hold it either', async (_, settings, name) => {
  const { summary, setting } = await failureOf(() => new Cloud({ ...keys, ...settings }));
  expect({ summary, setting }).toEqual({
    summary: `Setting ${name} cannot be used`,
    setting: name,
  });
});

test('names and passwords may hold anything', async () => {
  const userName = 'Jürgen “J” …';
  await failureOf(() => links({ userName, password: 'pä–ss wörd\u200b', domainName: 'Ä' }));
  expect(JSON.stringify(cloud.last('POST /v3/auth/tokens')?.body)).toContain('pä–ss wörd\u200b');
});

test.each(['..', '.', 'a b', 'a/b', '%2e%2e', 'x'.repeat(65), 'ä'])(
  'a project ID that is %j goes into no path, wherever it comes from',
  async (id) => {
    const ofAll = [
      () => new Cloud({ projectId: id }),
      () => new Cloud({}, { env: { HW_PROJECT_ID: id } }),
      () =>
        connect(keys)
          .dds({ region: null, projectId: id })
          .backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient),
    ];
    for (const call of ofAll) {
      expect(await failureOf(call)).toMatchObject({
        setting: 'projectId',
        summary: 'Setting projectId cannot be used',
        detail: expect.stringMatching(/(cannot|too long to) be an ID/) as string,
      });
    }
    expect(cloud.calls).toEqual([]);
  },
);

describe('blanks around a value', () => {
  test('blanks around an endpoint, a region and a project ID are ignored', async () => {
    const dds = ` ${cloud.url}\n`;
    await links({ ...keys, endpoints: { dds }, region: ' region-1 ', projectId: '\tp ' });
    expect(linksRequest()?.call).toBe('GET /v3/p/backups/download-file');
  });

  test('blanks around the region and the project of a call are ignored', async () => {
    const { region, projectId } = await connect({ ...keys, endpoints: { dds: cloud.url } })
      .dds({ region: ' region-1 ', projectId: ' p ' })
      .backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient);
    expect({ region, projectId }).toEqual({ region: 'region-1', projectId: 'p' });
  });
});

describe('an empty value', () => {
  test.each<[string, GivenSettings]>([
    ['a region', { region: '' }],
    ['a token', { token: '' }],
    ['a project', { projectId: '' }],
    ['an endpoint', { endpoints: { sts: '', iam: ' ', ddsv31: null } }],
    ['a file', { cacertFile: '', cert: '', key: '', sharedConfigFile: '', profile: '' }],
    ['an agency', { agencyName: '', agencyDomainName: '', assumeRole: [], cloud: '' }],
    ['what has no effect', { enterpriseProjectId: '', signingAlgorithm: ' ' }],
  ])('%s', async (_, settings) => {
    const endpoints = { dds: cloud.url, ...settings.endpoints };
    const env = { HW_REGION_NAME: 'region-1' };
    await links({ ...keys, authUrl: cloud.url, ...settings, endpoints }, env);
    expect(linksRequest()?.call).toBe('GET /v3/looked-up/backups/download-file');
  });

  test.each(['', ' '])(
    'an empty region and project of a call mean those of the settings (%j)',
    async (empty) => {
      const { region, projectId } = await connect({ ...keys, projectId: 'p' })
        .dds({ region: empty, projectId: empty })
        .backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, patient);
      expect({ region, projectId }).toEqual({ region: 'region-1', projectId: 'p' });
    },
  );

  test('an empty variable gives way to the next one of the same meaning', async () => {
    await links(keys, { HW_PROJECT_ID: ' ', OS_PROJECT_ID: 'other', HW_MAX_RETRIES: ' ' });
    expect(linksRequest()?.call).toBe('GET /v3/other/backups/download-file');
  });
});

describe('a number in the environment', () => {
  test.each(['0x10', '1e1', '5.0', '-1', '+5', '1_000', 'Infinity', '٣', '9'.repeat(20)])(
    'is no whole number when it is %s',
    async (HW_MAX_RETRIES) => {
      const { detail } = await failureOf(() => new Cloud({}, { env: { HW_MAX_RETRIES } }));
      expect(detail).toBe(
        'It must be a whole number, zero or more, in decimal digits. It comes from the environment variable HW_MAX_RETRIES.',
      );
    },
  );

  test.each(['0', ' 5 ', '007', ''])('%j is a number, or not set', (HW_MAX_RETRIES) => {
    expect(() => new Cloud({}, { env: { HW_MAX_RETRIES } })).not.toThrow();
  });

  test.each(['0x384', '900.0', '15m'])('the duration %s is not a number', async (duration) => {
    const env = { HW_ASSUME_ROLE_DURATION: duration };
    const assumeRole = [{ agencyName: 'a', domainName: 'd' }];
    expect(await failureOf(() => new Cloud({ assumeRole }, { env }))).toMatchObject({
      setting: 'assumeRole.duration',
      summary: 'Setting assumeRole.duration cannot be used',
    });
  });
});

describe('an empty agency', () => {
  const env = { HW_ASSUME_ROLE_AGENCY_NAME: 'a', HW_ASSUME_ROLE_DOMAIN_NAME: 'd' };

  test('the environment completes an empty block', async () => {
    cloud.answers.set(securityTokens, credential('A'));
    await links({ ...keys, assumeRole: [{ agencyName: '' }] }, env);
    expect(cloud.last(securityTokens)?.body).toMatchObject({
      auth: { identity: { assume_role: { agency_name: 'a', domain_name: 'd' } } },
    });
  });

  test('an empty block is incomplete without the environment, or after another block', async () => {
    const { detail } = await failureOf(() => new Cloud({ assumeRole: [{}] }));
    expect(detail).toBe(
      'assumeRole names no agency. Set assumeRole.agencyName; the variable is for the first agency only.',
    );
    await expect(
      failureOf(() => new Cloud({ assumeRole: [{}, {}] }, { env })),
    ).resolves.toMatchObject({ detail });
  });

  test.each([
    [{}, 'agencyName'],
    [env, 'domainId'],
    [{ ...env, HW_ASSUME_ROLE_DOMAIN_ID: 'd' }, 'idpId'],
  ])('the error about an ID token names what is missing beside %j', async (env, missing) => {
    const assumeRoleWithOidc = [{}];
    const { detail } = await failureOf(() => new Cloud({ assumeRoleWithOidc }, { env }));
    expect(detail).toContain(`Set assumeRoleWithOidc.${missing}.`);
  });
});

test('an interruption does not mention a profile that is not used', async () => {
  const stopped = AbortSignal.abort();
  const { detail } = await failureOf(() =>
    connect(keys).dds(here).backupDownloadLinks({ instanceId: 'i', backupId: 'b' }, stopped),
  );
  expect(detail).not.toContain('profile');
});

test.each(['accessKey', 'secretKey'] as const)(
  'a blank %s beside the other key is reported',
  async (name) => {
    const { setting, detail } = await failureOf(() => new Cloud({ ...keys, [name]: ' ' }));
    expect({ setting, detail }).toEqual({
      setting: name,
      detail: `${name} is blank. Set ${name}.`,
    });
  },
);

test('a key that was pasted into the region is not shown', async () => {
  const secretKey = 'pasted into/region';
  const { message } = await failureOf(() => new Cloud({ region: secretKey, secretKey }));
  expect(message).toContain('"***" cannot be a region');
});
