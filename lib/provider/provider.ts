import { version } from '../../package.json';
import { AGENCY_SETTINGS, OIDC_SETTINGS } from '../huaweicloud/settings/agencies';
import { endpointKeys, wrongEndpointName } from '../huaweicloud/settings/endpoints';
import { SETTINGS } from '../huaweicloud/settings/settings';
import { blockList, conflicting, defineProvider, optional } from '../terraform-plugin';
import { backup } from './backup';
import { backupDownload } from './backup-download';
import { backupDownloadLinks } from './backup-download-links';
import { backups } from './backups';
import { diagnose } from './diagnose';
import { ephemeralBackupDownloadLinks } from './ephemeral-backup-download-links';
import { argumentsFor, descriptionOf } from './setting-arguments';
import { settingsOf } from './settings-of';
import { source } from './source';

/** Names, environment variables and precedence are those of the provider `huaweicloud/huaweicloud`. */
export const dds = defineProvider({
  source,
  description: 'Backups of Huawei Cloud Document Database Service (DDS).',
  attributes: {
    ...argumentsFor(SETTINGS),
    endpoints: optional.map(descriptionOf(SETTINGS.endpoints), 'string', {
      usedKeys: endpointKeys,
      check: wrongEndpointName,
    }),
  },
  blocks: {
    assume_role: blockList(descriptionOf(SETTINGS.assumeRole), argumentsFor(AGENCY_SETTINGS)),
    assume_role_with_oidc: blockList(
      descriptionOf(SETTINGS.assumeRoleWithOidc),
      argumentsFor(OIDC_SETTINGS),
      { maximum: 1, constraints: [conflicting('id_token', 'id_token_file')] },
    ),
  },
  configure: async (config, { log, terraformVersion }) => {
    const { Cloud } = await import('../huaweicloud/cloud');
    return new Cloud(settingsOf(config), {
      env: process.env,
      log,
      userAgent: `cdktf-huaweicloud-dds/${version} terraform/${terraformVersion}`,
    });
  },
  dataSources: [backup, backups, backupDownloadLinks],
  ephemeralResources: [ephemeralBackupDownloadLinks],
  resources: [backupDownload],
  diagnose,
});
