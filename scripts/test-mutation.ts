/**
 * `npm run test:mutation`: changes the sources, one small fault at a time, and reports the faults that no test notices.
 *
 * Arguments are files or folders of `lib/` (`-- lib/huaweicloud/http/retry.ts`); without them, the rooms below, which
 * takes hours. A file is tested by the tests in its mirrored folder, so that each folder is proven by its own tests.
 * Stryker comes with the first run, into `test/mutation`; unchanged files keep their results (`coverage/mutation`).
 */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { run } from './child-process';
import { runScript } from './run-script';

const root = path.join(__dirname, '..');
const tool = path.join(root, 'test', 'mutation');
const stryker = path.join(tool, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');

/** Not `lib/cli` and `lib/provider`: their tests start what was built. */
const rooms = [
  'lib/huaweicloud/http',
  'lib/huaweicloud/settings',
  'lib/huaweicloud/auth',
  'lib/huaweicloud/dds',
  'lib/huaweicloud/obs',
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
  for (const name of chosen.length === 0 ? rooms : chosen) await mutate(name, signal);
}

/** @throws where the tests run what was built from the sources, so that they would notice nothing */
function requireMutable(name: string): void {
  if (!existsSync(path.join(root, name))) throw new Error(`There is no ${name}.`);
  if (!rooms.some((room) => name === room || name.startsWith(`${room}/`))) {
    throw new Error(`The tests of ${name} start what was built: only ${rooms.join(', ')}.`);
  }
}

async function mutate(name: string, signal: AbortSignal): Promise<void> {
  const isFile = statSync(path.join(root, name)).isFile();
  const hasFilesOnly = isFile || name === 'lib/huaweicloud'; // its folders have their turns of their own
  const folder = isFile ? path.posix.dirname(name) : name;
  const tests = `${folder.replace(/^lib\//, 'test/')}/${hasFilesOnly ? '' : '**/'}*.test.ts`;
  const sources = isFile ? name : `${folder}/${hasFilesOnly ? '' : '**/'}*.ts`;
  console.log(`\n${sources}, tested by ${tests}`);
  await run(process.execPath, [stryker, 'run', 'test/mutation/stryker.config.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      MUTATED: sources,
      MUTATION_TESTS: tests,
      MUTATION_RESULTS: `coverage/mutation/${name.replace(/\W+/g, '-')}`,
    },
    signal,
  });
}

void runScript(main);
