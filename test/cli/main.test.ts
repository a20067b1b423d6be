import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { version } from '../../package.json';
import { afterTest } from '../after-test';
import { commandFile, ddsBackup } from './command';
import { scratchDirectory } from './scratch';

test('help, version and usage errors load nothing but the file that reads the arguments', () => {
  const folder = path.join(scratchDirectory(), 'cli');
  mkdirSync(folder);
  const source = path.dirname(commandFile);
  for (const name of ['dds-backup.cjs', 'main.cjs']) {
    copyFileSync(path.join(source, name), path.join(folder, name));
  }
  const statusOf = (word: string) =>
    spawnSync(path.join(folder, 'dds-backup.cjs'), [word], { encoding: 'utf8' }).status;
  expect(['--version', '--help', 'unknown'].map(statusOf)).toEqual([0, 0, 2]);
});

test.each([
  ['by itself', ['--version']],
  ['of a subcommand', ['provider', 'pack', '--version']],
])('the version %s is that of the package', async (_, args) => {
  expect(await ddsBackup(args)).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
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
