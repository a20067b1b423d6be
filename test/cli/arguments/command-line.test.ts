import { ddsBackup } from '../command';
import { onTerminal } from '../terminal';
import { testUsageErrors } from '../usage-errors';

const commands = [[], ['provider'], ['provider', 'install'], ['provider', 'pack']];

test.each(commands.map((command) => [command.join(' ') || 'the command itself', command]))(
  'help: %s has a description, examples and the global flags',
  async (_, command) => {
    const { exitCode, stdout, stderr } = await ddsBackup([...command, '--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(`Usage: ${['dds-backup', ...command].join(' ')}`);
    expect(stdout).toMatch(/\nExamples:\n {2}# .+\n {2}dds-backup /);
    for (const flag of ['region', 'project-id', 'profile', 'shared-config-file', 'auth-url']) {
      expect(stdout).toContain(`--${flag} <`);
    }
    for (const flag of ['endpoint <service=url>', 'json', 'quiet', 'no-color', 'version']) {
      expect(stdout).toContain(`--${flag}`);
    }
  },
);

test.each([['list'], ['provider'], ['provider', 'pack']])(
  'help and --help show the same about %s %s',
  async (...command) => {
    const flag = await ddsBackup([...command, '--help']);
    expect(await ddsBackup(['help', ...command])).toEqual(flag);
    const [last = '', ...above] = command.toReversed();
    expect(await ddsBackup([...above, 'help', last])).toEqual(flag);
  },
);

test.each(
  [...commands, ['list'], ['links'], ['download']].map((command) => [command.join(' '), command]),
)('the help of "%s" fits into 80 columns', async (_, command) => {
  const { stdout } = await ddsBackup([...command, '--help']);
  const tooLong = stdout.split('\n').filter((line) => line.length > 80);
  expect(tooLong).toEqual([]);
});

test.each([100, 60, 40])(
  'but for its examples, help fits a terminal of %i columns',
  async (width) => {
    const { stdout } = await onTerminal(['download', '--help'], { columns: width });
    const [options = ''] = stdout.replaceAll('\r', '').split('\nExamples:');
    const [, ...lines] = options.split('\n'); // the first one is the usage
    expect(lines.filter((text) => text.length > width)).toEqual([]);
    expect(lines.join('\n')).toContain('--parallelism <n>');
  },
);

test.each([
  [61, 'beside', '  --auth-url <url>             address of IAM'],
  [60, 'below', '  --auth-url <url>\n      address of IAM'],
])('in a terminal of %i columns, descriptions stand %s flags', async (columns, _, expected) => {
  const { stdout } = await onTerminal(['list', '--help'], { columns });
  expect(stdout.replaceAll('\r', '')).toContain(expected);
});

describe('wrong usage', () => {
  testUsageErrors([
    ['no command', [], /^Usage: dds-backup /],
    ['an unknown command', ['lsit'], /unknown command 'lsit'\n\(Did you mean list\?\)/],
    [
      'help for an unknown command',
      ['help', 'lsit'],
      /unknown command 'lsit'\n\(Did you mean list/,
    ],
    [
      'help for an unknown subcommand',
      ['help', 'provider', 'instal'],
      /unknown command 'instal'\n\(Did you mean install\?\)/,
    ],
    [
      'a flag in place of a value',
      ['links', '--latest', '--instance', '--json'],
      /^error: option '--instance <id>' argument missing\n/,
    ],
    [
      'a flag with its value in place of a value',
      ['--profile', '--region=eu-west-101', 'list'],
      /^error: option '--profile <name>' argument missing\n/,
    ],
    [
      'help in place of a value',
      ['list', '--endpoint', '-h'],
      /'--endpoint .+' argument missing\n/,
    ],
    [
      'an unknown flag',
      ['list', '--porfile', 'x'],
      /unknown option '--porfile'\n\(Did you mean --profile\?\)/,
    ],
    ['an unknown service', ['--endpoint', 'ddds=https://a.example'], /\(Did you mean dds\?\)/],
    ...['dds', 'dds=', 'dds= ', '=https://a.example', 'dds=https://a.example\n'].map(
      (value) => [`the endpoint "${value}"`, ['--endpoint', value], /Write SERVICE=URL/] as const,
    ),
    ['an empty region', ['--region', ''], /is invalid\. It is empty\./],
  ]);

  test('what was typed cannot control the terminal', async () => {
    const { stderr } = await ddsBackup(['\u001b[2Jlist']);
    expect(stderr).toContain("unknown command '\\u001b[2Jlist'");
  });
});
