import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandFile, ddsBackup } from '../command';
import { scratchDirectory } from '../scratch';

test.each([
  ['is not an object', '[]', 'Error: The manifest of the packages is not an object.'],
  ['names no file', '{"packages":[]}', 'Error: The manifest of the packages lacks published.'],
  [
    'has no list',
    '{"published":"manifest.json","source":"a/b/c","version":"1.0.0","h1":"h1:x"}',
    'Error: The manifest of the packages lists none.',
  ],
])('a manifest of the packages that %s is a bug', async (_, manifest, error) => {
  const folder = scratchDirectory();
  cpSync(path.dirname(commandFile), path.join(folder, 'cli'), { recursive: true });
  mkdirSync(path.join(folder, 'packages'));
  writeFileSync(path.join(folder, 'packages/manifest.json'), manifest);
  const { exitCode, stderr } = await ddsBackup(['provider', 'install', '--directory', 'mirror'], {
    program: path.join(folder, 'cli', path.basename(commandFile)),
    cwd: folder,
  });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(`error: unexpected error: ${error}\nThis is a bug of dds-backup.`);
});
