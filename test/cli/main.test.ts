import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { version } from '../../package.json';
import { afterTest } from '../after-test';
import { SocksProxy } from '../huaweicloud/connection/socks-proxy';
import { commandFile, ddsBackup } from './command';
import { scratchDirectory } from './scratch';
import { simulated } from './simulated';

/** The command without all that is loaded later. */
function firstFiles(): string {
  const folder = path.join(scratchDirectory(), 'cli');
  mkdirSync(folder);
  const source = path.dirname(commandFile);
  for (const name of ['dds-backup.cjs', 'main.cjs']) {
    copyFileSync(path.join(source, name), path.join(folder, name));
  }
  return path.join(folder, 'dds-backup.cjs');
}

test('help, version and usage errors load nothing but the file that reads the arguments', () => {
  const program = firstFiles();
  const statusOf = (word: string) => spawnSync(program, [word], { encoding: 'utf8' }).status;
  expect(['--version', '--help', 'unknown'].map(statusOf)).toEqual([0, 0, 2]);
});

test('what nobody expected is reported as a bug, with the command and the machine', async () => {
  const { exitCode, stdout, stderr } = await ddsBackup(['list'], { program: firstFiles() });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  const [error, advice] = stderr.split('\n');
  expect(error).toMatch(/^error: unexpected error: Error: Cannot find module /);
  expect(advice).toMatch(
    /^This is a bug of dds-backup\. Please report it at https:\/\/github\.com\/[\w/-]+\/issues with /,
  );
  const { platform, arch, version: node } = process;
  expect(advice).toContain(`(dds-backup ${version}, Node.js ${node}, ${platform} ${arch})`);
});

test.each([
  ['by itself', ['--version']],
  ['of a subcommand', ['provider', 'pack', '--version']],
])('the version %s is that of the package', async (_, args) => {
  expect(await ddsBackup(args)).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
});

test('a SOCKS proxy leads to the cloud', async () => {
  const { cloud } = await simulated();
  const proxy = await SocksProxy.start(cloud.url);
  afterTest(() => proxy.close());
  const endpoint = 'dds=http://dds.example.test:8080';
  const { exitCode, stdout, stderr } = await ddsBackup(
    ['list', '--project-id', cloud.projectId, '--endpoint', endpoint, '--json'],
    { env: { ...cloud.environment, HTTP_PROXY: `socks5://${proxy.address}` } },
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain(cloud.backups.replicaSet.id);
  expect(proxy.told).toEqual(['dds.example.test:8080']);
});

const fullDevice = existsSync('/dev/full') ? test.each : test.skip.each;

fullDevice(['--help', '--version'])('%s that cannot be written is a failure', (word) => {
  const output = openSync('/dev/full', 'w');
  afterTest(() => closeSync(output));
  const { status, stderr } = spawnSync(commandFile, [word], {
    stdio: ['ignore', output, 'pipe'],
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringMatching(/^error: Standard output cannot be written \(ENOSPC\)\.\n$/),
  });
});

/** What arrives through a pipe that is full at first, and whose reader begins a second later. */
async function writtenToFullPipe(word: string): Promise<string> {
  const script = '{ head -c 65536 /dev/zero; "$0" "$1" 2>&1; } | { sleep 1; tail -c +65537; }';
  return (await ddsBackup(['-c', script, commandFile, word], { program: 'sh' })).stdout;
}

test('help and errors arrive whole, even if their reader takes its time', async () => {
  const words = ['--help', 'unknown'];
  const expected = await Promise.all(words.map((word) => ddsBackup([word])));
  expect(await Promise.all(words.map(writtenToFullPipe))).toEqual(
    expected.map(({ stdout, stderr }) => stdout + stderr),
  );
});
