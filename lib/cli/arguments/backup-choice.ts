/** The arguments that choose one backup, which several commands have. */
import { type Command } from 'commander';
import { type BackupChoice } from '../commands/chosen-backup';
import { backupId, duration, instanceId, oneOf } from './option-values';
import { required } from './required';

export interface ChoiceOptions {
  readonly instance?: string;
  readonly latest?: true;
  readonly type?: string;
  /** Milliseconds. */
  readonly wait?: number;
}

export function addBackupChoice(command: Command): Command {
  return command
    .argument('[backup-id]', 'ID of the backup, as `dds-backup list` shows it', backupId)
    .option(
      '--instance <id>',
      'ID of the instance that the backup was taken from (required)',
      instanceId,
    )
    .option('--latest', 'the newest completed full backup, in place of an ID')
    .option('--type <type>', 'with --latest: Auto or Manual', oneOf(['Auto', 'Manual']))
    .option(
      '--wait <duration>',
      'with --latest: how long to wait for a backup that is still being made, for example 30m',
      duration,
    );
}

/** The backup that the arguments choose. Ends with a usage error if they contradict each other. */
export function backupChoice(
  command: Command,
  given: string | undefined,
  { instance, latest, type, wait }: ChoiceOptions,
): BackupChoice {
  if (given === undefined && !latest) {
    command.error('error: missing the ID of the backup, or --latest in place of it');
  }
  if (given !== undefined && latest) {
    command.error('error: --latest and the ID of a backup exclude each other');
  }
  const flag = type === undefined ? '--wait' : '--type';
  if (!latest && (type ?? wait) !== undefined) {
    command.error(`error: ${flag} is for --latest; here the ID says which backup`);
  }
  const chosen = { instanceId: required(command, '--instance', instance) };
  return given === undefined
    ? { ...chosen, latest: { type, wait } }
    : { ...chosen, backupId: given };
}
