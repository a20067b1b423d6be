import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isObject } from '../../huaweicloud/fields';

/** The packages of the provider that this command came with. */
export interface CarriedPackages {
  /** Address of the provider, with its host: `terraform.internal/huaweicloud/dds`. */
  readonly source: string;
  readonly version: string;
  /** Hash of the unpacked files, as dependency lock files and network mirrors have it. */
  readonly h1: string;
  /** Names of the zip files, one for each platform. */
  readonly names: readonly string[];
  /** The bytes of each of them. */
  readonly content: Buffer;
}

/** Where the build puts them, as seen from the bundled command. */
const FOLDER = path.join(__dirname, '../packages');

/** @throws Error if the package was built without them, which is a bug */
export async function carriedPackages(): Promise<CarriedPackages> {
  const manifest: unknown = JSON.parse(await readFile(path.join(FOLDER, 'manifest.json'), 'utf8'));
  if (!isObject(manifest)) throw new Error('The manifest of the packages is not an object.');
  const { source, version, h1, packages, published } = manifest;
  if (
    typeof source !== 'string' ||
    typeof version !== 'string' ||
    typeof h1 !== 'string' ||
    !Array.isArray(packages) ||
    typeof published !== 'string'
  ) {
    throw new Error('The manifest of the packages lacks a part.');
  }
  const content = await readFile(path.join(FOLDER, published));
  return { source, version, h1, names: packages.map(String), content };
}
