import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSimulator, type Simulator } from '../../lib/simulator/simulator';
import { buildGoSdk, type Answers, type Settings } from './go-sdk';

const sdk = buildGoSdk();
if (!sdk.available) {
  console.warn(`SKIPPED: the official Go SDK does not check the simulator, because ${sdk.reason}.`);
}
const withSdk = sdk.available ? test : test.skip;

let cloud: Simulator;

beforeEach(async () => {
  cloud = await startSimulator({ fileBytes: 10_000 });
});

afterEach(() => cloud.close());

afterAll(() => {
  if (sdk.available) sdk.remove();
});

withSdk('the official Go SDK reads links and fetches the files of a cluster backup', async () => {
  const { files, id } = cloud.backups.cluster;
  const { links, sha256, error } = await ask();
  expect(error).toBeUndefined();
  expect(links?.bucket).toMatch(/^ddsbucket\./);
  expect(links?.files).toMatchObject(
    files.map(({ name, group }) => ({ name, size: 10, group_name: group?.name })),
  );
  expect(links?.files[0]?.name).toContain(id);
  expect(sha256).toEqual(files.map((file) => cloud.sha256Of(file)));
});

withSdk('the official Go SDK lists backups, also with filters that need encoding', async () => {
  const backup = cloud.backups.cluster;
  const name = 'weekly 100% (copy) + 每周/*~';
  cloud.estate.backups.set(backup.id, { ...backup, name });
  const { listed, named, error } = await ask({ backupName: name });
  expect(error).toBeUndefined();
  expect(listed?.total_count).toBe(8);
  expect(listed?.backups.map(({ status }) => status)).toContain('BUILDING');
  expect(named?.backups).toMatchObject([{ id: backup.id, name }]);
});

withSdk('the official Go SDK finds the project by the name of the region', async () => {
  await ask();
  expect(cloud.requests.map(({ action, query }) => [action, query.name])).toContainEqual([
    'KeystoneListProjects',
    cloud.region,
  ]);
});

withSdk('the official Go SDK works with temporary keys', async () => {
  const credential = await temporaryKey();
  const { sha256, error } = await ask(credential);
  expect(error).toBeUndefined();
  expect(sha256).toHaveLength(3);
  const { error: refusal } = await ask({ ...credential, securityToken: 'wrong' });
  expect(refusal).toContain('decrypt token fail');
});

withSdk('the official Go SDK logs in with an ID token', async () => {
  const { id, idToken } = cloud.people.identityProvider;
  const folder = await mkdtemp(path.join(tmpdir(), 'dds-id-token-'));
  const idTokenFile = path.join(folder, 'token');
  await writeFile(idTokenFile, idToken);
  const { sha256, error } = await ask({ idpId: id, idTokenFile });
  await rm(folder, { recursive: true });
  expect(error).toBeUndefined();
  expect(sha256).toHaveLength(3);
  expect(cloud.requests.slice(0, 3).map(({ action }) => action)).toEqual([
    'CreateTokenWithIdToken',
    'CreateTemporaryAccessKey',
    'KeystoneListProjects',
  ]);
});

withSdk.each<[string, string, () => Partial<Settings>]>([
  ['a wrong secret key', 'APIGW.0301', () => ({ secretKey: 'wrong' })],
  ['an unknown access key', 'ak not exist', () => ({ accessKey: 'NOSUCHKEY' })],
  ['a key without permission', 'DBS.280063', () => cloud.people.keys.withoutPermission],
  ['a region without a project', 'project id', () => ({ region: 'mars-north-1' })],
  ['an unknown backup', 'DBS.201214', () => ({ backupId: `${'f'.repeat(32)}br02` })],
  ['a backup still being made', 'DBS.201202', () => idsOf(cloud.backups.building)],
])('the official Go SDK reports %s with %s', async (_, expected, settings) => {
  expect((await ask(settings())).error).toContain(expected);
});

function ask(settings: Partial<Settings> = {}): Promise<Answers> {
  if (!sdk.available) throw new Error(sdk.reason);
  return sdk.ask({
    endpoint: cloud.url,
    region: cloud.region,
    accessKey: cloud.credentials.accessKey,
    secretKey: cloud.credentials.secretKey,
    ...idsOf(cloud.backups.cluster),
    backupName: 'backup-cluster',
    ...settings,
  });
}

/** What the metadata service gives, which needs no credentials. */
async function temporaryKey() {
  const response = await fetch(`${cloud.url}/openstack/latest/securitykey`);
  const { credential } = (await response.json()) as {
    credential: { access: string; secret: string; securitytoken: string };
  };
  const { access: accessKey, secret: secretKey, securitytoken: securityToken } = credential;
  return { accessKey, secretKey, securityToken };
}

function idsOf({ id, instanceId }: { id: string; instanceId: string }) {
  return { backupId: id, instanceId };
}
