/** Each example, deployed by the CDKTF command line tool without any flag that concerns the provider. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { findEngine } from '../../scripts/engine';
import { provideTime } from '../acceptance/carrying/second-provider';
import { testWithEphemeralBlocks } from '../engine-abilities';
import { Example } from './example';

jest.setTimeout(240_000); // a bound against hanging, for machines that do other things as well

let cloud: Simulator;
let example: Example | undefined;
beforeEach(async () => {
  cloud = await startSimulator();
});
afterEach(async () => {
  example?.remove();
  await cloud.close();
});

function given(name: string, settings: Record<string, string>): Example {
  return (example = new Example(name, cloud, settings));
}

const fetched = ({ folder }: Example, name = 'fetched') => readFileSync(path.join(folder, name));

async function bytesBehind(links: unknown): Promise<Buffer> {
  const [link] = Object.values(links as Record<string, string>);
  return Buffer.from(await (await fetch(link!)).arrayBuffer());
}

test('backup-links: the links of a backup are outputs', async () => {
  const { instanceId, id, files } = cloud.backups.single;
  const app = given('backup-links', { DDS_INSTANCE_ID: instanceId, DDS_BACKUP_ID: id });
  const { backup_download_links } = await app.deploy();
  expect((await bytesBehind(backup_download_links)).equals(cloud.contentOf(files[0]!))).toBe(true);
});

test('latest-backup: a consumer fetches the latest backup, and again when there is a newer one', async () => {
  const { automatic, building } = cloud.backups;
  const app = given('latest-backup', { DDS_INSTANCE_ID: automatic.instanceId });
  await app.deploy();
  expect(fetched(app).equals(cloud.contentOf(automatic.files[0]!))).toBe(true);

  building.status = 'COMPLETED';
  await app.deploy();
  expect(fetched(app).equals(cloud.contentOf(building.files[0]!))).toBe(true);
});

testWithEphemeralBlocks(
  'ephemeral-links: a provisioner fetches a shard, and no link is in the state',
  async () => {
    const { instanceId, files } = cloud.backups.cluster;
    const shard = files.find(({ group }) => group?.name === 'shard_1')!;
    const app = given('ephemeral-links', { DDS_INSTANCE_ID: instanceId, DDS_SHARD: 'shard_1' });
    await app.deploy();
    expect(fetched(app).equals(cloud.contentOf(shard))).toBe(true);
    expect(app.state()).not.toContain('Signature=');
  },
);

test('backup-file: the latest backup is on the disk and checked, and goes when a newer one comes', async () => {
  const { automatic, building } = cloud.backups;
  const app = given('backup-file', { DDS_INSTANCE_ID: automatic.instanceId });
  const [old, next] = [automatic, building].map(({ files }) => files[0]!);
  const places = [old!, next!].map(({ name }) => `backups/${name}`);
  const { paths } = await app.deploy();
  expect(paths).toEqual([`../../../${places[0]!}`]);
  expect(fetched(app, places[0]).equals(cloud.contentOf(old!))).toBe(true);
  expect(app.state()).not.toContain('Signature=');
  const folder = '-chdir=cdktf.out/stacks/backup-file';
  const again = await app.run(await findEngine(), [folder, 'plan', '-detailed-exitcode']);
  expect([again.code, again.output]).toEqual([0, expect.stringContaining('No changes.')]);

  building.status = 'COMPLETED';
  const { sha256 } = await app.deploy();
  const bytes = cloud.contentOf(next!);
  expect(fetched(app, places[1]).equals(bytes)).toBe(true);
  expect(sha256).toEqual({
    [`../../../${places[1]!}`]: createHash('sha256').update(bytes).digest('hex'),
  });
  expect(existsSync(app.file(places[0]!))).toBe(false);

  const destroyed = await app.cdktf('destroy', '--auto-approve');
  expect([destroyed.code, existsSync(app.file('backups'))]).toEqual([0, false]);
});

test('pipeline: a shell script with jq and curl downloads what the outputs name', async () => {
  const missing = ['sh', 'jq', 'curl'].filter((name) => spawnSync(name, ['--version']).error);
  if (missing.length > 0) {
    console.warn(`skipped: there is no ${missing.join(', ')}`);
    return;
  }
  const { instanceId, files } = cloud.backups.cluster;
  const app = given('pipeline', { DDS_INSTANCE_ID: instanceId });
  await app.deploy();
  const script = path.join(__dirname, '../../examples/pipeline/download-all.sh');
  const { code, output } = await app.run('sh', [script, 'outputs.json', 'backups']);
  expect([code, output]).toEqual([0, expect.stringMatching(/_config\.tar\.lz4 {2}\d+ KB/)]);
  for (const file of files) {
    expect(fetched(app, `backups/${file.name}`).equals(cloud.contentOf(file))).toBe(true);
  }
});

test('two-regions: each backup is found and fetched in its region', async () => {
  const { single, otherRegion } = cloud.backups;
  const app = given('two-regions', {
    DDS_INSTANCE_ID: single.instanceId,
    DDS_OTHER_INSTANCE_ID: otherRegion.instanceId,
    DDS_OTHER_REGION: cloud.people.projects.otherRegion.name,
  });
  const { here_download_links, there_download_links } = await app.deploy();
  const [here, there] = [single.files[0]!, otherRegion.files[0]!];
  expect((await bytesBehind(here_download_links)).equals(cloud.contentOf(here))).toBe(true);
  expect((await bytesBehind(there_download_links)).equals(cloud.contentOf(there))).toBe(true);
});

test('second-provider: the backup is fetched when another provider says so', async () => {
  const { instanceId, files } = cloud.backups.single;
  const app = given('second-provider', { DDS_INSTANCE_ID: instanceId });
  if (!provideTime(app.home, ['0.13.1'])) {
    console.warn('skipped: Go could not install terraform-provider-time');
    return;
  }
  await app.deploy();
  expect(fetched(app).equals(cloud.contentOf(files[0]!))).toBe(true);
});
