import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Bundle, bundleWithChunks, type Stage } from './bundle-with-chunks';
import { noticeOf } from './notice';
import { file, neededNode, type ProviderFile } from './provider';

const root = path.join(__dirname, '../..');

/** `download` would read thirteen chunks otherwise, and start 8 ms later. */
const STAGES: readonly Stage[] = [
  {
    name: 'cloud',
    modules: [
      'lib/cli/commands/list.ts',
      'lib/cli/commands/links.ts',
      'lib/huaweicloud/connection/exchange.ts',
    ],
  },
  {
    name: 'download',
    modules: ['lib/cli/commands/download.ts', 'lib/huaweicloud/obs/backup-download.ts'],
  },
];

/**
 * Bundles the command `dds-backup`. Equal sources give equal bytes, on every machine.
 *
 * `dds-backup.cjs` is what a user starts, `main.cjs` reads the arguments, `cloud.cjs` is read by all subcommands that ask
 * the cloud and `download.cjs` by one; the others are chunks that are read when they run.
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
  return bundleWithChunks(entry, { name: 'main', stages: STAGES }, { absWorkingDir: root });
}

async function launcher(): Promise<Buffer> {
  const text = await readFile(path.join(root, 'lib/cli/launcher.cjs'), 'utf8');
  return Buffer.from(text.replaceAll('@node@', neededNode()));
}
