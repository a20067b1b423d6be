import { commandLine } from '../../lib/cli/arguments/command-line';
import { flagNames } from '../../lib/cli/flag-names';
import { SETTING_FLAGS } from '../../lib/cli/global-options';
import { environmentOf } from '../../lib/huaweicloud/settings/settings';

const options = commandLine().options;

test.each(Object.entries(SETTING_FLAGS))(
  'the setting %s has the flag %s, and its help names the environment variable',
  (setting, flag) => {
    const option = options.find(({ long }) => long === flag);
    const [variable] = environmentOf(setting);
    expect(option?.description).toContain(
      variable === undefined ? 'repeatable' : `(environment: ${variable})`,
    );
  },
);

test('no flag takes a secret', () => {
  const flags = options.map(({ long }) => long ?? '');
  expect(flags.filter((flag) => /key|secret|token|password|cert/.test(flag))).toEqual([]);
});

test.each([
  ['region', '--region', '--region or HW_REGION_NAME'],
  ['secretKey', 'HW_SECRET_KEY', 'HW_SECRET_KEY'],
  ['assumeRole.agencyName', 'HW_ASSUME_ROLE_AGENCY_NAME', 'HW_ASSUME_ROLE_AGENCY_NAME'],
  ['assumeRoleWithOidc', 'HW_ASSUME_ROLE_IDP_ID', 'HW_ASSUME_ROLE_IDP_ID'],
  ['endpoints.dds', '--endpoint dds', '--endpoint dds'],
  ['instanceId', '--instance', '--instance'],
  ['requestTimeout', 'requestTimeout', 'requestTimeout'],
])('messages call the setting %s %s, and say to set %s', (setting, name, ways) => {
  expect(flagNames.nameOf(setting)).toBe(name);
  expect(flagNames.waysToSet(setting)).toBe(ways);
});
