import { BackupLinks } from '../../../lib/huaweicloud/obs/links-of-backup';
import { RemoteObject } from '../../../lib/huaweicloud/obs/object/remote-object';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { cloudOf, failureOf, here, patient } from '../cloud-of';

const action = 'ShowBackupDownloadLink';
let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({ fileBytes: 300_000 });
});

afterEach(() => simulator.close());

async function openLinks() {
  const { id: backupId, instanceId } = simulator.backups.cluster;
  const cloud = cloudOf(simulator);
  const links = await BackupLinks.open(cloud.dds(here), { instanceId, backupId }, patient);
  return { cloud, links };
}

test('objects of all files are read, with one request for links', async () => {
  const { cloud, links } = await openLinks();
  for (const file of links.list.files) {
    const options = { store: cloud.objectStore, links: links.of(file), name: file.name ?? '' };
    const object = await RemoteObject.open(options, patient);
    const chunks: Buffer[] = [];
    for await (const chunk of object.read(0, object.identity.size, patient)) chunks.push(chunk);
    const served = simulator.backups.cluster.files.find(({ name }) => name === file.name)!;
    expect(Buffer.concat(chunks).equals(simulator.contentOf(served))).toBe(true);
  }
  expect(simulator.requestCount({ action })).toBe(1);
});

test('all readers of all files share one renewal', async () => {
  const { cloud, links } = await openLinks();
  const sources = links.list.files.map((file) => links.of(file));
  const objects = sources.flatMap((source) => {
    const options = { store: cloud.objectStore, links: source, name: 'file' };
    return [RemoteObject.open(options, patient), RemoteObject.open(options, patient)];
  });
  simulator.linksHaveExpired();
  expect((await Promise.all(objects)).length).toBe(6);
  expect(simulator.requestCount({ action })).toBe(2);
});

test('a link that somebody else has renewed meanwhile costs no request', async () => {
  const { links } = await openLinks();
  const [one, other] = links.list.files.map((file) => links.of(file));
  const stale = await other!.current(patient);
  await one!.renewed(await one!.current(patient), patient);
  expect(await other!.renewed(stale, patient)).not.toBe(stale);
  expect(simulator.requestCount({ action })).toBe(2);
});

test('a file that is not in the new list any more is an error that names it', async () => {
  const { links } = await openLinks();
  const [first] = links.list.files;
  const source = links.of(first!);
  const stale = await source.current(patient);
  const { files } = simulator.backups.cluster;
  files.splice(
    files.findIndex(({ name }) => name === first!.name),
    1,
  );
  const error = await failureOf(() => source.renewed(stale, patient));
  expect(error).toMatchObject({ category: 'not-found', summary: 'The file is gone' });
  expect(error.detail).toContain(first!.name);
});
