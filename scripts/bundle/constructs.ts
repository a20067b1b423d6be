import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/** What jsii says of a package, in `.jsii`. */
interface Assembly {
  readonly name: string;
  readonly version: string;
  readonly types: Readonly<Record<string, { readonly kind: string }>>;
}

/**
 * Bundles the constructs of the package in `folder`, once jsii has compiled and described them: `build/library.js` is then all
 * of their code in one file, because Node.js takes longer to find and read a small file than to run it. It is made from the
 * sources, for what jsii writes is CommonJS, which takes nearly twice as long to load from a bundle.
 *
 * The code stays readable, and exported classes keep their names.
 */
export async function bundleConstructs(folder: string): Promise<void> {
  const read = (name: string) => readFile(path.join(folder, name), 'utf8');
  const { peerDependencies } = JSON.parse(await read('package.json')) as {
    peerDependencies: object;
  };
  const assembly = JSON.parse(await read('.jsii')) as Assembly;
  await build({
    stdin: { contents: entryOf(assembly), resolveDir: folder },
    absWorkingDir: folder,
    outfile: 'build/library.js',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: Object.keys(peerDependencies),
    banner: { js: '"use strict";' }, // as in a module
    charset: 'utf8',
    logLevel: 'warning',
  });
  await writeFile(path.join(folder, 'build/index.js'), indexOf(assembly));
}

/** Where two classes of one name meet, esbuild calls one of them otherwise. Its own `keepNames` slows every closure down. */
const DESCRIBE = `function describe(type, name, note) {
  Object.defineProperty(type, 'name', { value: name });
  type[Symbol.for('jsii.rtti')] = note;
}`;

/** The library, with what jsii notes on each class in the files that it writes: languages of jsii look for it. */
function entryOf({ name, version, types }: Assembly): string {
  const notes = exportedFrom({ name, types }, ['class']).map((exported) => {
    const note = JSON.stringify({ fqn: `${name}.${exported}`, version });
    return `describe(library.${exported}, '${exported.replace(/.*\./, '')}', ${note});`;
  });
  return [
    `import * as library from './lib/index';`,
    `export * from './lib/index';`,
    DESCRIBE,
    ...notes,
    '',
  ].join('\n');
}

/**
 * What a program loads. An ES module searches it for the names that it exports, which in the library would take longer than
 * running that; a `module.exports = require(…)` would lead the search there.
 */
function indexOf(assembly: Assembly): string {
  const names = exportedFrom(assembly, ['class', 'enum']).map((exported) =>
    exported.replace(/\..*/, ''),
  );
  return `'use strict';
const library = require('./library');
module.exports = library;
0 && (module.exports = { ${[...new Set(names)].join(', ')} });
`;
}

/** The names of such types as they are exported, in submodules too: `imports.DataDdsBackup`. */
function exportedFrom(
  { name, types }: Pick<Assembly, 'name' | 'types'>,
  kinds: readonly string[],
): string[] {
  return Object.entries(types)
    .filter(([, { kind }]) => kinds.includes(kind))
    .map(([fqn]) => fqn.slice(name.length + 1));
}
