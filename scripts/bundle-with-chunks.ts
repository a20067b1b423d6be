import path from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';

export interface Bundle {
  readonly files: readonly { readonly name: string; readonly content: Uint8Array }[];
  readonly metafile: Metafile;
}

const FORM = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'none', // they are in NOTICE
  charset: 'utf8',
  logLevel: 'silent', // a failure is thrown, with all its messages
  write: false,
} as const satisfies BuildOptions;

const COMMON_JS = {
  ...FORM,
  format: 'cjs',
  minify: true,
  // A chunk is required: import() finds the names that CommonJS exports only where it recognizes them in the text.
  supported: { 'dynamic-import': false },
} as const satisfies BuildOptions;

/**
 * Bundles an entry point as CommonJS: one file with all that its start needs, because each file that is read costs a
 * start about a millisecond, and a chunk for whatever is imported dynamically.
 *
 * esbuild splits ES modules only, and into many files. So their chunks are bundled once more: those that the start reads
 * into one file, which exports them for the others.
 */
export async function bundleWithChunks(
  entry: string,
  name: string,
  options: Pick<BuildOptions, 'absWorkingDir' | 'plugins'>,
): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...FORM,
    ...options,
    entryPoints: { [name]: entry },
    splitting: true,
    format: 'esm',
    outdir: '.',
    outExtension: { '.js': '.cjs' },
    metafile: true,
  });
  const modules = new Map(outputFiles.map(({ path: file, text }) => [path.basename(file), text]));
  const start = startOf(`${name}.cjs`, metafile);
  const others = [...modules.keys()].filter((file) => !start.includes(file));
  const files = [
    joined(`${name}.cjs`, start, modules),
    ...others.map((file) => chunk(file, `${name}.cjs`, start, modules)),
  ];
  return { files: await Promise.all(files), metafile };
}

/** One file in CommonJS, with all that it needs. */
export async function bundleAlone(
  entry: string,
  name: string,
  options: Pick<BuildOptions, 'absWorkingDir'>,
): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...COMMON_JS,
    ...options,
    entryPoints: [entry],
    metafile: true,
  });
  return { files: [{ name, content: contentOf(outputFiles) }], metafile };
}

type Modules = ReadonlyMap<string, string>;

/** The files that are read whenever the entry is, without those that it imports dynamically. */
function startOf(entry: string, { outputs }: Metafile): string[] {
  const start = new Set([entry]);
  for (const file of start) {
    for (const { path: imported, kind } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && Object.hasOwn(outputs, imported)) start.add(imported);
    }
  }
  return [...start];
}

/** The files of the start as one, which exports each of them by its number. */
function joined(name: string, start: readonly string[], modules: Modules) {
  const exported = start.map((file, index) => `export * as ${exportOf(index)} from './${file}';`);
  return bundled(name, exported.slice(1).concat(`import './${name}';`).join('\n'), (file) =>
    start.includes(file) ? modules.get(file) : undefined,
  );
}

/** A file that is read later; what the start has read already it takes from there. */
function chunk(name: string, entry: string, start: readonly string[], modules: Modules) {
  return bundled(name, modules.get(name) ?? '', (file) =>
    start.includes(file)
      ? `module.exports = require('./${entry}').${exportOf(start.indexOf(file))};`
      : undefined,
  );
}

function exportOf(index: number): string {
  return `chunk${index}`;
}

/** @param contentOfFile undefined for a file that stays one of its own */
async function bundled(
  name: string,
  contents: string,
  contentOfFile: (file: string) => string | undefined,
) {
  const fromMemory: Plugin = {
    name: 'from-memory',
    setup: (esbuild) => {
      esbuild.onResolve({ filter: /^\.\// }, ({ path: imported, kind }) => {
        const file = imported.slice(2);
        const stays = kind === 'require-call' || contentOfFile(file) === undefined;
        return stays ? { path: imported, external: true } : inMemory(file);
      });
      esbuild.onLoad({ filter: /.*/, namespace: 'memory' }, ({ path: file }) => ({
        contents: contentOfFile(`${file}.cjs`) ?? '',
        resolveDir: '/',
      }));
    },
  };
  const { outputFiles } = await build({
    ...COMMON_JS,
    stdin: { contents, resolveDir: '/' },
    plugins: [fromMemory],
  });
  return { name, content: contentOf(outputFiles) };
}

/** Without its extension, by which esbuild would take an ES module for one in CommonJS. */
function inMemory(file: string) {
  return { path: file.slice(0, -'.cjs'.length), namespace: 'memory' };
}

function contentOf(outputFiles: readonly { readonly contents: Uint8Array }[]): Uint8Array {
  const [output] = outputFiles;
  if (output === undefined) throw new Error('esbuild made nothing');
  return output.contents;
}
