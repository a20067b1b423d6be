/**
 * `npm run test:mutation`: changes the sources, one small fault at a time, and reports the faults that no test notices.
 *
 * Arguments are files or folders of `lib/` (`-- lib/huaweicloud/http/retry.ts`); without them, the rooms below, which
 * takes hours. A file is tested by the test at its path; if it has none, by all of its folder.
 * Stryker comes with the first run, into `test/mutation`; unchanged files keep their results (`coverage/mutation`).
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { run } from './child-process';
import { runScript } from './run-script';

const root = path.join(__dirname, '..');
const tool = path.join(root, 'test', 'mutation');
const stryker = path.join(tool, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');

/** Not `lib/cli` and `lib/provider`: their tests start what was built. */
const rooms = [
  'lib/huaweicloud',
  'lib/terraform-plugin/cty',
  'lib/terraform-plugin/framework',
  'lib/terraform-plugin/server',
  'lib/constructs',
];

async function main(signal: AbortSignal): Promise<void> {
  const chosen = process.argv.slice(2).map((name) => name.replace(/\/$/, ''));
  chosen.forEach(requireMutable);
  if (!existsSync(stryker)) {
    await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: tool, env: process.env, signal });
  }
  for (const name of chosen.length === 0 ? rooms : chosen) {
    for (const file of filesOf(name)) await mutate(file, signal);
  }
}

/** @throws where the tests run what was built from the sources, so that they would notice nothing */
function requireMutable(name: string): void {
  if (!existsSync(path.join(root, name))) throw new Error(`There is no ${name}.`);
  if (!rooms.some((room) => name === room || name.startsWith(`${room}/`))) {
    throw new Error(`The tests of ${name} start what was built: only ${rooms.join(', ')}.`);
  }
}

/** What was written by hand and does something. */
function filesOf(name: string): string[] {
  if (statSync(path.join(root, name)).isFile()) return [name];
  return readdirSync(path.join(root, name))
    .flatMap((entry) => filesOf(`${name}/${entry}`))
    .filter((file) => file.endsWith('.ts') && !/\/(?:protocol|index\.ts)/.test(file));
}

async function mutate(file: string, signal: AbortSignal): Promise<void> {
  const own = file.replace(/^lib\/(.*)\.ts$/, 'test/$1.test.ts');
  const tests = existsSync(path.join(root, own)) ? own : `${path.posix.dirname(own)}/*.test.ts`;
  console.log(`\n${file}, tested by ${tests}`);
  await run(process.execPath, [stryker, 'run', 'test/mutation/stryker.config.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      MUTATED: file,
      MUTATION_TESTS: tests,
      MUTATION_RESULTS: `coverage/mutation/${file.replace(/\W+/g, '-')}`,
    },
    signal,
  });
}

void runScript(main);
