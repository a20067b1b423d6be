/** Licences of what development needs. What is bundled is held to a shorter list: `scripts/bundle/bundled-packages.ts`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packages } from '../package-lock.json';

/** None of them asks anything of a project that uses such a package as a tool. */
const allowed = [
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC'],
  ...['MIT', 'Unlicense'],
  'MPL-2.0', // CDKTF and CDK Terrain
  'CC-BY-4.0', // caniuse-lite, which is data
  'Public Domain', // jsonify
];

/** Of an expression in SPDX: all of what AND joins, and one of what OR joins. */
function isAllowed(expression: string): boolean {
  const alternatives = expression.replace(/[()]/g, '').split(' OR ');
  return alternatives.some((terms) => terms.split(' AND ').every((term) => allowed.includes(term)));
}

/** Those of the package, of what checks a release, makes the site and changes the sources. */
test.each(['.', 'scripts/release/tools', 'site', 'test/mutation'])(
  'every package in the lock file in %s has a licence that is allowed',
  (folder) => {
    const file = path.join(__dirname, '..', folder, 'package-lock.json');
    const lock = JSON.parse(readFileSync(file, 'utf8')) as {
      packages: Record<string, { license?: string }>;
    };
    const installed = Object.entries(lock.packages).filter(([name]) => name !== '');
    expect(installed.length).toBeGreaterThan(50);
    const refused = installed.filter(
      ([, { license }]) => license === undefined || !isAllowed(license),
    );
    expect(refused.map(([name, { license }]) => `${name}: ${license ?? 'none'}`)).toEqual([]);
  },
);

test('the package itself brings no others but its peers', () => {
  expect(packages['']).not.toHaveProperty('dependencies');
  expect(packages['']).not.toHaveProperty('optionalDependencies');
  expect(Object.keys(packages[''].peerDependencies)).toEqual(['cdktf', 'constructs']);
});
