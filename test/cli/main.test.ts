import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { version } from '../../package.json';
import { commandFile, ddsBackup } from './command';
import { scratchDirectory } from './scratch';

test('help and version load nothing but the file that reads the arguments', () => {
  const folder = path.join(scratchDirectory(), 'cli');
  mkdirSync(folder);
  const source = path.dirname(commandFile);
  const shared = execFileSync('grep', ['-oE', 'from"\\./[^"]+"', path.join(source, 'main.mjs')], {
    encoding: 'utf8',
  });
  const needed = ['dds-backup.cjs', 'main.mjs', ...shared.match(/[\w-]+\.mjs/g)!];
  expect(needed.length).toBeLessThan(readdirSync(source).length);
  for (const name of needed) copyFileSync(path.join(source, name), path.join(folder, name));
  for (const flag of ['--version', '--help']) {
    const { status, stderr } = spawnSync(path.join(folder, 'dds-backup.cjs'), [flag]);
    expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
  }
});

test.each([
  ['by itself', ['--version']],
  ['of a subcommand', ['provider', 'pack', '--version']],
])('the version %s is that of the package', async (_, args) => {
  expect(await ddsBackup(args)).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
});
