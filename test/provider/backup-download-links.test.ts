import { type Backup } from '../../lib/simulator/dds/estate';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { type Value } from '../../lib/terraform-plugin/cty/value';
import { configuredEngine, startedEngine } from './configured-engine';

let cloud: Simulator;
beforeEach(async () => {
  cloud = await startSimulator();
});
afterEach(() => cloud.close());

const configured = () => configuredEngine(cloud, 'dds_backup_download_links');

const idsOf = ({ instanceId, id }: Backup) => ({ instance_id: instanceId, backup_id: id });

interface Links {
  readonly id: string;
  readonly bucket: string;
  readonly expires_at: string | null;
  readonly files: readonly Readonly<Record<string, string>>[];
}

test('the links of a replica set name their bucket, file and expiry', async () => {
  const engine = await configured();
  const backup = cloud.backups.replicaSet;
  const { state, diagnostics } = await engine.read(idsOf(backup));
  expect(diagnostics).toEqual([]);
  const expiry = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(state).toMatchObject({
    ...idsOf(backup),
    id: `${backup.instanceId}/${backup.id}`,
    region: cloud.region,
    project_id: cloud.projectId,
    expires_at: expiry,
    files: [
      {
        name: backup.files[0]?.name,
        expires_at: expiry,
        link_expired_time: expect.stringMatching(/\+0000$/),
        group_id: null,
        group_name: null,
      },
    ],
  });
});

test('a link downloads the bytes of its file', async () => {
  const engine = await configured();
  const { state } = await engine.read(idsOf(cloud.backups.single));
  const response = await fetch((state as unknown as Links).files[0]!.download_link!);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.equals(cloud.contentOf(cloud.backups.single.files[0]!))).toBe(true);
});

test('the files of a cluster come in the order of their groups', async () => {
  const engine = await configured();
  const { state } = await engine.read(idsOf(cloud.backups.cluster));
  const groups = (state as unknown as Links).files.map(({ group_name }) => group_name);
  expect(groups).toEqual(['config', 'shard_1', 'shard_2']);
});

test('the links of an incremental backup are read in the same way', async () => {
  const engine = await configured();
  const { diagnostics } = await engine.read(idsOf(cloud.backups.incremental));
  expect(diagnostics).toEqual([]);
});

test('each read signs new links, but id, bucket and names stay', async () => {
  const engine = await configured();
  const first = (await engine.read(idsOf(cloud.backups.cluster))).state as unknown as Links;
  const second = (await engine.read(idsOf(cloud.backups.cluster))).state as unknown as Links;
  const links = ({ files }: Links) => files.map(({ download_link }) => download_link);
  const names = ({ files }: Links) => files.map(({ name }) => name);
  expect(links(first)).not.toEqual(links(second));
  expect([second.id, second.bucket, names(second)]).toEqual([first.id, first.bucket, names(first)]);
});

test('many reads look the project up once', async () => {
  const engine = await configured();
  await Promise.all(Array.from({ length: 20 }, () => engine.read(idsOf(cloud.backups.single))));
  expect(cloud.requestCount({ action: 'KeystoneListProjects' })).toBe(1);
  expect(cloud.requestCount({ action: 'ShowBackupDownloadLink' })).toBe(20);
});

describe('minimum_validity', () => {
  test('a fresh link is valid for long enough', async () => {
    const engine = await configured();
    const { diagnostics } = await engine.read({
      ...idsOf(cloud.backups.single),
      minimum_validity: '14m',
    });
    expect(diagnostics).toEqual([]);
  });

  test('the validity counts by the clock of the cloud', async () => {
    cloud.advance(10 * 60_000);
    const engine = await configured();
    const { diagnostics } = await engine.read({
      ...idsOf(cloud.backups.single),
      minimum_validity: '14m',
    });
    expect(diagnostics).toEqual([]);
  });

  test('the error says how long a link is valid that expires too soon', async () => {
    await cloud.close();
    cloud = await startSimulator({ linkTtl: 60_000 });
    const engine = await configured();
    const { state, diagnostics } = await engine.read({
      ...idsOf(cloud.backups.single),
      minimum_validity: '10m',
    });
    expect(state).toBeUndefined();
    expect(diagnostics).toEqual([
      expect.stringMatching(
        /^error: A link expires too soon; A link expires in \d+s, at \S+Z, but minimum_validity is 10m\. Links are valid for 15 minutes after the read: read again, or require less\. @ minimum_validity$/,
      ),
    ]);
  });

  test('an expiry that cannot be read is an error, which hides a link in its place', async () => {
    const link = 'https://bucket.obs.example.com/file?Signature=c2VjcmV0&Expires=1';
    cloud.inject({
      action: 'ShowBackupDownloadLink',
      fault: {
        kind: 'edit',
        edit: () => ({ files: [{ name: 'a\u001b[2J', link_expired_time: `\r${link}` }] }),
      },
    });
    const engine = await configured();
    const { diagnostics } = await engine.read({
      ...idsOf(cloud.backups.single),
      minimum_validity: '1m',
    });
    expect(diagnostics[0]).toContain('The API says that the link of a\\u001b[2J expires at "\\r');
    expect(diagnostics[0]).toMatch(
      /^error: The expiry of a link is unknown; .*which cannot be read/,
    );
    expect(diagnostics[0]).not.toMatch(/c2VjcmV0|\u001b|\r/);
  });

  test('so is an expiry that is missing', async () => {
    const edit = () => ({ files: [{ name: 'a' }] });
    cloud.inject({ action: 'ShowBackupDownloadLink', fault: { kind: 'edit', edit } });
    const engine = await configured();
    const config = { ...idsOf(cloud.backups.single), minimum_validity: '1m' };
    expect((await engine.read(config)).diagnostics).toEqual([
      'error: The expiry of a link is unknown; The API does not say when the link of a expires. Omit minimum_validity, and use the link at once. @ minimum_validity',
    ]);
  });

  test.each([
    ['16m', 'It can be 15m at most.'],
    ['soon', '"soon" is not a duration: write a number with a unit, as in "30s", "2m" or "1h30m".'],
  ])('the duration %s is refused before any request', async (minimum_validity, reason) => {
    const engine = await startedEngine('dds_backup_download_links');
    expect(await engine.validate({ ...idsOf(cloud.backups.single), minimum_validity })).toEqual([
      `error: Invalid value of "minimum_validity"; ${reason} @ minimum_validity`,
    ]);
  });
});

describe('ids are checked before any request', () => {
  const instanceId = '0123456789abcdef0123456789abcdefin02';
  const backupId = '0123456789abcdef0123456789abcdefbr02';

  test.each<[string, Record<string, Value>, string]>([
    [
      'empty',
      { instance_id: '', backup_id: backupId },
      'error: Invalid value of "instance_id"; It is empty. IDs look like "0123456789abcdef0123456789abcdefin02". @ instance_id',
    ],
    [
      'blank',
      { instance_id: instanceId, backup_id: ' ' },
      'error: Invalid value of "backup_id"; It is empty. IDs look like "0123456789abcdef0123456789abcdefbr02". @ backup_id',
    ],
    [
      'malformed',
      { instance_id: instanceId, backup_id: '../x' },
      'error: Invalid value of "backup_id"; "../x" cannot be the ID of a backup: an ID consists of letters, digits, "-" and "_". IDs look like "0123456789abcdef0123456789abcdefbr02". @ backup_id',
    ],
    [
      'of the other kind',
      { instance_id: backupId, backup_id: backupId },
      `error: Invalid value of "instance_id"; "${backupId}" is the ID of a backup, not of an instance. Are instance_id and backup_id swapped? @ instance_id`,
    ],
  ])('%s', async (_, config, diagnostic) => {
    const engine = await startedEngine('dds_backup_download_links');
    expect(await engine.validate(config)).toEqual([diagnostic]);
  });

  test('an ID of an unusual form is left to the API', async () => {
    const engine = await startedEngine('dds_backup_download_links');
    expect(await engine.validate({ instance_id: 'dds-1', backup_id: 'b_2' })).toEqual([]);
  });
});
