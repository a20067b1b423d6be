import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { noticeOf } from './build-notice';
import { file, neededNode, type ProviderFile } from './build-provider';

const root = path.join(__dirname, '..');

/**
 * Bundles the command `dds-backup`. Equal sources give equal bytes, on every machine.
 *
 * `dds-backup.cjs` is what a user starts, `main.mjs` reads the arguments, and each subcommand is a chunk that is read
 * when it runs; what several of them need is a chunk too.
 */
export async function bundleCommand(): Promise<ProviderFile[]> {
  const { outputFiles, metafile } = await build({
    entryPoints: [path.join(root, 'lib/cli/main.ts')],
    absWorkingDir: root,
    outdir: 'build/cli',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // Packages in CommonJS load modules of Node.js with it.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    minify: true,
    legalComments: 'none', // they are in NOTICE
    charset: 'utf8',
    write: false,
    metafile: true,
    logLevel: 'silent', // a failure is thrown, with all its messages
  });
  const chunks = outputFiles.map(({ path: output, contents }) =>
    file(path.basename(output), contents),
  );
  const notice = await noticeOf('dds-backup', root, Object.keys(metafile.inputs));
  return [
    ...chunks,
    file('NOTICE', Buffer.from(notice)),
    file('dds-backup.cjs', await launcher(), 0o755),
  ];
}

async function launcher(): Promise<Buffer> {
  const text = await readFile(path.join(root, 'lib/cli/launcher.cjs'), 'utf8');
  return Buffer.from(text.replaceAll('@node@', neededNode()));
}
