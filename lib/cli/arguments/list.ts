import { type Command } from 'commander';
import { BACKUP_STATUSES, BACKUP_TYPES } from '../../huaweicloud/dds/backup-criteria';
import { type ListOptions } from '../commands/list';
import { type GlobalOptions } from '../global-options';
import { examples } from './help-text';
import { instanceId, oneOf } from './option-values';

export function addList(program: Command): void {
  program
    .command('list')
    .description('List backups, the newest first.')
    .option('--instance <id>', 'only backups of this instance', instanceId)
    .option(
      '--type <type>',
      'Auto, Manual or Incremental; without it incremental backups are not listed',
      oneOf(BACKUP_TYPES),
    )
    .option('--status <status>', 'COMPLETED, BUILDING or FAILED', oneOf(BACKUP_STATUSES))
    .addHelpText(
      'after',
      examples(
        ['all backups of the region', 'dds-backup list --region eu-west-101'],
        [
          'the incremental backups of an instance',
          'dds-backup list --instance ID --type Incremental',
        ],
        ['IDs for a script', "dds-backup list --status COMPLETED --json | jq -r '.[].id'"],
      ),
    )
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & ListOptions>();
      if (options.type === 'Incremental' && options.instance === undefined) {
        command.error(
          'error: --type Incremental needs --instance: incremental backups are listed by instance',
        );
      }
      const { list } = await import('../commands/list');
      process.exitCode = await list(options);
    });
}
