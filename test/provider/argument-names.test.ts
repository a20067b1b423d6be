import { argumentName, argumentNames } from '../../lib/provider/argument-names';

test.each([
  ['region', 'region'],
  ['accessKey', 'access_key'],
  ['assumeRole.agencyName', 'assume_role.agency_name'],
  ['startedFrom', 'begin_time'],
  ['startedUntil', 'end_time'],
])('the setting %s is the argument %s', (setting, argument) => {
  expect(argumentName(setting)).toBe(argument);
});

test('a setting with an environment variable can be set by either', () => {
  expect(argumentNames.waysToSet('projectId')).toBe('project_id or HW_PROJECT_ID');
});

test('a setting without an environment variable can be set by its argument alone', () => {
  expect(argumentNames.waysToSet('instanceId')).toBe('instance_id');
});
