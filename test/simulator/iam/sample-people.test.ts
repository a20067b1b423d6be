import { startSimulator } from '../../../lib/simulator/simulator';
import { afterTest } from '../../after-test';

async function samplePeople() {
  const cloud = await startSimulator();
  afterTest(() => cloud.close());
  return cloud.people;
}

test('accounts, projects and users have the same ids at every start', async () => {
  const ids = ({ account, projects, users }: Awaited<ReturnType<typeof samplePeople>>) =>
    [account, ...Object.values(projects), ...Object.values(users)].map(({ id }) => id);
  expect(ids(await samplePeople())).toEqual(ids(await samplePeople()));
});

test('secrets are new at every start', async () => {
  const [one, other] = [await samplePeople(), await samplePeople()];
  for (const name of ['administrator', 'agencyOperator', 'withoutPermission'] as const) {
    expect(one.keys[name].secretKey).not.toBe(other.keys[name].secretKey);
    expect(one.users[name].password).not.toBe(other.users[name].password);
  }
  expect(one.identityProvider.idToken).not.toBe(other.identityProvider.idToken);
});

test('each account has an agency that the other account may assume', async () => {
  const { account, otherAccount, agencies } = await samplePeople();
  expect(agencies.reader).toMatchObject({
    domainId: otherAccount.id,
    trustedDomainId: account.id,
  });
  expect(agencies.back).toMatchObject({ domainId: account.id, trustedDomainId: otherAccount.id });
});
