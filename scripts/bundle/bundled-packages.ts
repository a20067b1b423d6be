import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Metafile } from 'esbuild';

/** An npm package, some modules of which esbuild has put into a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly license: string;
  readonly folder: string;
  /** Paths of its bundled modules. */
  readonly modules: readonly string[];
  /** Names of the other bundled packages that these import. */
  readonly needs: readonly string[];
}

/** Licences that ask whoever passes a bundle on for nothing but their text. */
const allowed = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/**
 * The packages in bundles, ordered by their folders. Paths in the metafiles are relative to `root`.
 * Throws where the licence of one is not allowed.
 */
export function bundledPackages(root: string, metafiles: readonly Metafile[]): BundledPackage[] {
  const inputs = metafiles.flatMap((metafile) => Object.entries(metafile.inputs));
  const folders = [...new Set(inputs.flatMap(([module]) => folderOf(module) ?? []))].sort();
  return folders.map((folder) => {
    const own = inputs.filter(([module]) => folderOf(module) === folder);
    const imported = own.flatMap(([, { imports }]) =>
      imports.flatMap((other) => folderOf(other.path) ?? []),
    );
    const needed = [...new Set(imported)].filter((other) => other !== folder).sort();
    return {
      ...manifestOf(path.join(root, folder)),
      folder: path.join(root, folder),
      modules: [...new Set(own.map(([module]) => path.join(root, module)))].sort(),
      needs: needed.map((other) => manifestOf(path.join(root, other)).name),
    };
  });
}

/** Of the package that a module belongs to, which may lie within another one; undefined for our own modules. */
function folderOf(module: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(module)?.[0];
}

function manifestOf(folder: string): { name: string; version: string; license: string } {
  const { name, version, license } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  ) as Partial<Record<string, string>>;
  if (name === undefined || version === undefined || license === undefined) {
    throw new Error(`${folder}/package.json has no name, version or licence`);
  }
  const terms = license.split(/[()]| AND /).filter((term) => term.trim() !== '');
  if (terms.some((term) => !allowed.includes(term.trim()))) {
    throw new Error(
      `${name} ${version} must not be bundled: its licence is ${license}, and allowed are ${allowed.join(', ')}`,
    );
  }
  return { name, version, license };
}
