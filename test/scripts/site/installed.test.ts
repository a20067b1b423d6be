import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isInstalled } from '../../../scripts/site/installed';
import { afterTest } from '../../after-test';

/** A folder with files that were written at these times (s). */
function folderWith(files: Readonly<Record<string, number>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dds-site-'));
  afterTest(() => rmSync(folder, { recursive: true }));
  for (const [name, time] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, '{}');
    utimesSync(file, time, time);
  }
  return folder;
}

const record = 'node_modules/.package-lock.json';

test.each([
  ['nothing was installed yet', { 'package-lock.json': 100 }],
  ['the lock file was changed since', { [record]: 100, 'package-lock.json': 101 }],
])('the tools of the site are installed if %s', (_, files) => {
  expect(isInstalled(folderWith(files))).toBe(false);
});

test('they are not installed again if the lock file is that of the last time', () => {
  expect(isInstalled(folderWith({ 'package-lock.json': 100, [record]: 101 }))).toBe(true);
});
