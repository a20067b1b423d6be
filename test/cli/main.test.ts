import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { version } from '../../package.json';
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
