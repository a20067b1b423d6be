import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import { failureOf } from '../cloud-of';
import {
  cloud,
  type Env,
  folder,
  idTokens,
  keys,
  links,
  securityTokens,
  sts,
  tokens,
} from './log-in-fixture';
import { credential } from './scripted-cloud';

const agency = { agencyName: 'agency', domainName: 'account' };
const getKeys = 'GET /openstack/latest/securitykey';
const getToken = 'PUT /meta-data/latest/api/token';

interface LogIn {
  readonly secrets: readonly string[];
  readonly prepare: () => void | Promise<void>;
  readonly settings: () => GivenSettings;
  readonly env?: () => Env;
}

const issued = (token: string) => ({
  status: 201,
  headers: { 'x-subject-token': token },
  body: { token: { project: { id: 'project' } } },
});

const logIns: Record<string, LogIn> = {
  'an agency from IAM': {
    secrets: ['AK-from-iam', 'SK-from-iam', 'ST-from-iam'],
    prepare: () => void cloud.answers.set(securityTokens, credential('from-iam')),
    settings: () => ({ ...keys, assumeRole: [agency] }),
  },
  'an agency from STS': {
    secrets: ['ak-of-sts', 'sk-of-sts', 'st-of-sts'],
    prepare: () =>
      void cloud.answers.set(sts, {
        body: {
          credentials: {
            access_key_id: 'ak-of-sts',
            secret_access_key: 'sk-of-sts',
            security_token: 'st-of-sts',
          },
        },
      }),
    settings: () => ({ ...keys, assumeRole: [{ agencyName: 'agency', domainId: 'id' }] }),
  },
  'a chain of agencies': {
    secrets: ['SK-of-the-first', 'SK-of-the-second'],
    prepare: () => {
      const names = ['of-the-first', 'of-the-second'];
      cloud.answers.set(securityTokens, () => credential(names.shift() ?? 'none'));
    },
    settings: () => ({ ...keys, assumeRole: [agency, agency] }),
  },
  'the ECS metadata': {
    secrets: ['token-of-the-ecs', 'AK-of-the-ecs', 'SK-of-the-ecs', 'ST-of-the-ecs'],
    prepare: () => {
      cloud.answers.set(getToken, { body: 'token-of-the-ecs\n' });
      cloud.answers.set(getKeys, { ...credential('of-the-ecs'), status: 200 });
    },
    settings: () => ({}),
    env: () => ({ HW_METADATA_DISABLED: 'false', HW_METADATA_ENDPOINT: cloud.url }),
  },
  'a user with a password': {
    secrets: ['pass word', 'token-of-the-user'],
    prepare: () => void cloud.answers.set(tokens, issued('token-of-the-user')),
    settings: () => ({ userName: 'user', domainName: 'account', password: 'pass word' }),
  },
  'a file with an ID token': {
    secrets: ['id-token-in-a-file', 'token-for-the-id', 'SK-for-the-id', 'ST-for-the-id'],
    prepare: async () => {
      await writeFile(join(folder, 'id-token'), 'id-token-in-a-file\n');
      cloud.answers.set(idTokens, issued('token-for-the-id'));
      cloud.answers.set(securityTokens, credential('for-the-id'));
    },
    settings: () => ({
      assumeRoleWithOidc: [
        {
          agencyName: 'agency',
          domainId: 'id',
          idpId: 'idp',
          idTokenFile: join(folder, 'id-token'),
        },
      ],
    }),
  },
};

describe('the secrets of a log-in are hidden if an answer repeats them', () => {
  test.each(Object.entries(logIns))('%s', async (_, { secrets, prepare, settings, env }) => {
    await prepare();
    const echo = {
      status: 403,
      body: { error_code: 'X', error_msg: `said ${secrets.join(' ')}.` },
    };
    cloud.answers.set('GET /v3/projects', echo);
    cloud.answers.set('GET /v3/project/backups/download-file', echo);
    if (!cloud.answers.has(sts)) cloud.answers.set(sts, echo);
    const { detail } = await failureOf(() => links(settings(), env?.()));
    expect(detail).toContain(`said ${secrets.map(() => '***').join(' ')}.`);
  });
});
