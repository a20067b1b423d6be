import { testUsageErrors } from '../usage-errors';

const instance = '0123456789abcdef0123456789abcdefin02';
const backup = '0123456789abcdef0123456789abcdefbr02';
const download = (...args: string[]) => ['download', backup, '--instance', instance, ...args];

describe('wrong usage', () => {
  testUsageErrors([
    ['no backup', ['download', '--instance', instance], 'missing the ID of the backup'],
    ['no instance', ['download', backup], 'missing --instance'],
    ['an unknown flag', download('--paralelism', '2'), '(Did you mean --parallelism?)'],
    ['a shard beyond the last one', download('--shard', '4/4'), 'from 0/4 to 3/4'],
    ['a shard of none', download('--shard', '0/0'), 'Write I/N'],
    ['a shard without a count', download('--shard', '1'), 'Write I/N'],
    ['a negative shard', download('--shard=-1/4'), 'Write I/N'],
    ['a shard of too many', download('--shard', '0/10001'), 'N is at most 10000'],
    [
      'a shard of the latest backup',
      ['download', '--latest', '--instance', instance, '--shard', '0/2'],
      '--shard needs the ID of the backup',
    ],
    ['no connection', download('--parallelism', '0'), 'a whole number from 1 to 64'],
    ['too many connections', download('--parallelism', '65'), 'a whole number from 1 to 64'],
    ['half a connection', download('--parallelism', '1.5'), 'a whole number from 1 to 64'],
    ['a file as the output', download('--output', 'backup.tar'), 'Use --directory to write files.'],
    ['a list without a name', download('--checksums', '-'), 'Give the name of a file.'],
    [
      'the output of several files',
      download('--output', '-', '--file', 'a', '--file', 'b'),
      '--output - writes one file',
    ],
    ...[
      ['--directory', 'x'],
      ['--shard', '0/2'],
      ['--parallelism', '2'],
      ['--overwrite'],
      ['--json'],
    ].map(
      (flag) =>
        [
          `${flag[0] ?? ''} with an output`,
          download('--output', '-', ...flag),
          `--output - and ${flag[0] ?? ''} exclude each other`,
        ] as const,
    ),
    ['--wait without --latest', download('--wait', '1m'), '--wait is for --latest'],
    ['an empty directory', download('--directory', ''), 'It is empty.'],
    ['a tilde', download('--directory=~/backup'), 'The shell has not expanded "~"'],
    ['an empty file name', download('--file', ' '), 'It is empty.'],
  ]);
});
