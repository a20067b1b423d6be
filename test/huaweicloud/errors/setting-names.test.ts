import { CloudError } from '../../../lib/huaweicloud/errors/cloud-error';
import { named, type SettingNames, waysToSet } from '../../../lib/huaweicloud/errors/setting-names';
import { foreign } from '../../../lib/huaweicloud/redaction/foreign-text';

const flags: SettingNames = {
  nameOf: (setting) => `--${setting}`,
  waysToSet: (setting) => `--${setting} or VARIABLE`,
};

const error = new CloudError({
  category: 'settings',
  summary: `Setting ${named('region')} cannot be used`,
  means: `It contradicts ${named('assumeRole.domainId')}.`,
  next: `Set ${waysToSet('region')}.`,
  evidence: foreign(named('region')),
});

test('a message shows settings by the names that they have where it is shown', () => {
  expect(error.textsWith(flags)).toMatchObject({
    summary: 'Setting --region cannot be used',
    means: 'It contradicts --assumeRole.domainId.',
    next: 'Set --region or VARIABLE.',
  });
});

test('the message of the error itself has the names of the settings', () => {
  expect(error.message).toContain(
    'Setting region cannot be used: It contradicts assumeRole.domainId.\n\nSet region.',
  );
});

test('no foreign text can pass for a reference to a setting', () => {
  expect(error.textsWith(flags).evidence).toBe('\\u0002region\\u0003');
});
