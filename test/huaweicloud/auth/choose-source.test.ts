import { Cloud } from '../../../lib/huaweicloud/cloud';
import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { failureOf, here, messageOf, patient } from '../cloud-of';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.close());

/** One way to log in at the simulated cloud, rightly and wrongly. */
interface Method {
  readonly name: string;
  readonly right: () => GivenSettings;
  readonly wrong: () => GivenSettings;
  /** The backup that the user, or the agency, may read. */
  readonly backup: 'replicaSet' | 'foreign';
}

const administrator = () => simulator.people.keys.administrator;
const keys = () => ({
  accessKey: administrator().accessKey,
  secretKey: administrator().secretKey,
});

const user = () => {
  const { name, password, account } = simulator.people.users.administrator;
  return { userName: name, password, domainName: account.name };
};

const legacy = () => {
  const { reader } = simulator.people.agencies;
  return {
    ...keys(),
    domainId: simulator.people.account.id,
    agencyName: reader.name,
    agencyDomainName: simulator.people.otherAccount.name,
    delegatedProject: simulator.region,
  };
};

const oidc = () => {
  const { identityProvider, agencies } = simulator.people;
  const { name: agencyName, domainId } = agencies.reader;
  return { agencyName, domainId, idpId: identityProvider.id, idToken: identityProvider.idToken };
};

const agency = () => simulator.people.agencies.reader.name;
const accountName = () => simulator.people.otherAccount.name;
const accountId = () => simulator.people.otherAccount.id;

const methods: readonly Method[] = [
  {
    name: 'a key pair',
    right: keys,
    wrong: () => ({ ...keys(), secretKey: 'not-the-secret' }),
    backup: 'replicaSet',
  },
  {
    name: 'a user with a password',
    right: user,
    wrong: () => ({ ...user(), password: 'not-the-password' }),
    backup: 'replicaSet',
  },
  {
    name: 'an agency from IAM',
    right: () => ({ ...keys(), assumeRole: [{ agencyName: agency(), domainName: accountName() }] }),
    wrong: () => ({ ...keys(), assumeRole: [{ agencyName: 'none', domainName: accountName() }] }),
    backup: 'foreign',
  },
  {
    name: 'an agency from STS',
    right: () => ({ ...keys(), assumeRole: [{ agencyName: agency(), domainId: accountId() }] }),
    wrong: () => ({ ...keys(), assumeRole: [{ agencyName: 'none', domainId: accountId() }] }),
    backup: 'foreign',
  },
  {
    name: 'an agency there and one back',
    right: () => {
      const { account, otherAccount, agencies } = simulator.people;
      const there = { agencyName: agencies.reader.name, domainName: otherAccount.name };
      const back = { agencyName: agencies.back.name, domainId: account.id };
      return { ...keys(), assumeRole: [there, back] };
    },
    wrong: () => {
      const { account, agencies } = simulator.people;
      const back = { agencyName: agencies.back.name, domainId: account.id };
      return { ...keys(), assumeRole: [back] };
    },
    backup: 'replicaSet',
  },
  {
    name: 'a user with a password, and an agency',
    right: () => ({ ...user(), assumeRole: [{ agencyName: agency(), domainName: accountName() }] }),
    wrong: () => ({ ...user(), assumeRole: [{ agencyName: 'none', domainName: accountName() }] }),
    backup: 'foreign',
  },
  {
    name: 'an agency by its older arguments',
    right: legacy,
    wrong: () => ({ ...legacy(), agencyName: 'none' }),
    backup: 'foreign',
  },
  {
    name: 'an ID token',
    right: () => ({ assumeRoleWithOidc: [oidc()] }),
    wrong: () => ({ assumeRoleWithOidc: [{ ...oidc(), idToken: 'not-the-token' }] }),
    backup: 'foreign',
  },
];

function cloudWith(settings: GivenSettings): Cloud {
  const { region, endpoints } = simulator;
  const env = { HW_METADATA_DISABLED: 'true' };
  return new Cloud({ region, endpoints, maxRetries: 0, ...settings }, { env });
}

function links(cloud: Cloud, backup: Method['backup']) {
  const { id, instanceId } = simulator.backups[backup];
  return cloud.dds(here).backupDownloadLinks({ instanceId, backupId: id }, patient);
}

describe.each(methods)('$name', ({ right, wrong, backup }) => {
  test('one log-in serves many readers', async () => {
    const cloud = cloudWith(right());
    const all = await Promise.all([1, 2, 3].map(() => links(cloud, backup)));
    expect(all.map(({ files }) => files.length)).toEqual([1, 1, 1]);
    const logIns = simulator.requests
      .filter(({ action }) => !/^(Show|KeystoneList)/.test(action))
      .map(({ action }) => action);
    expect(logIns).toEqual([...new Set(logIns)]);
    expect(simulator.requestCount({ action: 'ShowBackupDownloadLink' })).toBe(3);
    expect(simulator.requestCount({ action: 'KeystoneListProjects' })).toBeLessThanOrEqual(1);
  });

  test('a refusal says what to check', async () => {
    expect(await messageOf(() => links(cloudWith(wrong()), backup))).toMatchSnapshot();
  });

  test('an error names the host that cannot be reached', async () => {
    const nobody = 'http://127.0.0.1:1';
    const endpoints = { dds: nobody, iam: nobody, sts: nobody };
    const { code, detail } = await failureOf(() =>
      links(cloudWith({ ...right(), endpoints }), backup),
    );
    expect(code).toBe('ECONNREFUSED');
    expect(detail).toContain('127.0.0.1:1 refuses the connection');
  });
});

test.each([
  ['a user with a password', 2],
  ['an agency by its older arguments', 2],
  ['a user with a password, and an agency', 1],
  ['an agency from IAM', 1],
  ['an agency from STS', 1],
  ['an ID token', 1],
])('for two projects, %s needs so many log-ins: %i', async (name, expected) => {
  const { right } = methods.find((method) => method.name === name)!;
  const cloud = cloudWith(right());
  const ids = { instanceId: 'instance', backupId: 'backup' };
  for (const projectId of [simulator.projectId, 'another']) {
    const place = { region: null, projectId };
    await failureOf(() => cloud.dds(place).backupDownloadLinks(ids, patient));
  }
  const logIns = simulator.requests
    .map(({ action }) => action)
    .filter((one) => !one.startsWith('Show'));
  const counts = logIns.map((action) => logIns.filter((other) => other === action).length);
  expect(Math.max(...counts)).toBe(expected);
});

test.each(methods.filter(({ name }) => name !== 'a key pair'))(
  'what $name has led to expires, and that is said',
  async ({ right, backup }) => {
    const cloud = cloudWith(right());
    await links(cloud, backup);
    simulator.sessionsHaveExpired();
    expect(await failureOf(() => links(cloud, backup))).toMatchObject({
      status: 401,
      summary: 'Authentication failed',
      detail: expect.stringMatching(
        /they have expired, [^]*Run again: every run logs in anew\./,
      ) as string,
    });
  },
);

test.each<[string, GivenSettings, string]>([
  ['a user name', { userName: 'u' }, 'userName is set, but password is not. Set password'],
  ['a user id', { userId: 'u' }, 'userId is set, but password is not. Set password'],
  ['a password', { password: 'p' }, 'password is set, but userName is not. Set userName'],
])(
  '%s alone is half a log-in, and the ECS metadata is not used instead',
  async (_, half, detail) => {
    const { region, endpoints, url } = simulator;
    const env = { HW_METADATA_ENDPOINT: url };
    const cloud = new Cloud({ region, endpoints, ...half }, { env });
    expect(await failureOf(() => links(cloud, 'replicaSet'))).toMatchObject({
      summary: 'Incomplete credentials',
      detail: expect.stringContaining(detail) as string,
    });
    expect(simulator.requests).toEqual([]);
  },
);
