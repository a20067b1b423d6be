import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isObject } from '../../huaweicloud/http/fields';

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
  const content = await readFile(path.join(FOLDER, textIn(manifest, 'published')));
  return {
    source: textIn(manifest, 'source'),
    version: textIn(manifest, 'version'),
    h1: textIn(manifest, 'h1'),
    names: namesIn(manifest),
    content,
  };
}

type Manifest = Readonly<Record<string, unknown>>;

function textIn(manifest: Manifest, name: string): string {
  const text = manifest[name];
  if (typeof text !== 'string') throw new Error(`The manifest of the packages lacks ${name}.`);
  return text;
}

function namesIn({ packages }: Manifest): string[] {
  if (!Array.isArray(packages)) throw new Error('The manifest of the packages lists none.');
  return packages.map(String);
}
