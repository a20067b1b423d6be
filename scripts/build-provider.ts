import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
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
 * What an engine starts several times in every plan is `provider.cjs`. What few runs need is a chunk of its own, read
 * when it is needed: the client for SOCKS proxies.
 */
export async function bundleProvider(entry: string): Promise<ProviderFile[]> {
  const provider = await bundle(entry, [socksApart]);
  const socks = await bundle(require.resolve('socks'), []);
  const notice = await noticeOf('terraform-provider-dds', root, [
    ...Object.keys(provider.metafile.inputs),
    ...Object.keys(socks.metafile.inputs),
  ]);
  return [
    file('LICENSE', await readFile(path.join(root, 'LICENSE'))),
    file('NOTICE', Buffer.from(notice)),
    // Somewhere above there may be a project whose files without extension are ES modules.
    file('package.json', Buffer.from('{ "type": "commonjs" }\n')),
    file('provider.cjs', provider.code),
    file('socks.cjs', socks.code),
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

async function bundle(
  entry: string,
  plugins: Plugin[],
): Promise<{ code: Uint8Array; metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // A chunk is required: import() finds the names that CommonJS exports only where it recognizes them in the text.
    supported: { 'dynamic-import': false },
    minify: true,
    legalComments: 'none', // they are in NOTICE
    charset: 'utf8',
    write: false,
    metafile: true,
    logLevel: 'silent', // a failure is thrown, with all its messages
    plugins,
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  return { code: output.contents, metafile };
}

export function file(name: string, content: Uint8Array, mode = 0o644): ProviderFile {
  return { name, content, mode };
}
