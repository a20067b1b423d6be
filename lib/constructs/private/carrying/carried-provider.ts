import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { LIBRARY } from '../library';
import { lockFileText, type LockedProvider, type RequiredProvider } from './dependency-lock';

/** The provider that this package carries, packed as `scripts/bundle/packages.ts` describes. */
export interface CarriedProvider extends LockedProvider {
  /** Names of the packages, one a platform. */
  readonly packages: readonly string[];
  /** Absolute path of the one that is there; the others are copies of it. */
  readonly published: string;
}

/** Reads the packed provider in `folder`, by default that of this package. Throws if there is none. */
export function carriedProvider(folder = ownPackages()): CarriedProvider {
  const manifest = readIfThere(path.join(folder, 'manifest.json'));
  if (manifest === undefined) {
    throw new Error(
      `the packed provider is missing in ${folder}: reinstall ${LIBRARY}, or run "npm run build" in a checkout of it`,
    );
  }
  const provider = JSON.parse(manifest) as CarriedProvider;
  return { ...provider, published: path.join(folder, provider.published) };
}

/**
 * Where the packages of this library are: in the package that this code is part of or, if it is part of a bundle, wherever
 * the library is installed for the app.
 */
function ownPackages(): string {
  const app = process.argv[1];
  const places = [__dirname, ...(app === undefined ? [] : [path.dirname(app)]), process.cwd()];
  const folders = places.map(installedPackages);
  const found = folders.find((folder) => folder !== undefined && isThere(folder));
  if (found !== undefined) return found;
  throw new Error(
    `the packed provider is missing in ${folders[0] ?? __dirname}, and ${LIBRARY} is not installed for ${app ?? process.cwd()} either. ` +
      `If the app is bundled, install ${LIBRARY} where it runs, and leave it out of the bundle (esbuild --external:${LIBRARY}); ` +
      `otherwise reinstall it, or run "npm run build" in a checkout of it`,
  );
}

/** Of the library as code in `folder` finds it. A package finds itself by its name. */
function installedPackages(folder: string): string | undefined {
  try {
    const manifest = createRequire(path.join(folder, 'any.js')).resolve(`${LIBRARY}/package.json`);
    return path.join(path.dirname(manifest), 'build/packages');
  } catch {
    return undefined; // not installed there
  }
}

function isThere(folder: string): boolean {
  return fs.existsSync(path.join(folder, 'manifest.json'));
}

/**
 * Copies the provider to the folder of a synthesized stack, where an engine finds it without a registry:
 * https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
 *
 * It stays packed, because for an unpacked provider the engine's plugin cache would link to this very stack.
 */
export function carryInto(
  stackFolder: string,
  provider: CarriedProvider,
  others: readonly RequiredProvider[],
): void {
  const mirror = path.join(stackFolder, 'terraform.d/plugins', provider.source);
  fs.mkdirSync(mirror, { recursive: true });
  replaceFiles(mirror, provider.packages, (temporary) =>
    fs.copyFileSync(provider.published, temporary),
  );
  removeOthers(mirror, provider.packages);

  const lockFile = path.join(stackFolder, '.terraform.lock.hcl');
  const current = readIfThere(lockFile);
  const text = lockFileText(current ?? '', provider, others);
  if (text !== current) {
    replaceFiles(stackFolder, [path.basename(lockFile)], (temporary) =>
      fs.writeFileSync(temporary, text),
    );
  }
}

/** Writes files beside their places and renames them, so that an engine or another synth never sees half a file. */
function replaceFiles(
  folder: string,
  names: readonly string[],
  write: (temporary: string) => void,
): void {
  const beside = fs.mkdtempSync(path.join(folder, '.dds-'));
  try {
    for (const name of names) {
      const temporary = path.join(beside, name);
      write(temporary);
      fs.renameSync(temporary, path.join(folder, name));
    }
  } finally {
    fs.rmSync(beside, { recursive: true });
  }
}

function removeOthers(mirror: string, packages: readonly string[]): void {
  for (const entry of fs.readdirSync(mirror)) {
    if (entry.startsWith('terraform-provider-') && !packages.includes(entry)) {
      fs.rmSync(path.join(mirror, entry), { recursive: true, force: true });
    }
  }
}

function readIfThere(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}
