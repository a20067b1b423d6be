/**
 * `npm run release:dry`: everything that a release does but publishing, with a table of what was found and of what would go
 * where. The workflow `release.yml` runs it too, with `--tag`, before it publishes `dist/`.
 *
 * `--tag v1.2.3` asks for the tag and a dated section of the changelog; without it this is a rehearsal. `--quick` takes the
 * packages that are there, and makes no second ones.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../../package.json';
import { changelog, cleanTree, tagAndVersion } from './agreement';
import { type Check, type Outcome, outcomeOf, type Surroundings } from './check';
import { showDestinations } from './destinations';
import { npmPackages } from './package-linters';
import { printedBy } from './program';
import { goModule, npmPublish } from './registries';
import { reproducible } from './second-build';
import { mavenBundle, signedProvider } from './signatures';

const root = path.join(__dirname, '..', '..');
const dist = path.join(root, 'dist');

const packages: Check = {
  title: 'every package is made',
  run: () => {
    const said = printedBy('npm', ['run', 'package'], { cwd: root, longest: 900 });
    const left = said.match(/LEFT OUT: .*/g) ?? [];
    return left.length === 0 ? 'see below' : left.join('; ');
  },
};

const contents: Check = {
  title: 'the packages hold what they should',
  run: () => {
    const config = 'test/languages/jest.config.js';
    const files = ['packages', 'tarball', 'sbom'].map((name) => `test/languages/${name}.test.ts`);
    printedBy('npx', ['jest', '--ci', '--config', config, ...files], { cwd: root, longest: 300 });
    return files.join(', ');
  },
};

const quick: readonly Check[] = [
  ...[tagAndVersion, changelog, npmPackages, npmPublish],
  ...[goModule, signedProvider, mavenBundle],
];

const all: readonly Check[] = [cleanTree, packages, contents, ...quick, reproducible];

async function rehearse(checks: readonly Check[], around: Surroundings): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const check of checks) {
    const begin = performance.now();
    const outcome = await outcomeOf(check, around);
    outcomes.push(outcome);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1).padStart(6);
    console.log(`${outcome.result.padEnd(8)}${seconds} s  ${check.title}`);
    if (outcome.result !== 'ok') console.log(outcome.note.replace(/^/gm, '                   '));
    if (outcome.result === 'failed' && check === packages) break; // nothing is there to be checked
  }
  return outcomes;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { tag: { type: 'string' }, quick: { type: 'boolean' } },
  });
  const scratch = mkdtempSync(path.join(tmpdir(), 'dds-release-'));
  mkdirSync(dist, { recursive: true });
  try {
    console.log(`A release of ${version}, without publishing it:\n`);
    const outcomes = await rehearse(values.quick ? quick : all, {
      ...{ root, dist, scratch, version, tag: values.tag },
    });
    await showDestinations(dist);
    const count = (result: string) =>
      outcomes.filter((outcome) => outcome.result === result).length;
    console.log(
      `\n${count('ok')} passed, ${count('failed')} failed, ${count('NOT RUN')} not run (see above).`,
    );
    if (count('failed') > 0) process.exitCode = 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

void main();
