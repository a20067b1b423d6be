import { isBuiltin } from 'node:module';
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
  charset: 'ascii',
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

/** A file of the bundle, with these modules, which are imported dynamically, and what they need beyond earlier files. */
export interface Stage {
  readonly name: string;
  readonly modules: readonly string[];
}

/**
 * Bundles an entry point as CommonJS: `name`.cjs with what its start needs, then a file for each of the stages, in the
 * order in which they are loaded, and a chunk for whatever else is imported dynamically. They are as few as that because
 * each file that is read costs about a millisecond. What is in no stage stays in chunks: no run needs all of them.
 *
 * esbuild splits ES modules only, and into many files. So these are bundled once more, each stage from several, which it
 * exports for the others. A package that is imported dynamically becomes a file of its own.
 */
export async function bundleWithChunks(
  entry: string,
  parts: Parts,
  options: Pick<BuildOptions, 'absWorkingDir' | 'plugins'>,
): Promise<Bundle> {
  const packages = new Map<string, string>();
  const plugins = [packagesApart(packages), ...(options.plugins ?? [])];
  const { files, metafile } = await chunksOf(entry, parts, { ...options, plugins });
  const apart = await Promise.all(
    [...packages].map(([file, start]) => bundleAlone(start, file, options)),
  );
  for (const bundle of apart) Object.assign(metafile.inputs, bundle.metafile.inputs);
  return { files: [...files, ...apart.flatMap((bundle) => bundle.files)], metafile };
}

interface Parts {
  readonly name: string;
  readonly stages?: readonly Stage[];
}

async function chunksOf(
  entry: string,
  { name, stages = [] }: Parts,
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
  const joined = [{ name: `${name}.cjs`, files: withImports([`${name}.cjs`], metafile) }];
  for (const stage of stages) {
    const earlier = joined.flatMap(({ files }) => files);
    const files = withImports(
      stage.modules.map((module) => fileOf(module, metafile)),
      metafile,
    ).filter((file) => !earlier.includes(file));
    joined.push({ name: `${stage.name}.cjs`, files });
  }
  const inStages = joined.flatMap(({ files }) => files);
  const others = [...modules.keys()].filter((file) => !inStages.includes(file));
  const files = [
    ...joined.map((stage) => joinedFile(stage, modules, joined)),
    ...others.map((file) => bundled(file, modules.get(file) ?? '', joinedModules(joined))),
  ];
  return { files: await Promise.all(files), metafile };
}

/**
 * Keeps packages that are imported dynamically out of the chunks: one in CommonJS would be a chunk that exports nothing
 * but `default`, while everywhere else its names can be imported.
 * @param found gets the file that stands for each of them, and where the package starts
 */
function packagesApart(found: Map<string, string>): Plugin {
  return {
    name: 'packages-apart',
    setup: (esbuild) => {
      esbuild.onResolve({ filter: /^[^./]/ }, async ({ path: name, kind, resolveDir }) => {
        if (kind !== 'dynamic-import' || isBuiltin(name)) return undefined;
        // Of another kind than this plugin takes.
        const start = await esbuild.resolve(name, { kind: 'require-call', resolveDir });
        if (start.errors.length > 0) return { errors: start.errors };
        const file = `${name.replaceAll('/', '-')}.cjs`;
        found.set(file, start.path);
        return { path: `./${file}`, external: true };
      });
    },
  };
}

/** One file in CommonJS, with all that it needs. */
export async function bundleAlone(
  entry: string,
  name: string,
  options: Pick<BuildOptions, 'absWorkingDir' | 'plugins'>,
): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...COMMON_JS,
    ...options,
    entryPoints: [entry],
    metafile: true,
  });
  return { files: [{ name, content: contentOf(outputFiles) }], metafile };
}

/** The file that starts with a module, which something imports dynamically. */
function fileOf(module: string, { outputs }: Metafile): string {
  const file = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === module);
  if (file === undefined) throw new Error(`Nothing imports ${module} dynamically.`);
  return file;
}

/** Files, and whatever they import statically, and so on. */
function withImports(files: readonly string[], { outputs }: Metafile): string[] {
  const all = new Set(files);
  for (const file of all) {
    for (const { kind, path: imported } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && Object.hasOwn(outputs, imported)) all.add(imported);
    }
  }
  return [...all];
}

/** Several files in one, which exports each of them by its number. */
interface Joined {
  readonly name: string;
  readonly files: readonly string[];
}

function joinedFile(
  { name, files }: Joined,
  modules: ReadonlyMap<string, string>,
  all: readonly Joined[],
) {
  const elsewhere = joinedModules(all.filter((other) => other.name !== name));
  const contents = files.map((file, index) => `export * as ${exportOf(index)} from './${file}';`);
  return bundled(name, contents.join('\n'), (file) =>
    files.includes(file) ? modules.get(file) : elsewhere(file),
  );
}

/** What stands for a file that was joined with others. */
function joinedModules(all: readonly Joined[]) {
  return (file: string): string | undefined => {
    const joined = all.find(({ files }) => files.includes(file));
    return (
      joined &&
      `module.exports = require('./${joined.name}').${exportOf(joined.files.indexOf(file))};`
    );
  };
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
