import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { liveTest } from './live-test';

let cloud: Simulator;
let folder: string;

beforeEach(async () => {
  cloud = await startSimulator();
  folder = await mkdtemp(path.join(tmpdir(), 'live-'));
});

afterEach(async () => {
  await cloud.close();
  await rm(folder, { recursive: true });
});

function environment(kind: 'replicaSet' | 'cluster' = 'replicaSet'): Record<string, string> {
  const { id, instanceId } = cloud.backups[kind];
  return {
    ...cloud.environment,
    DDS_INSTANCE_ID: instanceId,
    DDS_BACKUP_ID: id,
    DDS_ENDPOINT: cloud.url,
    DDS_LIVE_RECORD: path.join(folder, 'answers.json'),
  };
}

test('it is off unless it is told what to read, and as whom', async () => {
  const printed: string[] = [];
  expect(await liveTest({ HW_REGION_NAME: 'region-1' }, (line) => printed.push(line))).toBe(
    undefined,
  );
  expect(printed).toEqual([
    'The live test is off. To run it, set HW_ACCESS_KEY, HW_SECRET_KEY, DDS_INSTANCE_ID, DDS_BACKUP_ID; see docs/live-test.md.',
  ]);
});

test.each(['replicaSet', 'cluster'] as const)(
  'a simulator does not differ from itself (%s)',
  async (kind) => {
    expect(await liveTest(environment(kind), () => undefined)).toEqual([]);
    const actions = new Set(cloud.requests.map(({ method }) => method));
    expect([...actions]).toEqual(['GET']);
  },
);

test('what is recorded has no secrets, ids and names', async () => {
  await liveTest(environment(), () => undefined);
  const recorded = await readFile(path.join(folder, 'answers.json'), 'utf8');
  const { accessKey, secretKey } = cloud.credentials;
  const { files, id, instanceId, name } = cloud.backups.replicaSet;
  const instance = cloud.instances.replicaSet.name;
  for (const own of [accessKey, secretKey, id, instanceId, name, instance, files[0]!.name]) {
    expect(recorded).not.toContain(own);
  }
  expect(recorded).not.toMatch(/[0-9a-f]{32}|https?:/);
  expect(JSON.parse(recorded)).toMatchSnapshot();
});

test('other fields, forms, headers and codes are told, each in a line', async () => {
  cloud.guesses.unknownBackup = 'DBS.280124';
  cloud.inject({
    action: 'ShowBackupDownloadLink',
    fault: {
      kind: 'edit',
      edit: () => ({
        files: [{ name: 'f', size: '12', download_link: 'https://b.obs/f?Expires=1&Signature=x' }],
        bucket: null,
        fresh: true,
      }),
    },
  });
  const found = await liveTest(environment(), () => undefined);
  expect(found).toMatchInlineSnapshot(`
   [
     "links: GET /v3/{id}/backups/download-file: body.files[].size is text; in the simulator whole number",
     "links: GET /v3/{id}/backups/download-file: body.files[].download_link is link with Expires, Signature; in the simulator link with AccessKeyId, Expires, Signature, nonce",
     "links: GET /v3/{id}/backups/download-file: body.bucket is null; in the simulator text",
     "links: GET /v3/{id}/backups/download-file: body.fresh is boolean; in the simulator left out",
     "links: GET /v3/{id}/backups/download-file: body.files[].link_expired_time is left out; in the simulator time dddd-dd-ddTdd:dd:dd+dddd",
     "links of no backup: GET /v3/{id}/backups/download-file: body.error_code is "DBS.280124"; in the simulator "DBS.201214"",
   ]
  `);
});

test('a cloud that cannot be reached ends the test', async () => {
  const env = { ...environment(), HW_AUTH_URL: 'http://127.0.0.1:1', HW_MAX_RETRIES: '0' };
  await expect(liveTest(env, () => undefined)).rejects.toThrow('Huawei Cloud cannot be reached');
});

test('wrong keys end the test with the first answer, so that they are not locked', async () => {
  const env = { ...environment(), HW_SECRET_KEY: 'not-the-secret-key' };
  await expect(liveTest(env, () => undefined)).rejects.toThrow('Authentication failed');
  expect(cloud.requests).toHaveLength(1);
});
