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
} from '../../../scripts/bundle/packages';
import { type ProviderFile } from '../../../scripts/bundle/provider';
import { library, providerFolder } from '../../shipped/shipped-package';

const root = path.join(__dirname, '../../..');

/**
 * Puts the package, and what it is a peer of, into the `node_modules` of a project, as `npm install` would. Each
 * `edition` above 1 carries another version of the provider.
 */
export async function installLibrary(project: string, edition = 1): Promise<PackagesManifest> {
  const modules = path.join(project, 'node_modules');
  mkdirSync(modules, { recursive: true });
  for (const peer of ['cdktf', 'constructs']) {
    rmSync(path.join(modules, peer), { force: true });
    symlinkSync(path.join(root, 'node_modules', peer), path.join(modules, peer));
  }
  const installed = path.join(modules, 'cdktf-huaweicloud-dds');
  rmSync(installed, { recursive: true, force: true });
  cpSync(library, installed, { recursive: true });
  const packages = path.join(installed, 'build/packages');
  const manifest = JSON.parse(
    readFileSync(path.join(packages, 'manifest.json'), 'utf8'),
  ) as PackagesManifest;
  if (edition === 1) return manifest;
  const files = editionOf(edition);
  const version = developmentVersion('0.1.0', files);
  return writePackages(packages, { source: manifest.source, version, files });
}

/** The packed provider with a file more, which does not matter. */
export function editionOf(edition: number): ProviderFile[] {
  const mark = { name: 'EDITION', content: Buffer.from(String(edition)), mode: 0o644 };
  return [...filesIn(providerFolder), mark];
}

/** A folder's files, none of which is in a folder of its own. */
export function filesIn(folder: string): ProviderFile[] {
  return readdirSync(folder)
    .sort()
    .map((name) => ({
      name,
      content: readFileSync(path.join(folder, name)),
      mode: statSync(path.join(folder, name)).mode & 0o777,
    }));
}
