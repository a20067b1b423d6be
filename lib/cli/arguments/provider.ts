import { type Command } from 'commander';
import { type GlobalOptions } from '../global-options';
import { addHelp } from './help';
import { examples } from './help-text';
import { directoryPath } from './option-values';
import { required } from './required';

export function addProvider(program: Command): void {
  const provider = program
    .command('provider')
    .description('The Terraform provider without CDKTF.')
    .usage('<command> [options]')
    .addHelpText(
      'after',
      examples(
        ['for all configurations of this user', 'dds-backup provider install'],
        ['for a registry', 'dds-backup provider pack --directory release'],
      ),
    );
  addInstall(provider);
  addPack(provider);
  addHelp(provider);
}

function addInstall(provider: Command): void {
  provider
    .command('install')
    .description('Put the provider where Terraform and OpenTofu find it, and show how to use it.')
    .option(
      '--directory <dir>',
      'filesystem mirror; default: ~/.terraform.d/plugins, where both look by themselves',
      directoryPath,
    )
    .addHelpText(
      'after',
      examples(
        ['for all configurations of this user', 'dds-backup provider install'],
        [
          'for one configuration, from its folder',
          'dds-backup provider install --directory terraform.d/plugins',
        ],
      ),
    )
    .action(async (_: unknown, command: Command) => {
      const { installProvider } = await import('../commands/install-provider');
      process.exitCode = await installProvider(command.optsWithGlobals());
    });
}

function addPack(provider: Command): void {
  provider
    .command('pack')
    .description(
      'Write what a provider registry serves: a zip for each platform, a manifest and SHA256SUMS, signed if the ' +
        'environment variable GPG_PRIVATE_KEY has a key (GPG_PASSPHRASE, its passphrase); and a folder that serves as a ' +
        'filesystem or network mirror.',
    )
    .option(
      '--directory <dir>',
      'directory for the files (required); created if missing',
      directoryPath,
    )
    .addHelpText(
      'after',
      examples(
        ['the files of a release', 'dds-backup provider pack --directory release'],
        [
          'signed',
          `GPG_PRIVATE_KEY=$(gpg --armor --export-secret-keys ID) \\
    dds-backup provider pack --directory release`,
        ],
      ),
    )
    .action(async ({ directory }: { directory?: string }, command: Command) => {
      const needed = required(command, '--directory', directory);
      const { packProvider } = await import('../commands/pack-provider');
      process.exitCode = await packProvider(needed, command.optsWithGlobals<GlobalOptions>());
    });
}
