import { candidates, type Guess, type Situation } from '../../../lib/simulator/invented';
import {
  startSimulator,
  type Simulator,
  type StartOptions,
} from '../../../lib/simulator/simulator';
import { signedFetch, type Keys } from '../signed-fetch';

interface Links {
  readonly bucket: string;
  readonly files: readonly Record<string, unknown>[];
}

interface Ids {
  readonly instanceId: string;
  readonly id: string;
}

let cloud: Simulator;

beforeEach(() => start());
afterEach(() => cloud.close());

async function start(options?: StartOptions): Promise<void> {
  cloud = await startSimulator(options);
}

async function restart(options: StartOptions): Promise<void> {
  await cloud.close();
  await start(options);
}

test('a replica set backup is one file, without a group', async () => {
  const { files, bucket } = await links(cloud.backups.replicaSet);
  expect(bucket).toMatch(/^[a-z0-9.]+$/);
  expect(files).toEqual([
    {
      name: cloud.backups.replicaSet.files[0]?.name,
      size: 1025,
      download_link: expect.stringContaining(`${cloud.url}/${bucket}/`) as string,
      link_expired_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/) as string,
    },
  ]);
});

test.each(['single', 'automatic', 'incremental'] as const)(
  'a %s backup is one file',
  async (name) => {
    expect((await links(cloud.backups[name])).files).toHaveLength(1);
  },
);

test('a cluster backup is a file for the config servers and one for each shard', async () => {
  const { files } = await links(cloud.backups.cluster);
  expect(files.map((file) => file.group_name)).toEqual(['shard_2', 'config', 'shard_1']);
  expect(new Set(files.map((file) => file.group_id)).size).toBe(3);
});

test('links are valid for the time the simulator is started with', async () => {
  await restart({ linkTtl: 60_000 });
  const before = cloud.now().getTime();
  const { files } = await links(cloud.backups.replicaSet);
  const expiry = Date.parse(String(files[0]?.link_expired_time).replace('+0000', 'Z'));
  expect(expiry).toBeGreaterThanOrEqual(Math.floor(before / 1000) * 1000 + 60_000);
  expect(expiry).toBeLessThanOrEqual(cloud.now().getTime() + 60_000);
});

test("an expiry can be written as malformed as in the API's example", async () => {
  await restart({ expiryForm: 'malformed' });
  const { files } = await links(cloud.backups.replicaSet);
  expect(files[0]?.link_expired_time).toMatch(/^\d{4}-\d\d-0\d\dT\d\d:\d\d:\d\d\+0000$/);
});

test('every request signs its links anew', async () => {
  const first = await links(cloud.backups.replicaSet);
  const second = await links(cloud.backups.replicaSet);
  expect(second.files[0]?.download_link).not.toBe(first.files[0]?.download_link);
});

test('both parameters are required', async () => {
  const { id, instanceId } = cloud.backups.replicaSet;
  for (const query of [
    `backup_id=${id}`,
    `instance_id=${instanceId}`,
    `backup_id=${id}&instance_id=`,
  ]) {
    expect(await refusal(query)).toBe('400 DBS.280001');
  }
});

const missing = 'f'.repeat(32);

/** What to ask for to get into each of the situations that the documents do not describe. */
const situations: Record<
  Situation,
  () => Ids & { readonly keys?: Keys; readonly project?: string }
> = {
  noPermission: () => ({ ...cloud.backups.replicaSet, keys: cloud.people.keys.withoutPermission }),
  foreignProject: () => ({ ...cloud.backups.foreign, project: cloud.people.projects.foreign.id }),
  malformedInstanceId: () => ({ ...cloud.backups.replicaSet, instanceId: 'my-instance' }),
  malformedBackupId: () => ({ ...cloud.backups.replicaSet, id: 'my-backup' }),
  unknownInstance: () => ({ ...cloud.backups.replicaSet, instanceId: `${missing}in02` }),
  foreignInstance: () => cloud.backups.foreign,
  unknownBackup: () => ({ ...cloud.backups.replicaSet, id: `${missing}br02` }),
  backupOfAnotherInstance: () => ({ ...cloud.backups.replicaSet, id: cloud.backups.single.id }),
  buildingBackup: () => cloud.backups.building,
  failedBackup: () => cloud.backups.failed,
  vanishingBackup: () => cloud.backups.deleting,
  downloadsClosed: () => {
    cloud.setDownloadPolicy('close');
    return cloud.backups.replicaSet;
  },
};

describe.each(Object.keys(situations) as Situation[])('in the situation %s', (situation) => {
  test.each<Guess>(candidates[situation])('%s can be the answer', async (guess) => {
    const { instanceId, id, keys, project } = situations[situation]();
    cloud.guesses[situation] = guess;
    const response = await ask(`instance_id=${instanceId}&backup_id=${id}`, keys, project);
    const body = (await response.json()) as Record<string, unknown>;
    if (guess === 'NO_FILES') expect(body.files).toEqual([]);
    else expect(body.error_code).toBe(guess);
  });

  test('the first candidate is the answer unless a test says otherwise', async () => {
    const { instanceId, id, keys, project } = situations[situation]();
    const response = await ask(`instance_id=${instanceId}&backup_id=${id}`, keys, project);
    expect(await response.json()).toMatchObject({ error_code: candidates[situation][0] });
  });
});

test('a backup that was DISABLED is answered as one that is DELETING', async () => {
  expect(await refusal(idsIn(cloud.backups.disabled))).toBe('400 DBS.201204');
});

test('a backup that has become COMPLETED has files', async () => {
  cloud.backups.building.status = 'COMPLETED';
  expect((await links(cloud.backups.building)).files).toHaveLength(1);
});

test('one backup can be given an answer of its own, and loses it again', async () => {
  cloud.answerForBackup(cloud.backups.replicaSet, 'DBS.280016');
  expect(await refusal(idsIn(cloud.backups.replicaSet))).toBe('400 DBS.280016');
  expect((await links(cloud.backups.automatic)).files).toHaveLength(1);
  cloud.answerForBackup(cloud.backups.replicaSet, undefined);
  expect((await links(cloud.backups.replicaSet)).files).toHaveLength(1);
});

test('errors of DDS carry the request id in a header only', async () => {
  const response = await ask('');
  expect(await response.json()).toEqual({
    error_code: 'DBS.280001',
    error_msg: 'Parameter error.',
  });
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
});

test('X-Project-Id has to agree with the path', async () => {
  const { otherRegion } = cloud.people.projects;
  const query = idsIn(cloud.backups.replicaSet);
  const response = await signedFetch(
    `${cloud.url}/v3/${cloud.projectId}/backups/download-file?${query}`,
    cloud.credentials,
    { headers: { 'x-project-id': otherRegion.id } },
  );
  expect(response.status).toBe(400);
});

test('a backup of the second region is found in the project of that region only', async () => {
  const { otherRegion } = cloud.people.projects;
  const query = idsIn(cloud.backups.otherRegion);
  expect(await refusal(query)).toBe('404 DBS.200002');
  expect((await ask(query, cloud.credentials, otherRegion.id)).status).toBe(200);
});

function ask(query: string, keys: Keys = cloud.credentials, project?: string): Promise<Response> {
  const path = `/v3/${project ?? cloud.projectId}/backups/download-file`;
  return signedFetch(`${cloud.url}${path}?${query}`, keys);
}

async function links(backup: Ids): Promise<Links> {
  const response = await ask(idsIn(backup));
  expect(response.status).toBe(200);
  return (await response.json()) as Links;
}

async function refusal(query: string): Promise<string> {
  const response = await ask(query);
  const { error_code } = (await response.json()) as { error_code: string };
  return `${response.status} ${error_code}`;
}

function idsIn({ instanceId, id }: Ids): string {
  return `instance_id=${instanceId}&backup_id=${id}`;
}
