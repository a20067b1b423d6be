import { createHash } from 'node:crypto';
import { type BackupFile } from '../../../lib/huaweicloud/dds/backup-download-links';
import { BackupLinks } from '../../../lib/huaweicloud/obs/backup-links';
import { type ObjectLimits } from '../../../lib/huaweicloud/obs/object/object-store';
import {
  RemoteObject,
  type RemoteObjectOptions,
} from '../../../lib/huaweicloud/obs/object/remote-object';
import { type Fault } from '../../../lib/simulator/faults';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { cloudOf, failureOf, here, patient } from '../cloud-of';

const action = 'ShowBackupDownloadLink';
let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({ fileBytes: 300_000 });
});

afterEach(() => simulator.close());

async function openLinks(objectLimits: Partial<ObjectLimits> = {}) {
  const { id: backupId, instanceId } = simulator.backups.cluster;
  const cloud = cloudOf(simulator, {}, { objectLimits });
  const links = await BackupLinks.open(cloud.dds(here), { instanceId, backupId }, patient);
  return { cloud, links };
}

test('objects of all files are read, with one request for links', async () => {
  const { cloud, links } = await openLinks();
  for (const file of links.list.files) {
    const options = {
      store: await cloud.objectStore(),
      links: links.of(file),
      name: file.name ?? '',
    };
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
  const store = await cloud.objectStore();
  const objects = sources.flatMap((source) => {
    const options = { store, links: source, name: 'file' };
    return [RemoteObject.open(options, patient), RemoteObject.open(options, patient)];
  });
  simulator.linksHaveExpired();
  expect((await Promise.all(objects)).length).toBe(6);
  expect(simulator.requestCount({ action })).toBe(2);
});

test('a link that somebody else has renewed meanwhile costs no request', async () => {
  const { links } = await openLinks();
  const [one, other] = links.list.files.map((file) => links.of(file));
  const stale = other!.current();
  await one!.renewed(one!.current(), patient);
  expect(await other!.renewed(stale, patient)).not.toBe(stale);
  expect(simulator.requestCount({ action })).toBe(2);
});

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What may happen to a request for bytes; every other one goes well. */
function faultOf(random: () => number): Fault | undefined {
  const bytes = Math.floor(random() * 200_000);
  const faults: Fault[] = [
    { kind: 'reset' },
    { kind: 'truncate', bytes },
    { kind: 'stall', bytes },
    { kind: 'drip', bytes: 50_000, milliseconds: 1 },
    { kind: 'answer', status: 500 },
    { kind: 'answer', status: 503, headers: { 'retry-after': '0' } },
    { kind: 'answer', status: 429 },
    { kind: 'whole' },
    { kind: 'shift', from: -bytes, to: 0 },
    { kind: 'shift', from: 0, to: bytes },
    { kind: 'shift', from: 7, to: 7 },
    { kind: 'headers', headers: { 'content-range': null } },
    { kind: 'headers', headers: { etag: null } },
    { kind: 'garbage' },
  ];
  return faults[Math.floor(random() * 2 * faults.length)];
}

test.each(Array.from({ length: 20 }, (_, seed) => seed))(
  'in random conditions every byte arrives once (%d)',
  async (seed) => {
    const random = randomNumbers(seed);
    const { links, cloud } = await openLinks({ base: 1, cap: 5, stall: 200 });
    simulator.inject({
      action: 'GetObject',
      times: Infinity,
      fault: () => {
        if (random() < 0.2) simulator.linksHaveExpired();
        return faultOf(random);
      },
    });
    const read = async (file: BackupFile) => {
      const options = {
        store: await cloud.objectStore(),
        links: links.of(file),
        name: file.name ?? '',
      };
      const served = simulator.backups.cluster.files.find(({ name }) => name === file.name)!;
      return (await sha256Of(options)) === simulator.sha256Of(served);
    };
    expect(await Promise.all(links.list.files.map(read))).toEqual([true, true, true]);
  },
);

async function sha256Of(options: RemoteObjectOptions): Promise<string> {
  const object = await RemoteObject.open(options, patient);
  const hash = createHash('sha256');
  for await (const chunk of object.read(0, object.identity.size, patient)) hash.update(chunk);
  return hash.digest('hex');
}

test('a file that is not in the new list any more is an error that names it', async () => {
  const { links } = await openLinks();
  const [first] = links.list.files;
  const source = links.of(first!);
  const stale = source.current();
  const { files } = simulator.backups.cluster;
  files.splice(
    files.findIndex(({ name }) => name === first!.name),
    1,
  );
  const error = await failureOf(() => source.renewed(stale, patient));
  expect(error).toMatchObject({ category: 'not-found', summary: 'The file is gone' });
  expect(error.detail).toContain(first!.name);
});
