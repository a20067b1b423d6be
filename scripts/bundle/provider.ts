import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Plugin } from 'esbuild';
import { engines } from '../../package.json';
import { type Bundle, bundleAlone, bundleWithChunks, type Stage } from './bundle-with-chunks';
import { noticeOf } from './notice';

/** One file of the provider, as it is in its folder and in its packages. */
export interface ProviderFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly mode: number;
}

const root = path.join(__dirname, '../..');

const MAIN = 'lib/provider/main.ts';
/** What a process reads after its start: to be connected to, to answer calls that ask for more than schemas, to ask the cloud. */
const STAGES: readonly Stage[] = [
  { name: 'connection', modules: ['lib/terraform-plugin/server/plugin-server.ts'] },
  {
    name: 'calls',
    modules: ['lib/terraform-plugin/framework/provider-server.ts', 'lib/provider/provider.ts'],
  },
  {
    name: 'cloud',
    modules: ['lib/huaweicloud/cloud.ts', 'lib/huaweicloud/connection/exchange.ts'],
  },
];

/**
 * Bundles the provider. Equal sources give equal bytes, on every machine.
 *
 * An engine starts it several times in every plan: `provider.cjs` tells it where to connect, and while it does that,
 * `connection.cjs` is read. The first of these processes is asked for the schemas alone, which are bytes in a chunk; the
 * others read `calls.cjs`, and the one that is configured `cloud.cjs`. What few runs need is in chunks of their own, such
 * as the downloads, and the client for SOCKS proxies.
 */
export async function bundleProvider(entry = MAIN, stages = STAGES): Promise<ProviderFile[]> {
  const { files, metafile } = await bundleOfProvider(entry, stages);
  return [
    file('LICENSE', await readFile(path.join(root, 'LICENSE'))),
    file('NOTICE', Buffer.from(await noticeOf('terraform-provider-dds', root, [metafile]))),
    // Somewhere above there may be a project whose files without extension are ES modules.
    file('package.json', Buffer.from('{ "type": "commonjs" }\n')),
    ...files.map(({ name, content }) => file(name, content)),
    file('terraform-provider-dds', await launcher(), 0o755),
  ];
}

/** The code in it, and what esbuild says of that. */
export function bundleOfProvider(entry = MAIN, stages = STAGES): Promise<Bundle> {
  const around = { absWorkingDir: root, plugins: [preparedSchemas] };
  return bundleWithChunks(entry, { name: 'provider', stages }, around);
}

/** The code as one file, for an executable that contains Node.js, and what esbuild says of it. */
export function bundleInOneFile(): Promise<Bundle> {
  const around = { absWorkingDir: root, plugins: [preparedSchemas] };
  return bundleAlone(path.join(root, MAIN), 'provider.cjs', around);
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

const preparedSchemas: Plugin = {
  name: 'prepared-schemas',
  setup: (build) => {
    build.onLoad({ filter: /\/lib\/provider\/schemas\.ts$/ }, async () => {
      const { schemas } = await import('../../lib/provider/schemas');
      const text = Buffer.from(await schemas()).toString('base64');
      return { contents: `export const schemas = async () => Buffer.from('${text}', 'base64');` };
    });
  },
};

export function file(name: string, content: Uint8Array, mode = 0o644): ProviderFile {
  return { name, content, mode };
}
