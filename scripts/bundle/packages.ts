import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { type ProviderFile } from './provider';

/** What a synth needs to know of the packed provider; `build/packages/manifest.json`. */
export interface PackagesManifest {
  /** Address of the provider, with its host. */
  readonly source: string;
  readonly version: string;
  /** Hash of the unpacked files as it stands in a dependency lock file; the same on every platform. */
  readonly h1: string;
  /** Names of the packages, one a platform. */
  readonly packages: readonly string[];
  /** The one of them that is published, beside the manifest: all have the same bytes. */
  readonly published: string;
}

/** The first one's package is published: `files` in package.json says so to npm. */
const platforms = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'] as const;

/**
 * The hash "h1" of Terraform's dependency lock file, from the Go module system:
 * https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash#Hash1
 */
export function h1Of(files: readonly ProviderFile[]): string {
  const lines = [...files]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, content }) => `${sha256(content).digest('hex')}  ${name}\n`);
  return `h1:${sha256(lines.join('')).digest('base64')}`;
}

/**
 * The version of a development build: other code needs another version, or it clashes with lock files and plugin caches.
 * A hyphen, for the digits alone could be an invalid number with a leading zero.
 */
export function developmentVersion(version: string, files: readonly ProviderFile[]): string {
  return `${version}-dev-${sha256(h1Of(files)).digest('hex').slice(0, 8)}`;
}

/** One zip with the files, in their order; equal files give equal bytes. */
export async function zipOf(files: readonly ProviderFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, content, mode } of files) {
    zip.addBuffer(Buffer.from(content), name, {
      // A DOS time is a local one, and so this is the same in every time zone.
      mtime: new Date(1980, 0, 1),
      forceDosTimestamp: true,
      mode: 0o100000 | mode,
    });
  }
  zip.end();
  return buffer(zip.outputStream);
}

/** Fills `folder` with the packages for every platform and their manifest, and removes packages of other versions. */
export async function writePackages(
  folder: string,
  { source, version, files }: { source: string; version: string; files: readonly ProviderFile[] },
): Promise<PackagesManifest> {
  const type = source.slice(source.lastIndexOf('/') + 1);
  const zip = await zipOf(files);
  const nameFor = (platform: string) => `terraform-provider-${type}_${version}_${platform}.zip`;
  const packages = platforms.map(nameFor);
  const published = nameFor(platforms[0]);
  const manifest = { source, version, h1: h1Of(files), packages, published };
  await mkdir(folder, { recursive: true });
  for (const name of packages) await replaceFile(path.join(folder, name), zip);
  await replaceFile(
    path.join(folder, 'manifest.json'),
    Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`),
  );
  await removeOthers(folder, packages, 'terraform-provider-');
  return manifest;
}

/** Fills `folder` with these files, and removes what else is there. */
export async function writeFolder(folder: string, files: readonly ProviderFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, content, mode } of files) {
    await replaceFile(path.join(folder, name), content, mode);
  }
  const names = files.map(({ name }) => name);
  await removeOthers(folder, names, '');
}

/** Whoever reads the file meanwhile, another build for example, sees all of the old or all of the new one. */
async function replaceFile(file: string, content: Uint8Array, mode = 0o644): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}`);
  await writeFile(temporary, content, { mode });
  await rename(temporary, file);
}

/** Files of an earlier build. Those of a build that runs just now begin with a dot. */
async function removeOthers(
  folder: string,
  names: readonly string[],
  prefix: string,
): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const { name } = entry;
    if (!entry.isFile() || name.startsWith('.') || !name.startsWith(prefix)) continue;
    if (!names.includes(name)) await rm(path.join(folder, name), { force: true });
  }
}

function sha256(content: Uint8Array | string) {
  return createHash('sha256').update(content);
}
