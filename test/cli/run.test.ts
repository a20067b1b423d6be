import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandFile, ddsBackup } from './command';
import { scratchDirectory } from './scratch';

test('a failure is one error on standard error, without a stack trace, and exit code 1', async () => {
  const file = path.join(scratchDirectory(), 'file');
  writeFileSync(file, '');
  const args = ['provider', 'pack', '--directory', path.join(file, 'release'), '--json'];
  const { exitCode, stdout, stderr } = await ddsBackup(args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toBe(`error: ${file}/release cannot be written (ENOTDIR).\n`);
});

test.each([
  [['download', '0'.repeat(32) + 'br02', '--instance', '0'.repeat(32) + 'in02']],
  [['provider', 'install', '--directory', 'mirror']],
  [['provider', 'pack', '--directory', 'release']],
])('%j in a directory that was removed says so', (args) => {
  const { status, stdout, stderr } = spawnSync(
    'sh',
    ['-c', 'mkdir gone && cd gone && rmdir ../gone && exec "$@"', 'sh', commandFile, ...args],
    { cwd: scratchDirectory(), encoding: 'utf8' },
  );
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe(
    'error: The working directory was removed. Change to another one, then run again.\n',
  );
});
