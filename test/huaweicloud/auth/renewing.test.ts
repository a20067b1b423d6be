import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Credentials } from '../../../lib/huaweicloud/auth/credentials';
import { renewing } from '../../../lib/huaweicloud/auth/renewing';
import { CloudError } from '../../../lib/huaweicloud/errors/cloud-error';
import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import { interrupted } from '../../../lib/huaweicloud/waiting/interrupted';
import { failureOf, patient } from '../cloud-of';
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

describe('a log-in', () => {
  const MINUTE = 60_000;
  const refused = new CloudError({ category: 'credentials', summary: 'No', means: 'No.' });
  const unavailable = new CloudError({
    category: 'unavailable',
    summary: 'Not now',
    means: 'Not now.',
    transient: true,
  });
  const cancelled = interrupted(AbortSignal.abort(), 'the log-in');

  let now: number;
  beforeEach(() => {
    now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now);
  });
  afterEach(() => jest.restoreAllMocks());

  /** Logs in for tokens that live so many minutes, and tells which one is used after others. */
  function tokens(life: number | undefined) {
    let count = 0;
    const logIn = jest.fn((): Promise<Credentials> => {
      const expiresAt = life === undefined ? undefined : new Date(now + life * MINUTE);
      return Promise.resolve({ kind: 'token', token: `T${(count += 1)}`, expiresAt });
    });
    const source = renewing('the log-in', logIn);
    const tokenAfter = async (minutes: number) => {
      now += minutes * MINUTE;
      const credentials = await source.credentials(patient);
      return credentials.kind === 'token' && credentials.token;
    };
    return { logIn, tokenAfter };
  }

  test.each([
    ['for an hour is renewed ten minutes before its end', 60, [49, 1.1]],
    ['for a few minutes is renewed at the last quarter', 4, [2.9, 0.2]],
    ['that has expired when issued serves for a minute', -5, [0.9, 0.2]],
  ])('%s', async (_, life, [before = 0, after = 0]) => {
    const { tokenAfter } = tokens(life);
    expect([await tokenAfter(0), await tokenAfter(before), await tokenAfter(after)]).toEqual([
      'T1',
      'T1',
      'T2',
    ]);
  });

  test('without an end is not renewed', async () => {
    const { tokenAfter } = tokens(undefined);
    expect([await tokenAfter(0), await tokenAfter(1e6)]).toEqual(['T1', 'T1']);
  });

  test('that cannot be renewed for the time being serves to its end, and every use tries again', async () => {
    const { logIn, tokenAfter } = tokens(60);
    await tokenAfter(0);
    logIn.mockRejectedValue(unavailable);
    expect([await tokenAfter(55), await tokenAfter(4)]).toEqual(['T1', 'T1']);
    expect(logIn).toHaveBeenCalledTimes(3);
    await expect(tokenAfter(2)).rejects.toBe(unavailable);
  });

  test('that is refused a renewal serves to its end, and only then is tried once more', async () => {
    const { logIn, tokenAfter } = tokens(60);
    await tokenAfter(0);
    logIn.mockRejectedValue(refused);
    expect([await tokenAfter(55), await tokenAfter(4)]).toEqual(['T1', 'T1']);
    expect(logIn).toHaveBeenCalledTimes(2);
    for (const minutes of [2, 1]) await expect(tokenAfter(minutes)).rejects.toBe(refused);
    expect(logIn).toHaveBeenCalledTimes(3);
  });

  test.each([
    ['is refused', 1, refused],
    ['fails for the time being', 2, unavailable],
  ])('that %s has been tried %i times after two uses', async (_, times, error) => {
    const { logIn, tokenAfter } = tokens(60);
    logIn.mockRejectedValue(error);
    for (const minutes of [0, 1]) await expect(tokenAfter(minutes)).rejects.toBe(error);
    expect(logIn).toHaveBeenCalledTimes(times);
  });

  test('that is cancelled ends the wait, although the last one lives', async () => {
    const { logIn, tokenAfter } = tokens(60);
    await tokenAfter(0);
    logIn.mockRejectedValueOnce(cancelled);
    await expect(tokenAfter(55)).rejects.toBe(cancelled);
  });
});
