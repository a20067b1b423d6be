import { type Command, InvalidArgumentError, Option } from 'commander';
import { type DownloadOptions } from '../commands/download';
import { addBackupChoice, backupChoice, type ChoiceOptions } from './backup-choice';
import { examples, paragraphs } from './help-text';
import { directoryPath, repeated, shard, text, wholeNumber } from './option-values';

const MOST_CONNECTIONS = 64;

export function addDownload(program: Command): void {
  const command = addBackupChoice(program.command('download'))
    .description(
      'Download the files of a backup. To continue an interrupted download, run the same command again.',
    )
    .addHelpText('after', paragraphs(NOTES))
    .addHelpText('after', EXAMPLES)
    .action(async (backupId: string | undefined, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<DownloadOptions & ChoiceOptions>();
      checkDownload(command, options);
      const choice = backupChoice(command, backupId, options);
      const { download } = await import('../commands/download');
      process.exitCode = await download(choice, options);
    });
  for (const option of downloadOptions()) command.addOption(option);
}

function downloadOptions(): Option[] {
  return [
    new Option(
      '--directory <dir>',
      'where the files go; default: a directory named as the backup',
    ).argParser(directoryPath),
    new Option(
      '--output <->',
      'in place of a directory: write the only file, or the one of --file, to standard output',
    ).argParser(standardOutput),
    new Option(
      '--file <name>',
      'only the files of this name; GROUP/NAME for that of one group (repeatable)',
    ).argParser(repeated),
    new Option(
      '--shard <i/n>',
      'only the I-th of N parts of the files (not a shard of the cluster), I from 0; the parts are the same on every machine',
    ).argParser(shard),
    new Option('--parallelism <n>', 'connections at once; default: 4').argParser(
      wholeNumber(1, MOST_CONNECTIONS),
    ),
    new Option(
      '--checksums <file>',
      'compare with this list of sha256sum; if there is none, write it; shards add to it',
    ).argParser(listFile),
    new Option('--overwrite', 'replace files that are there with another size'),
  ];
}

function standardOutput(value: string): string {
  if (value === '-') return value;
  throw new InvalidArgumentError(
    'Only - is possible, for standard output. Use --directory to write files.',
  );
}

function listFile(value: string): string {
  if (value !== '-') return text(value);
  throw new InvalidArgumentError(
    'Give the name of a file. Without --json and --output, the checksums go to standard output anyway.',
  );
}

const NOTES =
  'The checksums go to standard output, as sha256sum writes them. ' +
  'Connections that break or stall are opened again. A download fails if OBS sends less than 1 KB a second for ten minutes.';

const EXAMPLES = examples(
  ['all files of a backup', 'dds-backup download BACKUP_ID --instance ID --directory backup'],
  [
    'the newest backup, waiting for one that is still being made',
    'dds-backup download --latest --wait 30m --instance ID',
  ],
  [
    'unpacked on the way, without room for two copies',
    'dds-backup download --latest --instance ID --output - | lz4 -d | tar -x',
  ],
  [
    'on the machines of a Kubernetes Indexed Job with 4 completions',
    `dds-backup download BACKUP_ID --instance ID --directory /data \\
    --shard $JOB_COMPLETION_INDEX/4`,
  ],
);

/** Ends with a usage error if flags contradict each other. */
function checkDownload(command: Command, options: DownloadOptions & ChoiceOptions): void {
  const { output, shard: part, latest, file = [] } = options;
  if (part !== undefined && latest) {
    command.error(
      'error: --shard needs the ID of the backup: --latest may be another one on each machine',
    );
  }
  if (output === undefined) return;
  const [other] = (['directory', 'shard', 'parallelism', 'overwrite', 'json'] as const).filter(
    (name) => options[name] !== undefined,
  );
  if (other !== undefined) command.error(`error: --output - and --${other} exclude each other`);
  if (file.length > 1) command.error('error: --output - writes one file, so give --file once');
  if (process.stdout.isTTY) {
    command.error(
      'error: --output - does not write to a terminal; redirect it, or pipe it into a program',
    );
  }
}
