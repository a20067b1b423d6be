import { version } from '../../package.json';
import { Cloud } from '../huaweicloud/cloud';
import { type SettingOptions } from './global-options';

/**
 * The cloud of the settings that are given by flags, by the environment, or in a profile.
 * @throws CloudError naming the unusable setting
 */
export function cloudOf(options: SettingOptions): Cloud {
  const { region, projectId, profile, sharedConfigFile, authUrl, endpoint } = options;
  return new Cloud(
    { region, projectId, profile, sharedConfigFile, authUrl, endpoints: endpoint },
    { env: process.env, userAgent: `cdktf-huaweicloud-dds/${version} dds-backup` },
  );
}
