import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';
import { cloud, connect, keys, links } from '../auth/log-in-fixture';
import { failureOf, patient } from '../cloud-of';

const projects = 'GET /v3/projects';

test.each<[string, GivenSettings]>([
  ['projectName', { projectName: 'mine', tenantName: 'other' }],
  ['tenantName', { tenantName: 'mine' }],
])('the project named by %s is looked up, and is told if there is none', async (setting, given) => {
  const failure = await failureOf(() => links({ ...keys, ...given }));
  expect(failure).toMatchObject({ summary: 'Project not found', setting });
  expect(cloud.last(projects)?.query).toEqual({ name: 'mine' });
});

test.each<[string, GivenSettings]>([
  ['projectId', { projectId: 'mine', tenantId: 'other' }],
  ['tenantId', { tenantId: 'mine' }],
])('the project of %s needs no lookup, whatever names are set', async (_, given) => {
  await links({ ...keys, ...given, projectName: 'other' });
  expect(cloud.calls).toEqual(['GET /v3/mine/backups/download-file']);
});

test('a project of a call is used without the blanks around it', async () => {
  const backup = { instanceId: 'i', backupId: 'b' };
  await connect(keys).dds({ projectId: ' mine ' }).backupDownloadLinks(backup, patient);
  expect(cloud.calls).toEqual(['GET /v3/mine/backups/download-file']);
});
