/**
 * `npm run package`: what would be published, in `dist/`: for CDKTF in every language that this machine has the tools for,
 * and for CDK Terrain in TypeScript and JavaScript.
 *
 * Nothing is published. What is in `dist/` before is removed; `build/` is left as a release has it.
 */
import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import manifest from '../../package.json';
import { run } from '../child-process';
import { runScript } from '../run-script';
import { StepReport } from '../step-report';
import { correctGoExamples } from './go-examples';
import { makeJava } from './java';
import { type Language, languages, missingFor } from './languages';
import { packagedAt } from './packaged-at';
import { readmeOf, translateReadme } from './readme';
import { writeBills } from './sbom';
import { type StagedPackage, stageOwn, stages, stageTwin } from './staged-packages';
import { makeStandalone, standaloneImpossible } from './standalone';

const usage = `Usage: npm run package -- [options]
  --language <name>   only this one of ${languages.map(({ target }) => target).join(', ')}; may be repeated
  --verbose           show what the tools print, instead of logging it`;

const root = path.join(__dirname, '..', '..');
const log = path.join(root, 'build', 'package.log');

/** Packers of Python take it from the environment. */
const epoch = String(packagedAt.getTime() / 1000);

async function makePackages(options: ReturnType<typeof chosen>, signal: AbortSignal) {
  const wanted = languages.filter(({ target }) => options.language?.includes(target) ?? true);
  const possible = wanted.filter((language) => missingFor(language).length === 0);
  const standalone = options.language === undefined ? standaloneImpossible() : 'not wanted';
  const dist = path.join(root, 'dist');
  await rm(dist, { recursive: true, force: true });
  const release = ['--import', 'tsx', 'scripts/build.ts', '--release'];
  const environment = { cwd: root, env: process.env, signal };
  console.log('The packages of a release, in dist/:\n');
  await run(process.execPath, release, environment);
  const report = new StepReport(options.verbose ? undefined : log);
  const around = { signal, output: report.output };
  try {
    const js = path.join(dist, 'js');
    const own = await report.step('JavaScript, for CDKTF', () => stageOwn(js, around));
    await report.step('JavaScript, for CDK Terrain', () => stageTwin(js, around));
    await report.step('examples in other languages', () => translateReadme(own, around));
    for (const language of possible) {
      await report.step(language.title, () => pack(own, language, dist, around));
    }
    if (standalone === undefined) {
      const mirror = path.join(dist, 'standalone');
      await report.step('provider with Node.js in it', () => makeStandalone(mirror, around));
    }
    await report.step('provider, for registries and mirrors', () => packProvider(dist, around));
    await report.step('bills of materials', () => writeBills(dist));
  } finally {
    report.close();
  }
  await rm(stages, { recursive: true });
  await show(dist);
  for (const language of wanted.filter((other) => !possible.includes(other))) {
    console.error(
      `\nLEFT OUT: ${language.title}, because there is no ${missingFor(language).join(' and no ')} on the PATH.`,
    );
  }
  if (standalone !== undefined && options.language === undefined) {
    console.error(`\nLEFT OUT: the provider with Node.js in it, because ${standalone}.`);
  }
}

/** As `dds-backup` packs it, unsigned. */
async function packProvider(
  dist: string,
  around: { signal: AbortSignal; output: number | undefined },
): Promise<void> {
  const command = path.join(root, 'build', 'cli', 'dds-backup.cjs');
  const args = [command, 'provider', 'pack', '--directory', path.join(dist, 'provider')];
  const env = { ...process.env, GPG_PRIVATE_KEY: '' };
  await run(process.execPath, args, { cwd: root, env, ...around });
}

/** Makes the package of one language. */
async function pack(
  staged: StagedPackage,
  language: Language,
  dist: string,
  around: { signal: AbortSignal; output: number | undefined },
): Promise<void> {
  const { folder } = staged;
  await readmeOf(folder, language);
  if (language.target === 'java') return makeJava(staged, path.join(dist, 'java'), around);
  const scratch = await mkdtemp(path.join(stages, `${language.target}-`));
  try {
    await run(
      path.join(root, 'node_modules', '.bin', 'jsii-pacmak'),
      [
        ...['--target', language.target, '--outdir', scratch],
        ...['--pack-command', 'npm pack --quiet --ignore-scripts'],
        ...['--rosetta-unknown-snippets', 'fail'],
        ...(language.codeOnly ? ['--code-only'] : []),
      ],
      { cwd: folder, env: { ...process.env, SOURCE_DATE_EPOCH: epoch }, ...around },
    );
    const made = path.join(scratch, language.target);
    // A source distribution has the time in it, and nothing that the wheel has not.
    if (language.target === 'python') await removeEach(made, '.tar.gz');
    if (language.target === 'go') await correctExamplesIn(made, folder);
    await rename(made, path.join(dist, language.target));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function removeEach(folder: string, ending: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.endsWith(ending)) await rm(path.join(folder, name));
  }
}

async function correctExamplesIn(go: string, staged: string): Promise<void> {
  const { types } = JSON.parse(await readFile(path.join(staged, '.jsii'), 'utf8')) as {
    types: Record<string, { name: string }>;
  };
  const name = manifest.jsii.targets.go.packageName;
  const names = new Set(Object.values(types).map((type) => type.name));
  await correctGoExamples(path.join(go, name), { name, types: names });
}

/** What is there, by kind of package. */
async function show(dist: string): Promise<void> {
  console.log();
  for (const name of (await readdir(dist)).sort()) {
    const entries = await readdir(path.join(dist, name), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const sizes = await Promise.all(
      files.map(async (file) => (await stat(path.join(file.parentPath, file.name))).size),
    );
    const kilobytes = Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1000);
    console.log(
      `  dist/${name.padEnd(10)} ${String(kilobytes).padStart(6)} kB in ${files.length} files`,
    );
  }
}

function chosen() {
  const { values } = parseArgs({
    options: {
      language: { type: 'string', multiple: true },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = values.language?.find((name) => !languages.some(({ target }) => target === name));
  if (unknown !== undefined) throw new Error(`There is no language "${unknown}".\n${usage}`);
  return values;
}

void runScript(async (signal) => {
  process.umask(0o022); // packages contain the modes of files
  const options = chosen();
  if (options.help) console.log(usage);
  else await makePackages(options, signal);
});
