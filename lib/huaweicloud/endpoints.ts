import { settingError } from './cloud-error';
import { foreign } from './foreign-text';
import { wrongRegion } from './identifiers';
import { unsendable } from './sendable';
import { isSet } from './settings/setting';
import { howToSet, type Settings } from './settings/settings';

/** Where a service is. */
export interface Endpoint {
  /** Without a slash at its end. */
  readonly url: URL;
  /** The argument that says so, for messages. */
  readonly argument: string;
}

/** The services that are called. */
export type Service = 'dds' | 'iam' | 'sts';

/** The keys of the `endpoints` argument, with the older names the official provider also takes. */
const keysOf: Readonly<Record<Service, readonly string[]>> = {
  dds: ['dds', 'ddsv31'],
  iam: ['iam', 'identity', 'identity_ext', 'iam_no_version'],
  sts: ['sts'],
};

/** The keys of the `endpoints` argument that have an effect. */
export const endpointKeys: readonly string[] = Object.values(keysOf).flat();

/**
 * The address of a service in a region. Regions are not checked
 * against a list: new ones and those of partner clouds are simply tried.
 * IAM: `auth_url`, else for convenience `endpoints.iam` (the official provider logs in at
 * `auth_url` only), else the IAM of the region.
 * Source: "Regions and Endpoints"; for the rules, the official provider's "Configuration Reference".
 * @throws CloudError naming the argument that is no address
 */
export function endpointOf(service: Service, region: string, settings: Settings): Endpoint {
  return customEndpoint(service, settings) ?? regionalEndpoint(service, region, settings);
}

/** The address that the settings name outright, if they do. */
export function customEndpoint(service: Service, settings: Settings): Endpoint | undefined {
  if (service === 'iam' && settings.authUrl !== undefined) {
    const url = parseAddress('auth_url', 'auth_url', settings.authUrl);
    return { url: withoutVersion(url), argument: 'auth_url' };
  }
  const [key, address] =
    Object.entries(settings.endpoints ?? {}).find(
      ([name, value]) => keysOf[service].includes(name) && isSet(value),
    ) ?? [];
  if (key === undefined) return undefined;
  const url = parseAddress('endpoints', `endpoints.${key}`, (address ?? '').trim());
  return { url: service === 'iam' ? withoutVersion(url) : url, argument: 'endpoints' };
}

/**
 * The region: the one that is given, else that of the settings.
 * @throws CloudError that says how to set it where there is none, or where it cannot be one
 */
export function requireRegion(given: string | null, settings: Settings): string {
  const region = isSet(given) ? given.trim() : settings.region;
  if (region === undefined) {
    throw settingError(
      'region',
      'No region',
      `Set ${howToSet('region')} to the region of the instance, for example "eu-west-101".`,
    );
  }
  const problem = wrongRegion(region);
  if (problem !== undefined) throw settingError('region', 'Setting region cannot be used', problem);
  return region;
}

function regionalEndpoint(service: Service, region: string, settings: Settings): Endpoint {
  const cloud = settings.cloud ?? defaultCloud(region);
  return { url: new URL(`https://${service}.${region}.${cloud}`), argument: 'region' };
}

/** The regions of the European cloud have a domain of their own. */
function defaultCloud(region: string): string {
  return region.startsWith('eu-west-1') ? 'myhuaweicloud.eu' : 'myhuaweicloud.com';
}

/**
 * @param argument the argument for the diagnostic
 * @param name what the message calls it
 */
function parseAddress(argument: string, name: string, address: string): URL {
  const full = /^http/i.test(address) ? address : `https://${address}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  const problem = unsendable(address);
  if (problem !== undefined) {
    throw settingError(argument, `Setting ${name} cannot be used`, problem);
  }
  if (!isUsable(url)) {
    throw settingError(
      argument,
      `Setting ${name} cannot be used`,
      `"${foreign(address)}" is not an address; write it like "https://dds.eu-west-101.myhuaweicloud.eu", without user, query or fragment.`,
    );
  }
  return withPath(url, url.pathname.replace(/\/+$/, ''));
}

function isUsable(url: URL | null): url is URL {
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    [url.username, url.password, url.search, url.hash].every((part) => part === '') &&
    /^([^%]|%[0-7][0-9a-f])*$/i.test(url.pathname)
  );
}

/** IAM addresses are given with or without the version; requests bring their own. */
function withoutVersion(url: URL): URL {
  return withPath(url, url.pathname.replace(/\/v3(\.0)?\/?$/, ''));
}

function withPath(url: URL, path: string): URL {
  const copy = new URL(url);
  copy.pathname = path;
  return copy;
}
