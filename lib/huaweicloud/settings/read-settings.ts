import { settingError } from '../errors/cloud-error';
import { named, waysToSet } from '../errors/setting-names';
import { OIDC_SETTINGS, readAgencies, readOidc } from './agencies';
import { type Environment } from './environment';
import { isSet, readSetting, type Setting } from './setting';
import {
  type GivenSettings,
  type SettingName,
  type Settings,
  SETTINGS,
  type ValueOf,
} from './settings';

/** The settings in a KooCLI profile. */
export interface Profile {
  readonly name: string;
  readonly settings: GivenSettings;
}

/**
 * Reads the settings: what is given, else the profile, else the environment.
 * Credentials are not mixed: the keys of a profile come with its security token or none, and are
 * ignored, like its agency, if credentials are given.
 * @throws CloudError naming the setting, the variable or the profile with an unusable value
 */
export function readSettings(given: GivenSettings, env: Environment, profile?: Profile): Settings {
  const givesCredentials = [...KEYS, ...OTHER_CREDENTIALS].some((name) => isSet(given[name]));
  const ofProfile = profile?.settings;
  const hasKeys = !givesCredentials && (isSet(ofProfile?.accessKey) || isSet(ofProfile?.secretKey));
  const read = (name: SettingName, setting: Setting<unknown, unknown>) => {
    const isKey = KEYS.includes(name);
    const isIgnored = givesCredentials && (isKey || name === 'assumeRole');
    const fromProfile = profile !== undefined && !isIgnored;
    return readSetting(setting, {
      name,
      given: given[name],
      profile: fromProfile ? { name: profile.name, given: profile.settings[name] } : undefined,
      env: isKey && hasKeys ? {} : env,
    });
  };
  const entries = Object.entries(SETTINGS) as [SettingName, Setting<unknown, unknown>][];
  const settings = Object.fromEntries(
    entries.map(([name, setting]) => [name, read(name, setting)]),
  ) as { readonly [N in SettingName]: ValueOf<N> | undefined };
  requireVisibleKeys(given, settings);
  const rolesOf = isSet(given.assumeRole) ? undefined : profile?.name;
  const assumeRoleWithOidc = readOidc(settings.assumeRoleWithOidc ?? [], { env });
  return {
    ...settings,
    assumeRole: readAgencies(settings.assumeRole ?? [], {
      env,
      profile: settings.assumeRole && rolesOf,
      mayBeAlone: assumeRoleWithOidc.length === 0,
    }),
    assumeRoleWithOidc,
    profileOfKeys: hasKeys ? profile?.name : undefined,
  };
}

/** Blank counts as not set; but whoever sets the other key has not meant that. */
function requireVisibleKeys(
  given: GivenSettings,
  settings: Readonly<Record<'accessKey' | 'secretKey', string | undefined>>,
): void {
  for (const name of ['accessKey', 'secretKey'] as const) {
    const isBlank = (given[name] ?? '') !== '' && settings[name] === undefined;
    const hasOther = settings[name === 'accessKey' ? 'secretKey' : 'accessKey'] !== undefined;
    if (isBlank && hasOther) {
      throw settingError(
        name,
        'Incomplete credentials',
        `${named(name)} is blank. Set ${waysToSet(name)}.`,
      );
    }
  }
}

/** The parts of a key pair. */
const KEYS: readonly SettingName[] = ['accessKey', 'secretKey', 'securityToken'];
/** Other credentials, in place of a key pair. */
const OTHER_CREDENTIALS: readonly SettingName[] = ['token', 'password', 'assumeRoleWithOidc'];

/** The secrets among settings and variables, before any check: a check may quote what it refuses. */
export function rawSecrets(given: GivenSettings, env: Environment): string[] {
  return [
    ...secretsIn(SETTINGS, given, env),
    ...secretsIn(OIDC_SETTINGS, {}, env),
    ...(given.assumeRoleWithOidc ?? []).flatMap((block) => secretsIn(OIDC_SETTINGS, block, {})),
  ];
}

function secretsIn(settings: object, given: object, env: Environment): string[] {
  const values = new Map<string, unknown>(Object.entries(given));
  return Object.entries(settings as Record<string, Setting<unknown, unknown>>)
    .filter(([, { isSecret }]) => isSecret)
    .flatMap(([name, { environment, mayBeShown }]) =>
      [values.get(name), ...environment.map((variable) => env[variable])].filter(
        (value): value is string => typeof value === 'string' && mayBeShown?.(value) !== true,
      ),
    );
}
