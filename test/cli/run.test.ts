import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ddsBackup } from './command';
import { scratchDirectory } from './scratch';

test('a failure is one error on standard error, without a stack trace, and exit code 1', async () => {
  const file = path.join(scratchDirectory(), 'file');
  writeFileSync(file, '');
  const args = ['provider', 'pack', '--directory', path.join(file, 'release'), '--json'];
  const { exitCode, stdout, stderr } = await ddsBackup(args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toBe(`error: ${file}/release cannot be written (ENOTDIR).\n`);
});
