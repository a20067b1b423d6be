import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import {
  cloud,
  folder,
  keys,
  links,
  linksRequest,
  securityTokens,
  tokenFor,
  tokens,
} from '../auth/log-in-fixture';
import { credential } from '../auth/scripted-cloud';
import { failureOf, messageOf } from '../cloud-of';

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

  test('the profile sets keys, region and project', async () => {
    const sharedConfigFile = await write(profile);
    const { region, projectId } = await links({ region: null, sharedConfigFile });
    expect({ region, projectId }).toEqual({ region: 'region-1', projectId: 'from-profile' });
    expect(linksRequest()?.headers.authorization).toContain('Access=AKONE,');
  });

  test('the profile takes precedence over the environment, whose security token is not mixed with its keys', async () => {
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

  test('given settings take precedence over the profile', async () => {
    const sharedConfigFile = await write({ ...profile, securityToken: 'ST' });
    await links({ ...keys, projectId: 'given', sharedConfigFile });
    expect(linksRequest()?.call).toContain('/given/');
    expect(linksRequest()?.headers.authorization).toContain('Access=AK,');
    expect(linksRequest()?.headers).not.toHaveProperty('x-security-token');
  });

  test('a given user takes precedence over the keys of the profile', async () => {
    const sharedConfigFile = await write(profile);
    cloud.answers.set(tokens, tokenFor('from-profile'));
    await links({ sharedConfigFile, userName: 'u', password: 'pass word', domainName: 'd' });
    expect(linksRequest()?.headers).toMatchObject({ 'x-auth-token': 'TOKEN-from-profile' });
    expect(linksRequest()?.headers).not.toHaveProperty('authorization');
  });

  test('the profile is chosen by name', async () => {
    const sharedConfigFile = await write(profile, {
      ...profile,
      name: 'two',
      accessKeyId: 'AKTWO',
    });
    await links({ sharedConfigFile, profile: 'two' });
    expect(linksRequest()?.headers.authorization).toContain('Access=AKTWO,');
  });

  test('a profile with single sign-on has its keys in another place', async () => {
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

  test('the agency of a profile is assumed', async () => {
    cloud.answers.set(securityTokens, credential('A'));
    const sharedConfigFile = await write({ ...profile, agencyName: 'a', agencyDomainName: 'd' });
    await links({ sharedConfigFile });
    expect(linksRequest()?.headers['x-security-token']).toBe('ST-A');
  });

  test('the agency of a profile is not assumed with given keys', async () => {
    const sharedConfigFile = await write({ ...profile, agencyName: 'a', agencyDomainName: 'd' });
    await links({ sharedConfigFile, ...keys });
    expect(cloud.calls).not.toContain('POST /v3.0/OS-CREDENTIAL/securitytokens');
  });

  test('the keys of a profile for an ECS come from the metadata service', async () => {
    cloud.answers.set('GET /openstack/latest/securitykey', credential('M'));
    const sharedConfigFile = await write({ name: 'one', mode: 'ecsAgency', region: 'region-1' });
    const env = { HW_METADATA_DISABLED: 'false', HW_METADATA_ENDPOINT: cloud.url };
    await links({ sharedConfigFile }, env);
    expect(linksRequest()?.headers['x-security-token']).toBe('ST-M');
  });

  test('the file is in the home directory by default', async () => {
    const error = await failureOf(() => links({ profile: 'one' }));
    expect(error.detail).toContain(join(folder, '.hcloud', 'config.json'));
  });

  const masked = async (settings: GivenSettings) =>
    (await messageOf(() => links(settings))).replaceAll(folder, 'FOLDER');

  test('the error names a profile that does not exist', async () => {
    const sharedConfigFile = await write(profile, { ...profile, name: 'two' });
    expect(await masked({ sharedConfigFile, profile: 'three' })).toMatchInlineSnapshot(`
     "profile | KooCLI profile not found
     The file FOLDER/config.json has no profile "three"; it has: one, two. Set profile to one of them."
    `);
  });

  test('the error names a file that does not exist', async () => {
    expect(await masked({ sharedConfigFile: '~/none.json' })).toMatchInlineSnapshot(`
     "sharedConfigFile | KooCLI configuration cannot be read
     The file FOLDER/none.json cannot be read (ENOENT). Set sharedConfigFile to the config.json of KooCLI, or remove profile and HW_PROFILE."
    `);
  });

  test('the file may start with a byte order mark', async () => {
    const sharedConfigFile = await write(profile);
    const text = await readFile(sharedConfigFile, 'utf8');
    await writeFile(sharedConfigFile, `\ufeff${text}`);
    await links({ sharedConfigFile });
    expect(linksRequest()?.headers.authorization).toContain('Access=AKONE,');
  });

  test('that another variable names than HOME', async () => {
    await mkdir(join(folder, 'home', '.hcloud'), { recursive: true });
    await rename(await write(profile), join(folder, 'home', '.hcloud', 'config.json'));
    await links({ profile: 'one' }, { HOME: '', USERPROFILE: join(folder, 'home') });
    expect(linksRequest()?.headers.authorization).toContain('Access=AKONE,');
  });

  test.each<[string, object, string]>([
    ['an access key', { accessKeyId: 'AK…ONE' }, 'accessKey'],
    ['a secret key', { secretAccessKey: 'sk–one' }, 'secretKey'],
    ['a security token', { securityToken: 'st\u200b' }, 'securityToken'],
    ['a project', { projectId: '../x' }, 'projectId'],
    ['a region', { region: 'region 1' }, 'region'],
    ['an account', { agencyName: 'a', agencyDomainId: 'ä' }, 'assumeRole.domainId'],
  ])('the error names the profile if %s in it cannot be used', async (_, change, setting) => {
    const sharedConfigFile = await write({ ...profile, ...change });
    expect(await failureOf(() => links({ region: null, sharedConfigFile }))).toMatchObject({
      setting: 'profile',
      summary: `Setting ${setting} cannot be used`,
      detail: expect.stringContaining('It comes from the KooCLI profile "one".') as string,
    });
    expect(cloud.calls).toEqual([]);
  });

  test.each([
    ['verify aksk signature fail', 'The secret key does not belong to the access key.'],
    ['Get secretKey failed,err:ak not exist', 'The access key does not exist'],
    ['decrypt token fail', 'its security token is missing or belongs to another key pair'],
  ])('the error names the profile if the cloud refuses its keys: %s', async (error_msg, means) => {
    const refusal = { status: 401, body: { error_code: 'APIGW.0301', error_msg } };
    cloud.answers.set('GET /v3/from-profile/backups/download-file', refusal);
    const sharedConfigFile = await write(profile);
    const { setting, detail } = await failureOf(() => links({ sharedConfigFile }));
    expect(setting).toBe('profile');
    expect(detail).toContain(means);
    expect(detail).toContain('The keys come from the KooCLI profile "one".');
    expect(detail).not.toMatch(/Check (accessKey|secretKey)/);
  });

  test.each([
    ['secretAccessKey', 'an access key without a secret key'],
    ['accessKeyId', 'a secret key without an access key'],
  ])('the error names a profile with half a key pair: no %s', async (missing, half) => {
    const sharedConfigFile = await write({ ...profile, [missing]: '' });
    expect(await masked({ sharedConfigFile })).toBe(
      'profile | Incomplete credentials\n' +
        `There is ${half} in the KooCLI profile "one". Set it up again with "hcloud configure".`,
    );
  });

  test('profiles without a name are not listed', async () => {
    const sharedConfigFile = await write(profile, { ...profile, name: 5 });
    expect(await masked({ sharedConfigFile, profile: 'three' })).toContain('it has: one. Set');
  });

  test('the error says how to store keys that are not encrypted', async () => {
    const sharedConfigFile = await write({ ...profile, accessKeyId: 'b64+encrypted==' });
    expect(await masked({ sharedConfigFile })).toMatchInlineSnapshot(`
     "profile | KooCLI profile is encrypted
     The keys in the KooCLI profile "one" are encrypted. KooCLI encrypts stored keys by default: run "hcloud configure set --cli-auth-encrypt=false", then set up the profile again."
    `);
  });

  test('the error says so if the file is not JSON', async () => {
    const sharedConfigFile = join(folder, 'config.json');
    await writeFile(sharedConfigFile, 'secret bytes');
    expect(await masked({ sharedConfigFile })).toMatchInlineSnapshot(`
     "sharedConfigFile | KooCLI configuration cannot be read
     The file FOLDER/config.json is not a KooCLI configuration in JSON. KooCLI encrypts stored keys by default: run "hcloud configure set --cli-auth-encrypt=false", then set up the profile again."
    `);
  });
});
