import { testUsageErrors } from '../usage-errors';

describe('wrong usage', () => {
  testUsageErrors([
    ['an unknown type', ['list', '--type', 'Manaul'], '(Did you mean Manual?)'],
    ['an unknown status', ['list', '--status', 'COMPLETE'], '(Did you mean COMPLETED?)'],
    ['incremental backups of no instance', ['list', '--type', 'Incremental'], 'needs --instance'],
    ['a backup as an argument', ['list', 'x'], 'too many arguments'],
    [
      'the ID of a backup in place of that of an instance',
      ['list', '--instance', '0123456789abcdef0123456789abcdefbr02'],
      'Are --instance and the backup ID swapped?',
    ],
  ]);
});
