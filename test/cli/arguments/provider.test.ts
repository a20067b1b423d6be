import { testUsageErrors } from '../usage-errors';

describe('wrong usage', () => {
  testUsageErrors([
    ['no command of the provider', ['provider'], /^Usage: dds-backup provider /],
    ['an unknown command', ['provider', 'instal'], /\(Did you mean install\?\)/],
    [
      'an unknown flag, though another one is missing,',
      ['provider', 'pack', '--direktory', 'x'],
      /unknown option '--direktory'\n\(Did you mean --directory\?\)/,
    ],
    ['a flag without its value', ['provider', 'pack', '--directory'], /argument missing/],
    ['a tilde', ['provider', 'pack', '--directory=~/x'], /has not expanded "~"/],
    ['an empty value', ['provider', 'pack', '--directory', ''], /is invalid\. It is empty\./],
    ['a missing flag', ['provider', 'pack'], /missing --directory/],
    ['an argument too many', ['provider', 'install', 'x'], /too many arguments/],
  ]);
});
