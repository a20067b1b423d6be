/**
 * `npm run test:mutation`: changes the sources, one small fault at a time, and reports the faults that no test notices.
 *
 * Arguments are layers, or files or folders of them (`-- lib/huaweicloud/http/retry.ts`), by default all layers. A layer is
 * tested by all of its tests that reach a fault, a file by the test at its path, or by its folder if it has none.
 * `--sample 10 --seed 7` tries ten percent of the faults, always the same ones for a seed; all of them take hours.
 * The constructs and the command need a build, as their tests do. Stryker comes with the first run, into `test/mutation`.
 * A fault that the compiler refuses counts as noticed, whatever is shown on the way.
 * The results are in `coverage/mutation`: what did not change is not tried again, unless you remove them. Remove them if
 * only what several tests share has changed, which is not noticed.
 */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import setUpShipped from '../test/shipped/set-up';
import { run } from './child-process';
import { printResults } from './mutation-results';
import { runScript } from './run-script';

const root = path.join(__dirname, '..');
const tool = path.join(root, 'test', 'mutation');
const stryker = path.join(tool, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');

/** Not `lib/provider`: its tests start packages, not sources. */
const layers = ['lib/constructs', 'lib/huaweicloud', 'lib/terraform-plugin', 'lib/cli'];

async function main(signal: AbortSignal): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { sample: { type: 'string' }, seed: { type: 'string', default: '1' } },
  });
  const given = positionals.map((name) => name.replace(/\/$/, ''));
  const names = given.length === 0 ? layers : given;
  names.forEach(requireMutable);
  if (!existsSync(stryker)) {
    await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: tool, env: process.env, signal });
  }
  if (names.some((name) => /^lib\/(?:cli|constructs)\b/.test(name))) setUpShipped();
  const results: string[] = [];
  for (const name of names) results.push(await mutate(name, values, signal));
  printResults(results);
}

function requireMutable(name: string): void {
  if (!existsSync(path.join(root, name))) throw new Error(`There is no ${name}.`);
  if (!layers.some((layer) => name === layer || name.startsWith(`${layer}/`))) {
    throw new Error(`Only the sources of ${layers.join(', ')} are mutated, not ${name}.`);
  }
}

interface Choice {
  /** Percent of the faults. @default all */
  readonly sample?: string | undefined;
  readonly seed: string;
}

/** Returns the file with the results. */
async function mutate(
  name: string,
  { sample, seed }: Choice,
  signal: AbortSignal,
): Promise<string> {
  const part = sample === undefined ? '' : `-sample-${sample}-seed-${seed}`;
  const results = `coverage/mutation/${name.replace(/^lib\//, '').replace(/\W+/g, '-')}${part}.json`;
  mkdirSync(path.join(root, 'coverage/mutation'), { recursive: true });
  console.log(`\n${name}, tested by ${testsOf(name)}`);
  await run(process.execPath, [stryker, 'run', 'test/mutation/stryker.config.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      MUTATED: JSON.stringify(filesOf(name)),
      MUTATION_TESTS: testsOf(name),
      MUTATION_RESULTS: results,
      MUTATION_ROOT: root,
      MUTATION_SAMPLE: sample ?? '100',
      MUTATION_SEED: seed,
    },
    signal,
  });
  return path.join(root, results);
}

/** What was written by hand and does something. */
function filesOf(name: string): string[] {
  if (statSync(path.join(root, name)).isFile()) return [name];
  return readdirSync(path.join(root, name))
    .flatMap((entry) => filesOf(`${name}/${entry}`))
    .filter((file) => file.endsWith('.ts') && !/\/(?:protocol\/|index\.ts)/.test(file));
}

function testsOf(name: string): string {
  const own = name.replace(/^lib\/(.*)\.ts$/, 'test/$1.test.ts');
  if (own !== name && existsSync(path.join(root, own))) return own;
  const folder = own === name ? name : path.posix.dirname(name);
  return `${folder.replace(/^lib/, 'test')}/**/*.test.ts`;
}

void runScript(main);
