import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { canMount } from '../../huaweicloud/obs/download-fixture';
import { commandFile, startedCommand } from '../command';
import { scratchDirectory } from '../scratch';
import { type Simulated, simulated } from '../simulated';

let dds: Simulated;
let folder: string;
beforeEach(async () => {
  dds = await simulated();
  folder = scratchDirectory();
});

/** Downloads the backup of a cluster: three files in three groups. */
const ofCluster = (...args: string[]) => {
  const { id, instanceId } = dds.cloud.backups.cluster;
  return ['download', id, '--instance', instanceId, ...args];
};

const inFolder = () => ({ cwd: folder });

interface Downloaded {
  readonly bucket: string;
  readonly directory: string;
  readonly files: readonly {
    readonly name: string;
    readonly path: string;
    readonly sha256: string | null;
    readonly size_bytes: number | null;
    readonly error?: string;
  }[];
}

/** The files of the cluster's backup in the order of the list, with what is in them. */
function clusterFiles() {
  return dds.cloud.backups.cluster.files
    .map((file) => ({ file, content: dds.cloud.contentOf(file) }))
    .toSorted((one, other) => (one.file.name < other.file.name ? -1 : 1));
}

function expectAllOfCluster(directory: string): void {
  expect(readdirSync(directory).sort()).toEqual(clusterFiles().map(({ file }) => file.name));
  for (const { file, content } of clusterFiles()) {
    expect(readFileSync(path.join(directory, file.name)).equals(content)).toBe(true);
  }
}

function failsToServe(name: string): void {
  dds.cloud.inject({
    action: 'GetObject',
    path: new RegExp(name),
    times: 100,
    fault: { kind: 'answer', status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' },
  });
}

test('all files go to a directory named as the backup; the result is a list for sha256sum', async () => {
  const { exitCode, stdout, stderr } = await dds.run(ofCluster(), inFolder());
  expect(exitCode).toBe(0);
  const directory = path.join(folder, dds.cloud.backups.cluster.id);
  expectAllOfCluster(directory);
  execFileSync('sha256sum', ['--check', '--strict', '--quiet'], { cwd: directory, input: stdout });
  expect(stderr.split('\n').filter((line) => line.includes(': complete, 1.0 MB.'))).toHaveLength(3);
  expect(stderr).toContain(`3 files (3.0 MB): ${directory}\n`);
});

test('as JSON, the result has the attributes of the resource', async () => {
  const args = ofCluster('--directory', 'there', '--json', '--quiet');
  const { exitCode, stdout, stderr } = await dds.run(args, inFolder());
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    instance_id: dds.cloud.backups.cluster.instanceId,
    backup_id: dds.cloud.backups.cluster.id,
    bucket: expect.stringMatching(/^ddsbucket\./),
    directory: path.join(folder, 'there'),
    files: clusterFiles().map(({ file, content }) => ({
      name: file.name,
      path: file.name,
      size: Math.ceil(file.bytes / 1024),
      size_bytes: file.bytes,
      sha256: createHash('sha256').update(content).digest('hex'),
      group_name: file.group!.name,
    })),
  });
});

test('if some files fail, the others are complete, and the result says why', async () => {
  failsToServe('shard_1');
  const { exitCode, stdout, stderr } = await dds.run(ofCluster('--json'), inFolder());
  expect(exitCode).toBe(8);
  const { files } = JSON.parse(stdout) as Downloaded;
  expect(files.map(({ error }) => error !== undefined)).toEqual([false, true, false]);
  expect(files[1]).toMatchObject({ size_bytes: null, sha256: null, group_name: 'shard_1' });
  expect(files[1]!.error).toContain('NoSuchKey');
  expect(stderr).toMatch(/^error: \S+_shard_1\.tar\.lz4: /m);
  const directory = path.join(folder, dds.cloud.backups.cluster.id);
  expect(stderr).toContain(
    `1 of 3 files failed; 2 are complete: ${directory}\n` +
      'When the cause is corrected, run the same command again to download what is missing.\n',
  );
  dds.cloud.clearFaults();
  expect(await dds.run(ofCluster('--quiet'), inFolder())).toMatchObject({
    exitCode: 0,
    stderr: '',
  });
  expectAllOfCluster(directory);
});

test('what is complete is not fetched again', async () => {
  await dds.run(ofCluster(), inFolder());
  let bytes = 0;
  dds.cloud.inject({
    action: 'GetObject',
    times: 100,
    fault: ({ range = '' }) => {
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
      bytes += Number(to) - Number(from) + 1;
      return undefined;
    },
  });
  expect(await dds.run(ofCluster(), inFolder())).toMatchObject({ exitCode: 0 });
  expect(bytes).toBe(3); // one of each object, to ask for its identity
});

describe('a directory that takes no files', () => {
  const mounted = canMount() ? test : test.skip;

  async function readOnly(use: (directory: string) => Promise<void>): Promise<void> {
    const directory = path.join(folder, 'there');
    execFileSync('mount', ['--bind', directory, directory]);
    try {
      execFileSync('mount', ['-o', 'remount,ro,bind', directory]);
      await use(directory);
    } finally {
      execFileSync('umount', [directory]);
    }
  }

  mounted('will do if the backup is complete in it', async () => {
    const args = ofCluster('--directory', 'there', '--quiet');
    const { stdout } = await dds.run(args, inFolder());
    await readOnly(async () => {
      expect(await dds.run(args, inFolder())).toEqual({ exitCode: 0, stdout, stderr: '' });
    });
  });

  mounted('is an error before the first byte if a file is missing', async () => {
    const args = ofCluster('--directory', 'there', '--quiet');
    await dds.run(args, inFolder());
    rmSync(path.join(folder, 'there', clusterFiles()[1]!.file.name));
    await readOnly(async (directory) => {
      const { exitCode, stdout, stderr } = await dds.run(args, inFolder());
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain(`${directory} cannot be written. The file system is read-only.`);
    });
  });
});

test('a file of another size is not replaced without --overwrite', async () => {
  const { id } = dds.cloud.backups.cluster;
  const [{ file }] = clusterFiles() as [ReturnType<typeof clusterFiles>[0]];
  const there = path.join(folder, id, file.name);
  mkdirSync(path.dirname(there));
  writeFileSync(there, 'mine');
  const refused = await dds.run(ofCluster(), inFolder());
  expect(refused.exitCode).toBe(8);
  expect(refused.stderr).toContain('set --overwrite');
  expect(readFileSync(there, 'utf8')).toBe('mine');
  expect(await dds.run(ofCluster('--overwrite'), inFolder())).toMatchObject({ exitCode: 0 });
  expectAllOfCluster(path.dirname(there));
});

test('--file chooses files by name; an unknown name is an error that lists them', async () => {
  const [config, shard] = clusterFiles().map(({ file }) => file.name) as [string, string];
  const args = ofCluster('--file', shard, '--file', config, '--directory', '.', '--json');
  const { stdout } = await dds.run(args, inFolder());
  const { files } = JSON.parse(stdout) as Downloaded;
  expect(files.map(({ name }) => name)).toEqual([config, shard]);
  const unknown = await dds.run(ofCluster('--file', 'nope'), inFolder());
  expect(unknown).toMatchObject({ exitCode: 2, stdout: '' });
  expect(unknown.stderr).toContain(`Set --file to one of: ${config}, ${shard}, `);
});

test('shards in one directory make up the backup; one without files is a success', async () => {
  const parts: string[] = [];
  for (const index of [0, 1, 2, 3]) {
    const args = ofCluster('--shard', `${index}/4`, '--directory', 'all', '--json');
    const { exitCode, stdout } = await dds.run(args, inFolder());
    expect(exitCode).toBe(0);
    parts.push(...(JSON.parse(stdout) as Downloaded).files.map(({ name }) => name));
  }
  expect(parts.toSorted()).toEqual(clusterFiles().map(({ file }) => file.name));
  expectAllOfCluster(path.join(folder, 'all'));
});

test('a second run at once waits for the first, and fetches nothing but its first bytes', async () => {
  let letGo: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (letGo = resolve));
  dds.cloud.inject({
    action: 'GetObject',
    times: Infinity,
    fault: ({ range }) => (range === 'bytes=0-0' ? undefined : { kind: 'hold', until }),
  });
  const first = dds.start(ofCluster('--directory', '.'), inFolder());
  while (readdirSync(folder).filter((name) => name.endsWith('.journal')).length < 3)
    await nextTurn();
  const second = dds.start(ofCluster('--directory', '.'), inFolder());
  const waits = () => second.written.stderr.match(/is downloading this file; waiting for it/g);
  while ((waits()?.length ?? 0) < 3 && second.child.exitCode === null) await nextTurn();
  letGo();
  expect(await second.ended).toMatchObject({ exitCode: 0 });
  expect(waits()).toHaveLength(3);
  expect((await first.ended).stderr).not.toMatch(/Another run|starting over|error/);
  const whole = dds.cloud.requests.filter(
    ({ action, range }) => action === 'GetObject' && range !== 'bytes=0-0',
  );
  expect(whole).toHaveLength(3);
  expectAllOfCluster(folder);
});

test('the latest backup is downloaded', async () => {
  const { automatic } = dds.cloud.backups;
  const args = ['download', '--latest', '--instance', automatic.instanceId];
  const { exitCode, stderr } = await dds.run(args, inFolder());
  expect(exitCode).toBe(0);
  expect(stderr).toContain(`The latest backup is ${automatic.id}.\n`);
  const file = path.join(folder, automatic.id, automatic.files[0]!.name);
  expect(readFileSync(file).equals(dds.cloud.contentOf(automatic.files[0]!))).toBe(true);
});

test.each([
  ['into a directory', ['--checksums', 'sums']],
  ['to standard output', ['--output', '-']],
  ['of one name', ['--file', 'a']],
])('a download %s fails where a completed backup has no files', async (_, args) => {
  const { single } = dds.cloud.backups;
  single.files.length = 0;
  const { exitCode, stdout, stderr } = await dds.run(
    ['download', single.id, '--instance', single.instanceId, ...args],
    inFolder(),
  );
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain(
    'error: The backup has no files\nThere is nothing to download.\nChoose another backup.\n',
  );
  expect(readdirSync(folder)).not.toContain('sums');
});

describe('--checksums', () => {
  test('writes a list where there is none, which the next run compares with', async () => {
    const first = await dds.run(ofCluster('--checksums', 'SHA256SUMS'), inFolder());
    const list = path.join(folder, 'SHA256SUMS');
    expect(readFileSync(list, 'utf8')).toBe(first.stdout);
    expect(first.stderr).toContain('The checksums are in SHA256SUMS.\n');
    const { mtimeMs } = statSync(list);
    const again = await dds.run(ofCluster('--checksums', 'SHA256SUMS', '--quiet'), inFolder());
    expect(again).toEqual({ exitCode: 0, stdout: first.stdout, stderr: '' });
    expect(statSync(list).mtimeMs).toBe(mtimeMs);
  });

  test('of shards that run at once has the files of all, and each can run again', async () => {
    const shards = [0, 1, 2, 3].map((index) =>
      ofCluster('--shard', `${index}/4`, '--directory', '.', '--checksums', 'sums', '--quiet'),
    );
    for (let round = 0; round < 2; round += 1) {
      const ran = await Promise.all(shards.map((args) => dds.run(args, inFolder())));
      expect(ran.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
        shards.map(() => ({ exitCode: 0, stderr: '' })),
      );
      const list = readFileSync(path.join(folder, 'sums'), 'utf8');
      const names = list.split('\n').map((line) => line.slice(66));
      expect(names.toSorted()).toEqual(['', ...clusterFiles().map(({ file }) => file.name)]);
    }
    execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'sums'], { cwd: folder });
  });

  test('of a shard is told of when the list has grown, and not again', async () => {
    const args = ofCluster('--shard', '0/3', '--directory', '.', '--checksums', 'sums');
    const told = 'The checksums are in sums.\n';
    expect((await dds.run(args, inFolder())).stderr).toContain(told);
    expect((await dds.run(args, inFolder())).stderr).not.toContain(told);
  });

  test.each(['# other files\n', '# no end of the line'])(
    'of a shard that cannot be added to is left as it was (%j)',
    async (start) => {
      const args = ofCluster('--shard', '0/2', '--directory', '.');
      expect((await dds.run(args, inFolder())).exitCode).toBe(0);
      const list = path.join(folder, 'sums');
      writeFileSync(list, start.padStart(1000, '#'));
      // The first KB of a file can be written.
      const limited = ['-c', 'ulimit -f 1; exec "$0" "$@"', commandFile, ...args];
      const { exitCode, stderr } = await dds.run([...limited, '--checksums', 'sums'], {
        ...inFolder(),
        program: 'bash',
      });
      expect(exitCode).toBe(1);
      expect(stderr).toContain('error: sums cannot be written (EFBIG).\n');
      expect(readFileSync(list, 'utf8')).toBe(start.padStart(1000, '#'));
      await dds.run([...args, '--checksums', 'sums'], inFolder());
      execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'sums'], { cwd: folder });
    },
  );

  test('of a shard is compared with what it lists', async () => {
    const names = clusterFiles().map(({ file }) => `${'0'.repeat(64)}  ${file.name}\n`);
    writeFileSync(path.join(folder, 'sums'), names.join(''));
    const args = ofCluster('--shard', '0/3', '--directory', '.', '--checksums', 'sums');
    const { exitCode, stderr } = await dds.run(args, inFolder());
    expect(exitCode).toBe(8);
    expect(stderr).toContain('SHA-256 differs');
    expect(readFileSync(path.join(folder, 'sums'), 'utf8')).toBe(names.join(''));
  });

  test('a file with another checksum fails, and is not kept', async () => {
    const { stdout } = await dds.run(ofCluster('--directory', 'first'), inFolder());
    const wrong = stdout.replace(/^[0-9a-f]{64}/, '0'.repeat(64));
    writeFileSync(path.join(folder, 'sums'), wrong);
    const args = ofCluster('--directory', 'second', '--checksums', 'sums');
    const { exitCode, stderr } = await dds.run(args, inFolder());
    expect(exitCode).toBe(8);
    expect(stderr).toContain('SHA-256 differs');
    expect(readdirSync(path.join(folder, 'second'))).toHaveLength(2);
  });

  test('files that the list does not have are named', async () => {
    const { stdout } = await dds.run(ofCluster('--directory', 'first'), inFolder());
    writeFileSync(path.join(folder, 'sums'), stdout.slice(stdout.indexOf('\n') + 1));
    const { exitCode, stderr } = await dds.run(ofCluster('--checksums', 'sums'), inFolder());
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /sums does not list 1 of 3 files, such as \S+_config\.tar\.lz4: their checksums are not compared\./,
    );
  });

  test.each([
    ['has none of the files', `${'0'.repeat(64)}  other\n`, 'It lists none of the files'],
    ['is not one', 'hello\n', 'Line 1 is not a SHA-256 checksum'],
    ['is an old MD5 list', `${'0'.repeat(32)}  x\n`, 'Line 1 is not a SHA-256 checksum'],
  ])('a list that %s is an error before anything is downloaded', async (_, list, message) => {
    writeFileSync(path.join(folder, 'sums'), list);
    const { exitCode, stdout, stderr } = await dds.run(
      ofCluster('--checksums', 'sums'),
      inFolder(),
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^error: The list of checksums sums cannot be used\n/m);
    expect(stderr).toContain(message);
  });

  test.each([
    ['does not exist', 'no/sums', /no does not exist\.\n+Make it, or choose another place/],
    ['is a file', 'file/sums', /in its path is a file\.\n+Choose another place/],
    ['takes no files', '/proc/sums', /cannot be written \(\w+\)\.\n+Make its directory writable/],
  ])('a list in a directory that %s is an error before all else', async (_, list, message) => {
    writeFileSync(path.join(folder, 'file'), '');
    const args = ofCluster('--checksums', list);
    const { exitCode, stdout, stderr } = await dds.run(args, inFolder());
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(dds.cloud.requests).toEqual([]);
  });

  test.each([
    ['a file of the backup', (name: string) => `chk/${name}`],
    ['one by way of a symbolic link', (name: string) => `link/${name}`],
    ['the directory of the download', () => 'chk'],
  ])('a list in place of %s is an error before the first byte', async (_, listAt) => {
    symlinkSync('chk', path.join(folder, 'link'));
    mkdirSync(path.join(folder, 'chk'));
    const [{ file }] = clusterFiles() as [ReturnType<typeof clusterFiles>[0]];
    const list = listAt(file.name);
    if (list === 'chk') rmSync(path.join(folder, 'chk'), { recursive: true });
    for (const shard of [[], ['--shard', '0/1']]) {
      const args = ofCluster('--directory', 'chk', '--checksums', list, ...shard);
      const { exitCode, stdout, stderr } = await dds.run(args, inFolder());
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toContain(`error: The list of checksums ${list} cannot be used\n`);
      expect(dds.cloud.requests.filter(({ action }) => action === 'GetObject')).toEqual([]);
    }
    expect(readdirSync(path.join(folder, 'chk'))).toEqual([]);
  });

  test('a list that is a link to no file is an error before all else', async () => {
    const [{ file }] = clusterFiles() as [ReturnType<typeof clusterFiles>[0]];
    mkdirSync(path.join(folder, 'there'));
    symlinkSync(path.join('there', file.name), path.join(folder, 'sums'));
    for (const shard of [[], ['--shard', '0/1']]) {
      const args = ofCluster('--directory', 'there', '--checksums', 'sums', ...shard);
      const { exitCode, stdout, stderr } = await dds.run(args, inFolder());
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toContain(
        'error: The list of checksums sums cannot be used\n' +
          'It is a symbolic link to a file that does not exist.\n' +
          'Remove the link, or choose another place for the list.\n',
      );
    }
    expect(dds.cloud.requests).toEqual([]);
    expect(readdirSync(path.join(folder, 'there'))).toEqual([]);
  });

  test('of a shard that is no list any more when it is read again is told as such', async () => {
    const fault = () => {
      writeFileSync(path.join(folder, 'sums'), 'hello\n');
      return undefined;
    };
    dds.cloud.inject({ action: 'GetObject', fault });
    const args = ofCluster('--shard', '0/3', '--directory', '.', '--checksums', 'sums');
    const { exitCode, stderr } = await dds.run(args, inFolder());
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      'error: The list of checksums sums cannot be used\nLine 1 is not a SHA-256 checksum',
    );
  });
});

describe('--output -', () => {
  /** Runs in a shell, in the background, because the simulator is in this process. */
  function piped(args: readonly string[], pipe: string) {
    const script = path.join(folder, 'piped.sh');
    writeFileSync(script, `"$@" ${pipe}`);
    return startedCommand([script, commandFile, ...args, ...dds.endpoints], {
      cwd: folder,
      env: dds.cloud.environment,
      program: 'bash',
    }).ended;
  }

  test('the only file goes to standard output', async () => {
    const { id, instanceId, files } = dds.cloud.backups.single;
    const args = ['download', id, '--instance', instanceId, '--output', '-'];
    const { stdout, exitCode } = await piped(args, '| sha256sum');
    expect({ stdout, exitCode }).toEqual({
      stdout: `${dds.cloud.sha256Of(files[0]!)}  -\n`,
      exitCode: 0,
    });
  });

  test('of several files, --file names the one', async () => {
    const [{ file }] = clusterFiles() as [ReturnType<typeof clusterFiles>[0]];
    const { stdout } = await piped(ofCluster('--output', '-', '--file', file.name), '| sha256sum');
    expect(stdout).toBe(`${dds.cloud.sha256Of(file)}  -\n`);
    const several = await dds.run(ofCluster('--output', '-'), inFolder());
    expect(several).toMatchObject({ exitCode: 2, stdout: '' });
    expect(several.stderr).toContain(`Set --file to one of: ${file.name}, `);
  });

  test('of files of one name in several groups, --file takes what the message says', async () => {
    const edit = (body: unknown) => ({
      ...(body as object),
      files: (body as { files: object[] }).files.map((file) => ({ ...file, name: 'same' })),
    });
    const fault = { kind: 'edit', edit } as const;
    dds.cloud.inject({ action: 'ShowBackupDownloadLink', times: 10, fault });
    const several = await dds.run(ofCluster('--output', '-', '--file', 'same'), inFolder());
    const file = dds.cloud.backups.cluster.files[1]!;
    const path = `${file.group!.name}/same`;
    expect(several).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(path) });
    const { stdout } = await piped(ofCluster('--output', '-', '--file', path), '| sha256sum');
    expect(stdout).toBe(`${dds.cloud.sha256Of(file)}  -\n`);
  });

  test('a reader that has enough ends it quietly', async () => {
    const [{ file }] = clusterFiles() as [ReturnType<typeof clusterFiles>[0]];
    const args = ofCluster('--output', '-', '--file', file.name, '--quiet');
    const { stdout, stderr } = await piped(args, '| head -c 10 | wc -c; echo "${PIPESTATUS[0]}"');
    expect({ stdout, stderr }).toEqual({ stdout: '10\n0\n', stderr: '' });
  });

  test('a reader that has enough is a failure where a checksum was to be compared', async () => {
    const { id, instanceId, files } = dds.cloud.backups.single;
    writeFileSync(path.join(folder, 'sums'), `${'0'.repeat(64)}  ${files[0]!.name}\n`);
    const args = ['download', id, '--instance', instanceId, '--output', '-', '--checksums', 'sums'];
    const { stdout, stderr } = await piped(args, '| head -c 10 | wc -c; echo "${PIPESTATUS[0]}"');
    expect(stdout).toBe('10\n1\n');
    expect(stderr).toContain(`The output was closed before ${files[0]!.name} was complete.`);
  });

  test('the checksum is compared, though the bytes are out', async () => {
    const { id, instanceId, files } = dds.cloud.backups.single;
    writeFileSync(path.join(folder, 'sums'), `${'0'.repeat(64)}  ${files[0]!.name}\n`);
    const args = ['download', id, '--instance', instanceId, '--output', '-', '--checksums', 'sums'];
    const { stdout, stderr } = await piped(args, '| wc -c; echo "${PIPESTATUS[0]}"');
    expect(stdout).toBe(`${files[0]!.bytes}\n1\n`);
    expect(stderr).toContain('Do not use what was written.');
  });

  test('a list of checksums without the file is an error before the first byte', async () => {
    const { id, instanceId } = dds.cloud.backups.single;
    writeFileSync(path.join(folder, 'sums'), `${'0'.repeat(64)}  other\n`);
    const args = ['download', id, '--instance', instanceId, '--output', '-', '--checksums', 'sums'];
    const { stdout, stderr } = await piped(args, '| wc -c; echo "${PIPESTATUS[0]}"');
    expect(stdout).toBe('0\n2\n');
    expect(stderr).toContain('It lists none of the files to download');
    expect(dds.cloud.requests.filter(({ action }) => action === 'GetObject')).toEqual([]);
  });

  test('a terminal gets no bytes', async () => {
    const { id, instanceId } = dds.cloud.backups.single;
    const args = ['download', id, '--instance', instanceId, '--output', '-'];
    const { exitCode, stdout } = await dds.onTerminal(args);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('--output - does not write to a terminal');
  });
});

describe('an interruption', () => {
  test('of an output that nobody reads ends the command, and is told once', async () => {
    const { name } = dds.cloud.backups.cluster.files[0]!;
    const { child, ended } = dds.start(ofCluster('--output', '-', '--file', name), inFolder());
    child.stdout.pause();
    while (child.stdout.readableLength === 0) await nextTurn();
    child.kill('SIGTERM');
    await once(child, 'exit');
    child.stdout.resume();
    const { exitCode, stderr } = await ended;
    expect(exitCode).toBe(130);
    expect(stderr.match(/Interrupted/g)).toHaveLength(1);
    expect(stderr).toContain('Interrupted. The output is not complete.\n');
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s ends the download, says how to continue, and the next run does',
    async (signal) => {
      dds.cloud.inject({ action: 'GetObject', skip: 4, times: 100, fault: { kind: 'hang' } });
      const hanging = dds.cloud.nextRequest({ action: 'GetObject', path: /shard_2/ });
      const { child, ended } = dds.start(ofCluster(), inFolder());
      await hanging;
      child.kill(signal);
      const { exitCode, stdout, stderr } = await ended;
      expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: '' });
      expect(stderr).toContain(
        'Interrupted. Run the same command again to continue where it stopped.\n',
      );
      expect(stderr).not.toContain('error:');
      dds.cloud.clearFaults();
      expect(await dds.run(ofCluster(), inFolder())).toMatchObject({ exitCode: 0 });
      expectAllOfCluster(path.join(folder, dds.cloud.backups.cluster.id));
    },
  );

  test('that arrives twice, since npx passes on what the terminal has sent to both, counts once', async () => {
    dds.cloud.inject({ action: 'GetObject', skip: 4, times: 100, fault: { kind: 'hang' } });
    const hanging = dds.cloud.nextRequest({ action: 'GetObject', path: /shard_2/ });
    const { child, ended } = dds.start(ofCluster(), inFolder());
    await hanging;
    child.kill('SIGINT');
    child.kill('SIGTERM');
    const { exitCode, stderr } = await ended;
    expect(exitCode).toBe(130);
    expect(stderr.match(/Interrupted\. Run the same command again/g)).toHaveLength(1);
  });

  test('a second signal ends it at once', async () => {
    dds.cloud.inject({ action: 'ShowBackupDownloadLink', fault: { kind: 'hang' } });
    const asked = dds.cloud.nextRequest({ action: 'ShowBackupDownloadLink' });
    const { child, ended } = dds.start(ofCluster(), inFolder());
    await asked;
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ exitCode: 130, stdout: '' });
  });
});
