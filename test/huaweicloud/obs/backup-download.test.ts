import { createHash } from 'node:crypto';
import { readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type DownloadObserver } from '../../../lib/huaweicloud/obs/backup-download';
import { type Simulator, startSimulator } from '../../../lib/simulator/simulator';
import { cloudOf, failureOf, here, patient } from '../cloud-of';
import {
  type BackupName,
  download,
  expectOnlyTheFiles,
  filesBelow,
  hasty,
  type TemporaryDirectory,
  temporaryDirectory,
} from './download-fixture';

let simulator: Simulator;
let temporary: TemporaryDirectory;
let directory: string;

beforeEach(async () => {
  simulator = await startSimulator({ fileBytes: 100_000 });
  temporary = await temporaryDirectory();
  directory = temporary.path;
});

afterEach(async () => {
  await simulator.close();
  await temporary.remove();
});

/** Changes the files in the next answer with links. */
function editFiles(edit: (files: Record<string, unknown>[]) => unknown[]) {
  simulator.inject({
    action: 'ShowBackupDownloadLink',
    fault: {
      kind: 'edit',
      edit: (body) => {
        const { files, ...rest } = body as { files: Record<string, unknown>[] };
        return { ...rest, files: edit(files) };
      },
    },
  });
}

async function streamed(backup: BackupName, fileName?: string) {
  const chunks: Buffer[] = [];
  const output = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  const { id: backupId, instanceId } = simulator.backups[backup];
  const downloads = await cloudOf(simulator, {}, hasty).downloads(here);
  const file = await downloads.toStream({ instanceId, backupId, fileName }, output, patient);
  return { file, content: Buffer.concat(chunks) };
}

describe('a download', () => {
  test('brings all files of a backup, and leaves nothing else', async () => {
    const { files, failed, bucket } = await download(simulator, 'cluster', { directory });
    expect(failed).toEqual([]);
    expect(bucket).toMatch(/^ddsbucket/);
    await expectOnlyTheFiles(simulator, 'cluster', directory);
    for (const { name, path, sizeBytes, sha256, size } of files) {
      const content = await readFile(join(directory, path));
      expect(path).toBe(name);
      expect(sizeBytes).toBe(content.length);
      expect(size).toBe(BigInt(Math.ceil(content.length / 1024)));
      expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
    }
  });

  test('makes the directory, and files that only this user can read', async () => {
    const deep = join(directory, 'a', 'b');
    const { files, directory: used } = await download(simulator, 'single', { directory: deep });
    expect(used).toBe(deep);
    const { mode } = await stat(join(deep, files[0]!.path));
    expect(mode & 0o777).toBe(0o600);
  });

  test('goes to a directory behind a symbolic link, since the user has chosen it', async () => {
    const link = join(directory, 'link');
    const target = await temporaryDirectory();
    try {
      await symlink(target.path, link);
      await download(simulator, 'single', { directory: link });
      await expectOnlyTheFiles(simulator, 'single', target.path);
    } finally {
      await target.remove();
    }
  });

  test('puts files of one name in folders of their groups', async () => {
    editFiles((files) => files.map((file) => ({ ...file, name: 'same' })));
    const { files } = await download(simulator, 'cluster', { directory });
    expect(files.map(({ path }) => path)).toEqual(['config/same', 'shard_1/same', 'shard_2/same']);
    expect(await filesBelow(directory)).toEqual(['config/same', 'shard_1/same', 'shard_2/same']);
  });

  test('of an empty object makes an empty file', async () => {
    const { files } = simulator.backups.single;
    simulator.backups.single.files = files.map((file) => ({ ...file, bytes: 0 }));
    const { files: downloaded } = await download(simulator, 'single', { directory });
    expect(downloaded).toMatchObject([
      { sizeBytes: 0, sha256: createHash('sha256').digest('hex') },
    ]);
    await expectOnlyTheFiles(simulator, 'single', directory);
  });

  test('of a backup without files is complete', async () => {
    editFiles(() => []);
    expect(await download(simulator, 'single', { directory })).toMatchObject({
      files: [],
      failed: [],
    });
  });

  test('is observed file by file, with the bytes that are there', async () => {
    const calls: string[] = [];
    let bytes = 0;
    const observer: DownloadObserver = {
      planned: (files) => calls.push(`planned ${files.length}`),
      started: (_, progress) => calls.push(`started ${progress.bytes} of ${progress.sizeBytes}`),
      progressed: (_, now) => (bytes = now),
      finished: ({ sizeBytes }) => calls.push(`finished ${sizeBytes}`),
    };
    await download(simulator, 'single', { directory, observer });
    expect(calls).toEqual(['planned 1', 'started 0 of 100000', 'finished 100000']);
    expect(bytes).toBe(100_000);
  });

  test('mentions an announced size that the object does not have', async () => {
    editFiles((files) => files.map((file) => ({ ...file, size: 5000 })));
    const notices: string[] = [];
    const observer = { noticed: (_: unknown, notice: string) => notices.push(notice) };
    const { files } = await download(simulator, 'single', { directory, observer });
    expect(files).toMatchObject([{ size: 5000n, sizeBytes: 100_000 }]);
    expect(notices).toEqual(['The list of files says 5000 KB, but the object has 100000 bytes.']);
  });
});

describe('a page in place of the object', () => {
  beforeEach(() => {
    const fault = { kind: 'answer', status: 200, body: '<html>Log in</html>' } as const;
    simulator.inject({ action: 'GetObject', times: 100, fault });
  });

  test('is not taken for the file', async () => {
    const { files, failed } = await download(simulator, 'single', { directory });
    expect(files).toEqual([]);
    expect(failed.map(({ error }) => error.detail)).toEqual([
      expect.stringContaining('no proxy or login page'),
    ]);
    expect(await filesBelow(directory)).toEqual([]);
  });

  test('does not reach a stream', async () => {
    const { detail } = await failureOf(() => streamed('single'));
    expect(detail).toContain('no proxy or login page');
  });
});

test.each([
  ['is missing', undefined],
  ['is empty', ''],
])('a link that %s is told', async (_, link) => {
  editFiles((files) => files.map((file) => ({ ...file, download_link: link })));
  const { failed } = await download(simulator, 'single', { directory });
  expect(failed[0]?.error.detail).toMatch(/^The API gives no download link for \S+\.tar/);
});

test('a file that the newest list lacks is told to be gone', async () => {
  simulator.inject({ action: 'GetObject', fault: { kind: 'answer', status: 403 } });
  const fault = { kind: 'edit', edit: () => ({ files: [] }) } as const;
  simulator.inject({ action: 'ShowBackupDownloadLink', skip: 1, fault });
  const { failed } = await download(simulator, 'single', { directory });
  expect(failed).toMatchObject([{ error: { category: 'not-found', summary: 'The file is gone' } }]);
});

describe('the choice of files', () => {
  test('a name chooses the file of that name in every group', async () => {
    editFiles((files) =>
      files.map((file, index) => ({ ...file, name: index < 2 ? 'same' : 'other' })),
    );
    const { files } = await download(simulator, 'cluster', { directory, fileNames: ['same'] });
    expect(files.map(({ path }) => path)).toEqual([
      expect.stringMatching(/\/same$/),
      expect.stringMatching(/\/same$/),
    ]);
  });

  test('a path chooses one of several files of that name', async () => {
    editFiles((files) => files.map((file) => ({ ...file, name: 'same' })));
    const path = `${simulator.backups.cluster.files[1]!.group!.name}/same`;
    const { files } = await download(simulator, 'cluster', { directory, fileNames: [path] });
    expect(files.map((file) => file.path)).toEqual([path]);
  });

  test('a file without a group has only its name', async () => {
    const [file] = simulator.backups.single.files;
    const failure = await failureOf(() =>
      download(simulator, 'single', { directory, fileNames: [`undefined/${file!.name}`] }),
    );
    expect(failure.setting).toBe('fileNames');
  });

  test('are found by their names in any Unicode form, and have them composed', async () => {
    const [first] = simulator.backups.single.files;
    simulator.backups.single.files = [{ ...first!, name: 'o\u0308.tar' }];
    for (const name of ['o\u0308.tar', '\u00f6.tar']) {
      const { files } = await download(simulator, 'single', { directory, fileNames: [name] });
      expect(files).toMatchObject([{ name: '\u00f6.tar', path: '\u00f6.tar' }]);
    }
    expect(await filesBelow(directory)).toEqual(['\u00f6.tar']);
  });

  test('a mistyped name is refused, with the nearest one', async () => {
    const { name } = simulator.backups.cluster.files[1]!;
    const { detail } = await failureOf(() =>
      download(simulator, 'cluster', { directory, fileNames: [name.replace('tar', 'tra')] }),
    );
    expect(detail).toContain(`Did you mean "${name}"?`);
  });

  test('an unknown name is refused, with the names there are', async () => {
    const { setting, detail } = await failureOf(() =>
      download(simulator, 'cluster', { directory, fileNames: ['nowhere'] }),
    );
    expect(setting).toBe('fileNames');
    expect(detail).toContain('no file "nowhere"');
    for (const { name } of simulator.backups.cluster.files) expect(detail).toContain(name);
    expect(await filesBelow(directory)).toEqual([]);
  });

  test('all shards together bring every file once', async () => {
    const paths: string[] = [];
    for (const index of [0, 1, 2, 3]) {
      const { files } = await download(simulator, 'cluster', {
        directory,
        shard: { index, count: 4 },
      });
      paths.push(...files.map(({ path }) => path));
    }
    expect(paths.toSorted()).toEqual(
      simulator.backups.cluster.files.map(({ name }) => name).toSorted(),
    );
    await expectOnlyTheFiles(simulator, 'cluster', directory);
  });

  test.each([
    [{ index: 2, count: 2 }],
    [{ index: -1, count: 2 }],
    [{ index: 0, count: 0 }],
    [{ index: 0.5, count: 2 }],
    [{ index: 0, count: 1_000_000_000 }],
  ])('shard %j is refused', async (shard) => {
    const { setting } = await failureOf(() => download(simulator, 'cluster', { directory, shard }));
    expect(setting).toBe('shard');
    expect(simulator.requestCount({})).toBe(0);
  });

  test.each([[0], [65], [1.5], [NaN]])('%d connections are refused', async (parallelism) => {
    const call = () => download(simulator, 'single', { directory, parallelism });
    expect((await failureOf(call)).setting).toBe('parallelism');
    expect(simulator.requestCount({})).toBe(0);
  });
});

describe('files that were announced', () => {
  const announced = async () => {
    const { instanceId, id: backupId } = simulator.backups.cluster;
    const downloads = await cloudOf(simulator, {}, hasty).downloads(here);
    return (await downloads.list({ instanceId, backupId }, patient)).files;
  };

  test('are downloaded if the list is still the same', async () => {
    await download(simulator, 'cluster', { directory, announced: await announced() });
    await expectOnlyTheFiles(simulator, 'cluster', directory);
  });

  test.each<[string, string | undefined, (files: Record<string, unknown>[]) => unknown[]]>([
    ['has another size', undefined, ([first, ...others]) => [{ ...first, size: 1 }, ...others]],
    ['has another name', 'other', ([first, ...others]) => [{ ...first, name: 'other' }, ...others]],
    ['is missing', undefined, ([, ...others]) => others],
    ['has come', 'new', (files) => [...files, { ...files[0], name: 'new' }]],
  ])('are not if a file %s, and nothing is', async (_, name, edit) => {
    const before = await announced();
    let first: unknown;
    editFiles((files) => {
      first = files[0]?.name;
      return edit(files);
    });
    const call = () => download(simulator, 'cluster', { directory, announced: before });
    const { category, detail } = await failureOf(call);
    expect(category).toBe('state');
    expect(detail).toContain(`announced: ${name ?? String(first)} is different. Nothing was`);
    expect(await filesBelow(directory)).toEqual([]);
  });
});

test('an object of a server that ignores ranges is fetched in one piece', async () => {
  simulator.inject({ action: 'GetObject', times: Infinity, fault: { kind: 'whole' } });
  const { failed } = await download(simulator, 'single', { directory, parallelism: 4 });
  expect(failed).toEqual([]);
  await expectOnlyTheFiles(simulator, 'single', directory);
});

describe('nothing is started', () => {
  test('if a file has a name that leads out of the directory', async () => {
    editFiles((files) => files.map((file) => ({ ...file, name: '../../escaped' })));
    const { category } = await failureOf(() => download(simulator, 'single', { directory }));
    expect(category).toBe('answer');
    expect(simulator.requestCount({ action: 'GetObject' })).toBe(0);
  });

  test('if there is a file in the place of the directory', async () => {
    const path = join(directory, 'file');
    await symlink('/dev/null', path);
    const { category, code, detail } = await failureOf(() =>
      download(simulator, 'single', { directory: path }),
    );
    expect({ category, code }).toEqual({ category: 'file', code: 'ENOTDIR' });
    expect(detail).toContain(path);
  });

  test('if the links are refused', async () => {
    const { category } = await failureOf(() => download(simulator, 'building', { directory }));
    expect(category).toBe('state');
    expect(await filesBelow(directory)).toEqual([]);
  });

  test('if the signal has aborted', async () => {
    const call = () => download(simulator, 'single', { directory }, AbortSignal.abort());
    expect((await failureOf(call)).category).toBe('cancelled');
  });
});

describe('a stream', () => {
  test('has the bytes of the only file, from a single request to OBS', async () => {
    const { file, content } = await streamed('single');
    expect(content.equals(simulator.contentOf(simulator.backups.single.files[0]!))).toBe(true);
    expect(file).toMatchObject({
      sizeBytes: 100_000,
      name: simulator.backups.single.files[0]!.name,
    });
    expect(simulator.requestCount({ action: 'GetObject' })).toBe(1);
  });

  test('of an empty object is empty', async () => {
    simulator.backups.single.files[0]!.bytes = 0;
    const { file, content } = await streamed('single');
    expect({ size: file.sizeBytes, length: content.length }).toEqual({ size: 0, length: 0 });
  });

  test('has the bytes of the file that was named', async () => {
    const wanted = simulator.backups.cluster.files[1]!;
    const { content } = await streamed('cluster', wanted.name);
    expect(content.equals(simulator.contentOf(wanted))).toBe(true);
  });

  test('of one of several files needs a name, and the error lists them', async () => {
    const { setting, detail } = await failureOf(() => streamed('cluster'));
    expect(setting).toBe('fileNames');
    for (const { name } of simulator.backups.cluster.files) expect(detail).toContain(name);
  });
});

test('files whose names differ in case alone are downloaded where the file system tells them apart', async () => {
  const names = ['Backup', 'backup'];
  simulator.backups.cluster.files = simulator.backups.cluster.files
    .slice(0, 2)
    .map((file, index) => ({ ...file, name: names[index]! }));
  const { files } = await download(simulator, 'cluster', { directory });
  expect(files).toHaveLength(2);
  await expectOnlyTheFiles(simulator, 'cluster', directory);
});
