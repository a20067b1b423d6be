import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { noticeOf } from './build-notice';
import { file, neededNode, type ProviderFile } from './build-provider';
import { type Bundle, bundleWithChunks } from './bundle-with-chunks';

const root = path.join(__dirname, '..');

/**
 * Bundles the command `dds-backup`. Equal sources give equal bytes, on every machine.
 *
 * `dds-backup.cjs` is what a user starts, `main.cjs` reads the arguments, and each subcommand is a chunk that is read
 * when it runs; what several of them need is a chunk too.
 */
export async function bundleCommand(): Promise<ProviderFile[]> {
  const { files, metafile } = await bundleOfCommand();
  const notice = await noticeOf('dds-backup', root, [metafile]);
  return [
    ...files.map(({ name, content }) => file(name, content)),
    file('NOTICE', Buffer.from(notice)),
    file('dds-backup.cjs', await launcher(), 0o755),
  ];
}

/** The code in it, and what esbuild says of that. */
export async function bundleOfCommand(): Promise<Bundle> {
  const entry = path.join(root, 'lib/cli/main.ts');
  return bundleWithChunks(entry, { name: 'main' }, { absWorkingDir: root });
}

async function launcher(): Promise<Buffer> {
  const text = await readFile(path.join(root, 'lib/cli/launcher.cjs'), 'utf8');
  return Buffer.from(text.replaceAll('@node@', neededNode()));
}
