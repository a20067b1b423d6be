import { type SettingNames } from '../huaweicloud/errors/setting-names';
import { environmentOf } from '../huaweicloud/settings/settings';

/** Arguments that are not called like the parameters behind them. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  startedFrom: 'begin_time',
  startedUntil: 'end_time',
};

/** How settings are called, and set, in a configuration: `project_id or HW_PROJECT_ID`. */
export const argumentNames: SettingNames = {
  nameOf: argumentName,
  waysToSet: (setting) =>
    [argumentName(setting), ...environmentOf(setting).slice(0, 1)].join(' or '),
};

/** The same for documentation, where names are quoted as code. */
export const quotedArgumentNames: SettingNames = {
  nameOf: (setting) => `\`${argumentName(setting)}\``,
  waysToSet: (setting) => `\`${argumentName(setting)}\``,
};

/** `accessKey` as it is written in a configuration: `access_key`. */
export function argumentName(setting: string): string {
  return OTHER_NAMES[setting] ?? setting.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
