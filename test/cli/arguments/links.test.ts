import { testUsageErrors } from '../usage-errors';

const instance = '0123456789abcdef0123456789abcdefin02';
const backup = '0123456789abcdef0123456789abcdefbr02';

describe('wrong usage', () => {
  testUsageErrors([
    ['no backup', ['links', '--instance', instance], 'missing the ID of the backup, or --latest'],
    ['no instance', ['links', backup], 'missing --instance'],
    ['an unknown flag', ['links', backup, '--instnace', instance], '(Did you mean --instance?)'],
    [
      'both an ID and --latest',
      ['links', backup, '--latest', '--instance', instance],
      '--latest and the ID of a backup exclude each other',
    ],
    [
      '--wait without --latest',
      ['links', backup, '--wait', '3m', '--instance', instance],
      '--wait is for --latest',
    ],
    [
      '--type without --latest',
      ['links', backup, '--type', 'Auto', '--instance', instance],
      '--type is for --latest',
    ],
    [
      'the latest incremental backup',
      ['links', '--latest', '--type', 'Incremental', '--instance', instance],
      /Possible values: Auto, Manual\.\n\(--help/,
    ],
    [
      'an endless wait',
      ['links', '--latest', '--wait', '25h', '--instance', instance],
      'at most 24h',
    ],
    [
      'a wait of no time',
      ['links', '--latest', '--wait', '0s', '--instance', instance],
      'at most 24h',
    ],
    [
      'a wait without a unit',
      ['links', '--latest', '--wait', '30', '--instance', instance],
      '"30m"',
    ],
    [
      'the ID of an instance in place of that of a backup',
      ['links', instance, '--instance', instance],
      'Are --instance and the backup ID swapped?',
    ],
    ['something that is not an ID', ['links', 'a b', '--instance', instance], 'cannot be the ID'],
    ['two backups', ['links', backup, backup, '--instance', instance], 'too many arguments'],
  ]);
});
