import { AMBIGUOUS_REGION } from '../../../lib/simulator/iam/sample-people';
import { startSimulator, type Simulator } from '../../../lib/simulator/simulator';
import { signedFetch, type Keys } from '../signed-fetch';

let cloud: Simulator;

beforeAll(async () => {
  cloud = await startSimulator({ region: 'eu-west-101' });
});

afterAll(() => cloud.close());

test('a region has one project, named after it', async () => {
  expect(await projects('?name=eu-west-101')).toEqual([
    expect.objectContaining({
      id: cloud.projectId,
      name: 'eu-west-101',
      domain_id: cloud.people.account.id,
      enabled: true,
    }),
  ]);
});

test('a region the account does not use has none', async () => {
  expect(await projects('?name=mars-north-1')).toEqual([]);
});

test('one special region has two', async () => {
  expect(await projects(`?name=${AMBIGUOUS_REGION}`)).toHaveLength(2);
});

test('without a name all projects of the account are listed, and none of another account', async () => {
  const all = await projects('');
  expect(all).toHaveLength(4);
  expect(all).not.toContainEqual(expect.objectContaining({ id: cloud.people.projects.foreign.id }));
});

test('another account sees its own project of the same region', async () => {
  const { keys, projects: samples } = cloud.people;
  expect(await projects('?name=eu-west-101', keys.otherAccount)).toEqual([
    expect.objectContaining({ id: samples.foreign.id }),
  ]);
});

test('the projects of another account cannot be listed by its id', async () => {
  expect(await projects(`?domain_id=${cloud.people.otherAccount.id}`)).toEqual([]);
});

async function projects(query: string, keys: Keys = cloud.credentials): Promise<unknown> {
  const response = await signedFetch(`${cloud.url}/v3/projects${query}`, keys);
  expect(response.status).toBe(200);
  return ((await response.json()) as { projects: unknown }).projects;
}
