/**
 * The two packages as they are published, unpacked, each with the CDK that it is for: what jsii-pacmak
 * makes the packages of other languages from.
 */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import manifest from '../../package.json';
import { bundleConstructs } from '../bundle/constructs';
import { run } from '../child-process';
import { twinDocument, twinManifest, twinName, twinSource } from './cdk-terrain';

const root = path.join(__dirname, '..', '..');
const modules = path.join(root, 'node_modules');

/** Not in `build/`, which is packed. */
export const stages = path.join(root, 'dist', '.stage');

export interface StagedPackage {
  readonly name: string;
  readonly folder: string;
}

interface Surroundings {
  readonly signal: AbortSignal;
  readonly output: number | undefined;
}

/** This package, as `npm run build` has left it. */
export async function stageOwn(tarballs: string, around: Surroundings): Promise<StagedPackage> {
  const staged = await emptyStage(manifest.name, { cdktf: 'cdktf', constructs: 'constructs' });
  await npmPack(root, tarballs, around);
  const tarball = path.join(tarballs, `${manifest.name}-${manifest.version}.tgz`);
  const tar = ['-xzf', tarball, '--strip-components=1', '-C', staged.folder];
  await run('tar', tar, { cwd: root, env: process.env, ...around });
  await cp(path.join(__dirname, 'rosetta'), path.join(staged.folder, 'rosetta'), {
    recursive: true,
  });
  return staged;
}

/** The twin for CDK Terrain: compiled from the same sources, with the same provider and command. */
export async function stageTwin(tarballs: string, around: Surroundings): Promise<StagedPackage> {
  const staged = await emptyStage(twinName, {
    cdktn: 'cdktn',
    constructs: 'constructs-for-cdktn',
  });
  const { folder } = staged;
  for (const name of ['lib/index.ts', 'lib/constructs', 'lib/imports', 'tsconfig.json']) {
    await rewrite(name, folder, twinSource);
  }
  await cp(path.join(__dirname, 'cdk-terrain'), folder, { recursive: true });
  await rewrite('README.md', folder, twinDocument);
  for (const name of ['LICENSE', 'NOTICE', 'build/cli', 'build/packages']) {
    await cp(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  const text = JSON.stringify(twinManifest(manifest), undefined, 2);
  await writeFile(path.join(folder, 'package.json'), `${text}\n`);
  await run(path.join(modules, '.bin', 'jsii'), ['--silence-warnings=reserved-word'], {
    cwd: folder,
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
    ...around,
  });
  await bundleConstructs(folder);
  await npmPack(folder, tarballs, around);
  return staged;
}

async function emptyStage(
  name: string,
  dependencies: Readonly<Record<string, string>>,
): Promise<StagedPackage> {
  const folder = path.join(stages, name);
  await rm(folder, { recursive: true, force: true });
  for (const [dependency, installed] of Object.entries(dependencies)) {
    const to = path.join(folder, 'node_modules', dependency);
    await cp(path.join(modules, installed), to, { recursive: true });
  }
  return { name, folder };
}

async function npmPack(folder: string, tarballs: string, around: Surroundings): Promise<void> {
  await mkdir(tarballs, { recursive: true });
  const npm = ['pack', '--ignore-scripts', '--silent', '--pack-destination', tarballs];
  await run('npm', npm, { cwd: folder, env: process.env, ...around });
}

/** Copies a file or folder of the checkout to the same place in a stage. */
async function rewrite(
  name: string,
  folder: string,
  change: (text: string) => string,
): Promise<void> {
  const names = await filesBelow(name);
  for (const file of names) {
    const to = path.join(folder, file);
    await mkdir(path.dirname(to), { recursive: true });
    await writeFile(to, change(await readFile(path.join(root, file), 'utf8')));
  }
}

async function filesBelow(name: string): Promise<string[]> {
  if (path.extname(name) !== '') return [name];
  const entries = await readdir(path.join(root, name), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}
