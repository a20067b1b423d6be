import { type SettingNames } from '../huaweicloud/errors/setting-names';
import { environmentOf } from '../huaweicloud/settings/settings';
import { SETTING_FLAGS } from './global-options';

/** The parameters of operations, as the arguments of the commands. */
const PARAMETER_FLAGS: Readonly<Record<string, string>> = {
  instanceId: '--instance',
  backupId: 'the backup ID',
  backupType: '--type',
  status: '--status',
  directory: '--directory',
  fileName: '--file',
  fileNames: '--file',
  shard: '--shard',
  parallelism: '--parallelism',
  overwrite: '--overwrite',
  expectedSha256: '--checksums',
};

const FLAGS: Readonly<Record<string, string>> = { ...SETTING_FLAGS, ...PARAMETER_FLAGS };

/** How settings are called, and set, on the command line: `--region or HW_REGION_NAME`. */
export const flagNames: SettingNames = {
  nameOf: (setting) => waysToSet(setting)[0] ?? setting,
  waysToSet: (setting) => waysToSet(setting).join(' or ') || setting,
};

/** The flag of a setting, or of a parameter, if it has one. */
export function flagOf(setting: string): string | undefined {
  const [first = '', ...inside] = setting.split('.');
  const flag = FLAGS[first];
  return flag && [flag, ...inside].join(' ');
}

/** A setting that is a block in a configuration: the variable without which it is not used. */
const BLOCK_VARIABLES: Readonly<Record<string, string>> = {
  assumeRoleWithOidc: 'HW_ASSUME_ROLE_IDP_ID',
};

function waysToSet(setting: string): string[] {
  return [flagOf(setting), environmentOf(setting)[0] ?? BLOCK_VARIABLES[setting]].filter(
    (way) => way !== undefined,
  );
}
