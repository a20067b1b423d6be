/**
 * Makes everything that is published, in `build/`: the constructs by jsii and esbuild, the provider and its packages, and the
 * command, by esbuild.
 *
 * `--provider-only` leaves the constructs out. `--release` starts from nothing and gives the packages the plain version of
 * package.json; otherwise the version says what is in them.
 */
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { source } from '../lib/provider/source';
import { version } from '../package.json';
import { bundleCommand } from './bundle/command';
import { bundleConstructs } from './bundle/constructs';
import { developmentVersion, writeFolder, writePackages } from './bundle/packages';
import { bundleProvider } from './bundle/provider';

const root = path.join(__dirname, '..');

async function buildProvider(release: boolean): Promise<void> {
  const files = await bundleProvider();
  await writeFolder(path.join(root, 'build/provider'), files);
  const manifest = await writePackages(path.join(root, 'build/packages'), {
    source,
    version: release ? version : developmentVersion(version, files),
    files,
  });
  console.log(`${manifest.source} ${manifest.version} is in build/packages`);
}

async function buildCommand(): Promise<void> {
  await writeFolder(path.join(root, 'build/cli'), await bundleCommand());
  console.log('dds-backup is in build/cli');
}

async function buildConstructs(): Promise<void> {
  const jsii = path.join(root, 'node_modules/.bin/jsii');
  const { status } = spawnSync(jsii, ['--silence-warnings=reserved-word'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
  });
  if (status !== 0) throw new Error('jsii could not compile the constructs (see above)');
  await bundleConstructs(root);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { 'provider-only': { type: 'boolean' }, release: { type: 'boolean' } },
  });
  // What was compiled from sources that are gone by now must not be published.
  if (values.release) await rm(path.join(root, 'build'), { recursive: true, force: true });
  if (!values['provider-only']) await buildConstructs();
  await buildProvider(values.release ?? false);
  await buildCommand();
}

main().catch((error: unknown) => {
  console.error(`The build failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
