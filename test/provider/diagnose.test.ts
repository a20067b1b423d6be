import { CloudError } from '../../lib/huaweicloud/errors/cloud-error';
import { named, waysToSet } from '../../lib/huaweicloud/errors/setting-names';
import { diagnose } from '../../lib/provider/diagnose';

const base = { category: 'settings', summary: 'No', means: 'It failed.' } as const;

describe('the diagnostic for an error of the cloud client', () => {
  test('names settings as they are written in a configuration', () => {
    const error = new CloudError({
      ...base,
      summary: `Setting ${named('accessKey')} cannot be used`,
      means: `${named('assumeRole.domainName')} contradicts ${named('startedFrom')}.`,
    });
    expect(diagnose(error)).toMatchObject({
      summary: 'Setting access_key cannot be used',
      detail: 'assume_role.domain_name contradicts begin_time.',
    });
  });

  test.each([
    ['region', 'region or HW_REGION_NAME'],
    ['tenantName', 'tenant_name or OS_TENANT_NAME'],
    ['assumeRole.agencyName', 'assume_role.agency_name or HW_ASSUME_ROLE_AGENCY_NAME'],
    ['assumeRoleWithOidc.idToken', 'assume_role_with_oidc.id_token or HW_ASSUME_ROLE_ID_TOKEN'],
    ['requestTimeout', 'request_timeout'],
    ['backupId', 'backup_id'],
    ['endpoints.dds', 'endpoints.dds'],
  ])('says how to set %s: %s', (setting, ways) => {
    const error = new CloudError({ ...base, next: `Set ${waysToSet(setting)}.` });
    expect(diagnose(error)?.detail).toBe(`It failed.\n\nSet ${ways}.`);
  });

  test.each([
    ['backupId', ['backup_id']],
    ['assumeRole.duration', ['assume_role']],
    ['endpoints.iam', ['endpoints']],
    [undefined, undefined],
  ])('points to the argument of the setting %s', (setting, path) => {
    const diagnostic = diagnose(new CloudError({ ...base, setting }));
    expect(diagnostic?.path?.map((step) => ('attribute' in step ? step.attribute : step))).toEqual(
      path,
    );
  });

  test.each([
    ['throttled', /next step\. The engine reads up to ten/],
    ['other-region', /next step\. A provider block with an alias/],
    ['download-policy', /next step\. The resource huaweicloud_dds_backup_download_policy/],
    ['state', /next step\.$/],
  ] as const)('adds what helps in a configuration to an error of category %s', (category, text) => {
    const error = new CloudError({ ...base, category, next: 'The next step.' });
    expect(diagnose(error)?.detail).toMatch(text);
  });
});

test('there is no diagnostic for any other error', () => {
  expect(diagnose(new Error('not from the cloud'))).toBeUndefined();
});
