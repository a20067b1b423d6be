import { type SettingName } from '../huaweicloud/settings/settings';

/** What every command accepts. */
export interface GlobalOptions extends SettingOptions {
  readonly json?: true;
  readonly quiet?: true;
  /** False with `--no-color`. */
  readonly color: boolean;
}

/** The settings of the cloud that have flags; all others come from the environment or a profile. */
export interface SettingOptions {
  readonly region?: string;
  readonly projectId?: string;
  readonly profile?: string;
  readonly sharedConfigFile?: string;
  readonly authUrl?: string;
  /** URLs by service. */
  readonly endpoint?: Readonly<Record<string, string>>;
}

/** The flags of the settings. A secret never has one: other users of the machine see command lines. */
export const SETTING_FLAGS = {
  region: '--region',
  projectId: '--project-id',
  profile: '--profile',
  sharedConfigFile: '--shared-config-file',
  authUrl: '--auth-url',
  endpoints: '--endpoint',
} as const satisfies Partial<Record<SettingName, string>>;
