import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin, transform } from 'esbuild';
import { engines } from '../package.json';
import { noticeOf } from './build-notice';

/** One file of the provider, as it is in its folder and in its packages. */
export interface ProviderFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly mode: number;
}

const root = path.join(__dirname, '..');

/**
 * Bundles the provider that starts with the module `entry`. Equal sources give equal bytes, on every machine.
 *
 * What an engine starts several times in every plan is `provider.cjs`. What few runs need is in chunks of their own,
 * read when they are needed: what is imported dynamically, such as the downloads, and the client for SOCKS proxies.
 */
export async function bundleProvider(entry: string): Promise<ProviderFile[]> {
  const provider = await bundleWithChunks(entry);
  const socks = await bundle({ socks: require.resolve('socks') }, { format: 'cjs' });
  const inputs = [provider, socks].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const notice = await noticeOf('terraform-provider-dds', root, inputs);
  return [
    file('LICENSE', await readFile(path.join(root, 'LICENSE'))),
    file('NOTICE', Buffer.from(notice)),
    // Somewhere above there may be a project whose files without extension are ES modules.
    file('package.json', Buffer.from('{ "type": "commonjs" }\n')),
    ...provider.files,
    ...socks.files,
    file('terraform-provider-dds', await launcher(), 0o755),
  ];
}

/** The oldest version of Node.js that package.json allows; launchers say so to older ones. */
export function neededNode(): string {
  const [, version] = /^>=(\d+\.\d+\.\d+)$/.exec(engines.node) ?? [];
  if (version === undefined) throw new Error(`engines.node is not ">=x.y.z": ${engines.node}`);
  return version;
}

async function launcher(): Promise<Buffer> {
  const text = await readFile(path.join(root, 'lib/provider/launcher.sh'), 'utf8');
  return Buffer.from(text.replaceAll('@node@', neededNode()));
}

const socksApart: Plugin = {
  name: 'socks-apart',
  setup: (build) => {
    build.onResolve({ filter: /^socks$/ }, () => ({ path: './socks.cjs', external: true }));
  },
};

/** Only ES modules are split, so CommonJS is made of them afterwards. */
async function bundleWithChunks(entry: string): Promise<Bundle> {
  const { files, metafile } = await bundle(
    { provider: entry },
    { splitting: true, format: 'esm', plugins: [socksApart] },
  );
  const asCommonJs = files.map(async ({ name, content }) => {
    const { code } = await transform(content, { ...FORM, format: 'cjs' });
    return file(name, Buffer.from(code));
  });
  return { files: await Promise.all(asCommonJs), metafile };
}

interface Bundle {
  readonly files: readonly ProviderFile[];
  readonly metafile: Metafile;
}

async function bundle(
  entryPoints: Record<string, string>,
  options: Pick<BuildOptions, 'format' | 'splitting' | 'plugins'>,
): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...FORM,
    ...options,
    entryPoints,
    absWorkingDir: root,
    bundle: true,
    outdir: 'build/provider',
    outExtension: { '.js': '.cjs' },
    legalComments: 'none', // they are in NOTICE
    write: false,
    metafile: true,
  });
  const files = outputFiles.map(({ path: output, contents }) =>
    file(path.basename(output), contents),
  );
  return { files, metafile };
}

const FORM = {
  platform: 'node',
  target: 'node20',
  // A chunk is required: import() finds the names that CommonJS exports only where it recognizes them in the text.
  supported: { 'dynamic-import': false },
  minify: true,
  charset: 'utf8',
  logLevel: 'silent', // a failure is thrown, with all its messages
} as const;

export function file(name: string, content: Uint8Array, mode = 0o644): ProviderFile {
  return { name, content, mode };
}
