import { Command, Option } from 'commander';
import { version } from '../../../package.json';
import { safeForTerminal } from '../output/safe-for-terminal';
import { addDownload } from './download';
import { addHelp } from './help';
import { examples, helpLayout, paragraphs } from './help-text';
import { addLinks } from './links';
import { addList } from './list';
import { refuseFlagsAsValues } from './missing-values';
import { endpoint, text } from './option-values';
import { addProvider } from './provider';

/** The command `dds-backup` with all that belongs to it; each subcommand loads its code when it runs. */
export function commandLine(): Command {
  const program = new Command('dds-backup')
    .description('Backups of Huawei Cloud Document Database Service (DDS): list and download them.')
    .usage('<command> [options]')
    .exitOverride()
    .showHelpAfterError('(--help shows what is possible)')
    .configureHelp(helpLayout)
    .configureOutput({ writeErr: (written) => process.stderr.write(safeForTerminal(written)) })
    .helpOption('-h, --help', 'show this help')
    .version(version, '-V, --version', 'show the version');
  for (const option of globalOptions()) program.addOption(option);
  program.addHelpText('after', paragraphs(ROOT_TEXT)).addHelpText('after', ROOT_EXAMPLES);
  addList(program);
  addLinks(program);
  addDownload(program);
  addProvider(program);
  addHelp(program);
  refuseFlagsAsValues(program);
  return program;
}

function globalOptions(): Option[] {
  return [
    new Option('--region <name>', 'region of the backups (environment: HW_REGION_NAME)').argParser(
      text,
    ),
    new Option(
      '--project-id <id>',
      'project of the backups; default: the project of the region (environment: HW_PROJECT_ID)',
    ).argParser(text),
    new Option('--profile <name>', 'profile of KooCLI (environment: HW_PROFILE)').argParser(text),
    new Option(
      '--shared-config-file <file>',
      'configuration of KooCLI; default: ~/.hcloud/config.json (environment: HW_SHARED_CONFIG_FILE)',
    ).argParser(text),
    new Option('--auth-url <url>', 'address of IAM (environment: HW_AUTH_URL)').argParser(text),
    new Option(
      '--endpoint <service=url>',
      'address of a service: dds, iam or sts (repeatable)',
    ).argParser(endpoint),
    new Option('--json', 'write the result as JSON'),
    new Option('--quiet', 'show nothing but results and errors'),
    new Option('--no-color', 'show no colors (environment: NO_COLOR)'),
  ];
}

const ROOT_TEXT = [
  'Credentials come from the environment or a KooCLI profile, never from a flag: HW_ACCESS_KEY and HW_SECRET_KEY, or any other that the Terraform provider accepts.',
  '',
  'Results go to standard output, everything else to standard error.',
  'Exit codes: 0 success, 1 failed, 2 wrong usage, 8 some files failed, 130 interrupted.',
].join('\n');

const ROOT_EXAMPLES = examples(
  ['the backups of an instance', 'dds-backup list --instance ID'],
  ['the newest full backup, into a folder', 'dds-backup download --latest --instance ID'],
  ['more about a command', 'dds-backup download --help'],
);
