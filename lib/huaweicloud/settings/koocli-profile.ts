import { settingError } from '../errors/cloud-error';
import { named, waysToSet } from '../errors/setting-names';
import { isObject, textField } from '../http/fields';
import { foreign } from '../redaction/foreign-text';
import { type Environment } from './environment';
import { readLocalFile, UnreadableFile } from './local-file';
import { type Profile } from './read-settings';
import { unsendable } from './sendable';
import { profileNamed } from './setting';
import { type GivenSettings } from './settings';

/** Where a profile is looked for. */
export interface ProfileAddress {
  /** Default: `~/.hcloud/config.json`. */
  readonly file: string | undefined;
  /** Default: the file's current one. */
  readonly name: string | undefined;
}

const DECRYPT =
  'KooCLI encrypts stored keys by default: run "hcloud configure set --cli-auth-encrypt=false", then set up the profile again.';

/**
 * The settings in a profile of KooCLI, Huawei Cloud's command line.
 * KooCLI User Guide, "Managing Configuration Items": modes AKSK, SSO, AssumeRole and ecsAgency; the
 * last one has no keys: they come from the ECS metadata.
 * @throws CloudError if there is no such file or profile, or if it is encrypted
 */
export async function readProfile(
  { file, name }: ProfileAddress,
  env: Environment,
): Promise<Profile> {
  const path = file ?? '~/.hcloud/config.json';
  const config = parse(path, await readText(path, env));
  const profiles = Array.isArray(config.profiles) ? config.profiles.filter(isObject) : [];
  const wanted = name ?? textField(config, 'current') ?? 'default';
  const profile = profiles.find((candidate) => candidate.name === wanted);
  if (profile === undefined) throw noProfile(wanted, path, profiles);
  return { name: wanted, settings: settingsIn(profile, wanted) };
}

async function readText(path: string, env: Environment): Promise<string> {
  try {
    return await readLocalFile(path, env);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw settingError(
      'sharedConfigFile',
      'KooCLI configuration cannot be read',
      `${error.message} Set ${waysToSet('sharedConfigFile')} to the config.json of KooCLI, or remove ${named('profile')} and HW_PROFILE.`,
    );
  }
}

function parse(path: string, text: string): Record<string, unknown> {
  try {
    const config: unknown = JSON.parse(text);
    if (isObject(config)) return config;
  } catch {
    // The message below covers both cases; the parser's own would quote the file.
  }
  throw settingError(
    'sharedConfigFile',
    'KooCLI configuration cannot be read',
    `The file ${foreign(path)} is not a KooCLI configuration in JSON. ${DECRYPT}`,
  );
}

function settingsIn(profile: Record<string, unknown>, name: string): GivenSettings {
  const keys = profile.mode === 'SSO' ? ssoKeys(profile) : profile;
  // KooCLI writes an empty string for what is not set.
  const field = (from: Record<string, unknown>, key: string) => {
    const text = textField(from, key);
    return text === '' ? undefined : text;
  };
  const accessKey = field(keys, 'accessKeyId');
  // A key that was pasted wrongly is reported like any other one.
  const isSendable = accessKey !== undefined && unsendable(accessKey) === undefined;
  if (isSendable && !/^[A-Z0-9]+$/.test(accessKey)) throw encrypted(name);
  const agencyName = field(profile, 'agencyName');
  return {
    accessKey,
    secretKey: field(keys, 'secretAccessKey'),
    securityToken: field(keys, 'securityToken'),
    region: field(profile, 'region'),
    projectId: field(profile, 'projectId'),
    domainId: field(profile, 'domainId'),
    assumeRole:
      agencyName === undefined
        ? undefined
        : [
            {
              agencyName,
              domainName: field(profile, 'agencyDomainName'),
              domainId: field(profile, 'agencyDomainId'),
            },
          ],
  };
}

function ssoKeys({ ssoAuth }: Record<string, unknown>): Record<string, unknown> {
  return isObject(ssoAuth) && isObject(ssoAuth.stsToken) ? ssoAuth.stsToken : {};
}

function encrypted(name: string): Error {
  return settingError(
    'profile',
    'KooCLI profile is encrypted',
    `The keys in ${profileNamed(name)} are encrypted. ${DECRYPT}`,
  );
}

function noProfile(
  wanted: string,
  path: string,
  profiles: readonly Record<string, unknown>[],
): Error {
  const names = profiles.flatMap((profile) => {
    const name = textField(profile, 'name');
    return name === undefined ? [] : [foreign(name, 100)];
  });
  return settingError(
    'profile',
    'KooCLI profile not found',
    `The file ${foreign(path)} has no profile "${foreign(wanted)}"; it has: ${listed(names)}. Set ${waysToSet('profile')} to one of them.`,
  );
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const more = names.length - MOST_LISTED;
  return `${names.slice(0, MOST_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const MOST_LISTED = 20;
