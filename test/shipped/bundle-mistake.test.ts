// The proof that these tests run what ships: a mistake that is in the bundle alone turns them red.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type PackagesManifest, writePackages } from '../../scripts/bundle/packages';
import { filesIn } from '../acceptance/carrying/installed-library';
import { unpackProvider } from './set-up';
import { library, project } from './shipped-package';

jest.setTimeout(300_000); // a bound against hanging, for machines that do other things as well

const root = path.join(__dirname, '..', '..');

/** One test of each way to run a provider; they read a backup's links. */
const tests = {
  'test/acceptance/backup-download-links.test.ts':
    'in the state the links are secrets, and the id is stable',
  'test/acceptance/faults.test.ts': 'a slow answer is waited for, once',
  'test/provider/backup-download-links.test.ts': 'a link downloads the bytes of its file',
};

let copy: string;
beforeEach(() => {
  // Below the checkout, so that its node_modules are found.
  copy = mkdtempSync(path.join(root, 'build', 'mistaken-'));
  // Other tests make and remove folders of their own in the project.
  for (const name of ['package.json', 'node_modules', 'provider']) {
    cpSync(path.join(project, name), path.join(copy, name), { recursive: true });
  }
});
afterEach(() => rmSync(copy, { recursive: true }));

/** Replaces a word in the bundle, and packs it as the build does. */
async function makeMistake(right: string, wrong: string): Promise<void> {
  const packages = path.join(copy, path.relative(project, library), 'build', 'packages');
  const manifest = JSON.parse(
    readFileSync(path.join(packages, 'manifest.json'), 'utf8'),
  ) as PackagesManifest;
  let places = 0;
  const files = filesIn(path.join(copy, 'provider')).map((file) => {
    const parts = Buffer.from(file.content).toString('latin1').split(right);
    places += parts.length - 1;
    return { ...file, content: Buffer.from(parts.join(wrong), 'latin1') };
  });
  expect(places).toBeGreaterThan(0);
  await writePackages(packages, { ...manifest, version: `${manifest.version}-mistaken`, files });
  unpackProvider(packages, path.join(copy, 'provider'));
}

/** Names of the tests that pass with the copy. */
function passing(): string[] {
  const names = Object.values(tests).join('|');
  const { stdout } = spawnSync(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--json', '--ci', '-w', '2', '-t', names].concat(
      Object.keys(tests),
    ),
    { cwd: root, encoding: 'utf8', env: { ...process.env, SHIPPED_PROJECT: copy } },
  );
  const { testResults } = JSON.parse(stdout) as {
    testResults: { assertionResults: { status: string; title: string }[] }[];
  };
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .flatMap(({ status, title }) => (status === 'passed' ? [title] : []))
    .sort();
}

test('without a mistake they pass', () => {
  expect(passing()).toEqual(Object.values(tests).sort());
});

test('with one in the packed provider none of them passes', async () => {
  await makeMistake('download-file', 'download-fool');
  expect(passing()).toEqual([]);
});
