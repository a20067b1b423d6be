import { type Command } from 'commander';
import { type GlobalOptions } from '../global-options';
import { addBackupChoice, backupChoice, type ChoiceOptions } from './backup-choice';
import { examples } from './help-text';

export function addLinks(program: Command): void {
  addBackupChoice(program.command('links'))
    .description(
      'Show the download links of a backup. They are valid for 15 minutes, and each is a secret.',
    )
    .addHelpText(
      'after',
      examples(
        ['the links of a backup', 'dds-backup links BACKUP_ID --instance ID'],
        ['the links of the newest backup', 'dds-backup links --latest --instance ID'],
        [
          'links for curl, on its standard input: other users can see command lines',
          `dds-backup links --latest --instance ID --json |
    jq -r '.files[] | "url = \\(.download_link | @json)",
      "output = \\([.group_name // empty, .name] | join("/") | @json)"' |
    curl --fail --fail-early --create-dirs --config -`,
        ],
      ),
    )
    .action(async (backupId: string | undefined, options: ChoiceOptions, command: Command) => {
      const choice = backupChoice(command, backupId, options);
      const { links } = await import('../commands/links');
      process.exitCode = await links(choice, command.optsWithGlobals<GlobalOptions>());
    });
}
