import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import {
  developmentVersion,
  type PackagesManifest,
  writePackages,
} from '../../../scripts/build-packages';
import { type ProviderFile } from '../../../scripts/build-provider';

const root = path.join(__dirname, '../../..');
const source = 'terraform.internal/huaweicloud/dds';

/**
 * Puts the built library into the `node_modules` of a project, as `npm install` would. Each `edition` is another build
 * of it, with another version of the provider.
 */
export async function installLibrary(project: string, edition = 1): Promise<PackagesManifest> {
  const modules = path.join(project, 'node_modules');
  mkdirSync(modules, { recursive: true });
  for (const peer of ['cdktf', 'constructs']) {
    rmSync(path.join(modules, peer), { force: true });
    symlinkSync(path.join(root, 'node_modules', peer), path.join(modules, peer));
  }
  const library = path.join(modules, 'cdktf-huaweicloud-dds');
  rmSync(library, { recursive: true, force: true });
  for (const part of ['package.json', 'build/index.js', 'build/constructs', 'build/imports']) {
    cpSync(path.join(root, part), path.join(library, part), { recursive: true });
  }
  const files = providerFiles(edition);
  return writePackages(path.join(library, 'build/packages'), {
    source,
    version: developmentVersion('0.1.0', files),
    files,
  });
}

/** The built provider; other editions differ in a file that does not matter. */
export function providerFiles(edition: number): ProviderFile[] {
  const folder = path.join(root, 'build/provider');
  const files = readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()
    .map((name) => ({
      name,
      content: readFileSync(path.join(folder, name)),
      mode: statSync(path.join(folder, name)).mode & 0o777,
    }));
  return [...files, { name: 'EDITION', content: Buffer.from(String(edition)), mode: 0o644 }];
}
