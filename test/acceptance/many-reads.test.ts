import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { DeployedStack } from './deployed-stack';
import { BackupDownloadLinks, type DdsProviderProps } from 'cdktf-huaweicloud-dds';

const MANY = 100;

let cloud: Simulator;
let stack: DeployedStack | undefined;

beforeEach(async () => {
  cloud = await startSimulator();
});

afterEach(async () => {
  stack?.remove();
  await cloud.close();
});

/** A hundred data sources, all of which the credentials may read. */
async function manyLinks(settings: DdsProviderProps = {}, backup = cloud.backups.cluster) {
  stack = await DeployedStack.of(
    cloud,
    (scope) => {
      const { instanceId, id: backupId } = backup;
      for (let number = 1; number <= MANY; number += 1) {
        new BackupDownloadLinks(scope, `links-${number}`, { instanceId, backupId });
      }
    },
    settings,
  );
  return stack;
}

/** How often each action was asked for. */
function counts(): Record<string, number> {
  const actions = new Set(cloud.requests.map(({ action }) => action));
  return Object.fromEntries([...actions].map((action) => [action, cloud.requestCount({ action })]));
}

test('a plan with a hundred data sources looks the project up once, and asks for each once', async () => {
  const { exitCode } = await (await manyLinks()).plan();
  expect(exitCode).toBe(0);
  expect(counts()).toEqual({ KeystoneListProjects: 1, ShowBackupDownloadLink: MANY });
});

test('an apply does no more than a plan', async () => {
  const { exitCode } = await (await manyLinks()).apply();
  expect(exitCode).toBe(0);
  expect(counts()).toEqual({ KeystoneListProjects: 1, ShowBackupDownloadLink: MANY });
});

describe('one log-in serves all', () => {
  const withoutKeys = { HW_ACCESS_KEY: undefined, HW_SECRET_KEY: undefined };

  test('of a user with a password, whose token knows the project', async () => {
    const { name: userName, password, account } = cloud.people.users.administrator;
    const many = await manyLinks({ userName, password, domainName: account.name });
    const { exitCode } = await many.run(['plan', '-input=false'], { env: withoutKeys });
    expect(exitCode).toBe(0);
    expect(counts()).toEqual({ KeystoneCreateToken: 1, ShowBackupDownloadLink: MANY });
  });

  test('to an agency', async () => {
    const { agencies, otherAccount } = cloud.people;
    const assumeRole = [{ agencyName: agencies.reader.name, domainName: otherAccount.name }];
    const { exitCode } = await (await manyLinks({ assumeRole }, cloud.backups.foreign)).plan();
    expect(exitCode).toBe(0);
    expect(counts()).toEqual({
      CreateTemporaryAccessKey: 1,
      KeystoneListProjects: 1,
      ShowBackupDownloadLink: MANY,
    });
  });
});

test('a wrong secret is tried once, so that a hundred reads do not lock the key pair', async () => {
  const many = await manyLinks();
  const env = { HW_SECRET_KEY: 'not-the-secret' };
  expect(await many.run(['plan', '-input=false'], { env })).toMatchObject({ exitCode: 1 });
  expect(counts()).toEqual({ KeystoneListProjects: 1 });
});

test.each([
  [10, []],
  [3, ['-parallelism=3']],
])('%d are under way at once, and no more, as the engine asks', async (limit, args) => {
  const most = mostAtOnce(limit);
  const { exitCode } = await (await manyLinks()).plan(...args);
  expect(exitCode).toBe(0);
  expect(most()).toBe(limit);
});

/** Holds requests for links until so many are open together. Tells how many were open at most. */
function mostAtOnce(limit: number): () => number {
  let most = 0;
  let letGo: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (letGo = resolve));
  cloud.inject({
    action: 'ShowBackupDownloadLink',
    times: Infinity,
    fault() {
      const open = cloud.requests.filter(({ status }) => status === undefined).length;
      const areHeld = most < limit;
      most = Math.max(most, open);
      if (most >= limit) letGo();
      return areHeld ? { kind: 'hold', until } : { kind: 'delay', milliseconds: 20 };
    },
  });
  return () => most;
}
