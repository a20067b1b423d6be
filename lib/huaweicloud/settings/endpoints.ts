import { settingError } from '../errors/cloud-error';
import { nearestWords } from '../errors/nearest-word';
import { named, waysToSet } from '../errors/setting-names';
import { foreign } from '../redaction/foreign-text';
import { wrongRegion } from './identifiers';
import { unsendable } from './sendable';
import { isSet } from './setting';
import { type Settings } from './settings';

/** Where a service is. */
export interface Endpoint {
  /** Without a trailing slash. */
  readonly url: URL;
  /** The setting that it comes from, for messages. */
  readonly setting: string;
}

/** The services that are called. */
export type Service = 'dds' | 'iam' | 'sts';

/** The keys of `endpoints`, with the older names that Huawei Cloud's own tools also accept. */
const KEYS: Readonly<Record<Service, readonly string[]>> = {
  dds: ['dds', 'ddsv31'],
  iam: ['iam', 'identity', 'identity_ext', 'iam_no_version'],
  sts: ['sts'],
};

/** The keys of `endpoints` that have an effect. */
export const endpointKeys: readonly string[] = Object.values(KEYS).flat();

/**
 * Services whose names are one letter away from ours, so that they could be taken for misspelt.
 * Source: "Regions and Endpoints", and the keys that the provider `huaweicloud/huaweicloud` knows.
 */
export const similarServices: readonly string[] = [
  ...['cts', 'das', 'dcs', 'ddm', 'des', 'dis', 'dms', 'dns', 'drs', 'dss', 'dws'],
  ...['lts', 'mts', 'ram', 'rds', 'rts', 'sfs', 'sis', 'sms'],
];

/**
 * What is wrong with the keys of `endpoints`: one that looks like a misspelt one of ours, for a service that has no address
 * without it. Others are for services that are not used here, and any of them is accepted.
 */
export function wrongEndpointName(
  endpoints: Readonly<Record<string, string | null>>,
): string | undefined {
  const given = Object.keys(endpoints).filter((name) => isSet(endpoints[name]));
  const unset = Object.values(KEYS)
    .filter((keys) => !keys.some((key) => given.includes(key)))
    .flat();
  for (const name of given) {
    // Some services have a key for each version of their API.
    if (endpointKeys.includes(name) || similarServices.includes(name.replace(/v\d+$/, '')))
      continue;
    const meant = unset.find((key) => nearestWords(letters(name), [letters(key)], 1).length > 0);
    if (meant !== undefined) return `"${foreign(name)}" is not a service. Did you mean "${meant}"?`;
  }
  return undefined;
}

/** A name as it is compared: case and separators do not count. */
function letters(name: string): string {
  return name.replace(/[\s_-]/g, '').toLowerCase();
}

/**
 * The address of a service in a region. Regions are not checked against a list: new ones, and those
 * of partner clouds, are simply tried.
 * IAM: `authUrl`, else for convenience `endpoints.iam`, else the IAM of the region.
 * Source: "Regions and Endpoints".
 * @throws CloudError naming the setting that is not an address
 */
export function endpointOf(service: Service, region: string, settings: Settings): Endpoint {
  return customEndpoint(service, settings) ?? regionalEndpoint(service, region, settings);
}

/** The address in the settings, if there is one. */
export function customEndpoint(service: Service, settings: Settings): Endpoint | undefined {
  if (service === 'iam' && settings.authUrl !== undefined) {
    const url = parseAddress('authUrl', settings.authUrl);
    return { url, setting: 'authUrl' };
  }
  const [key, address] =
    Object.entries(settings.endpoints ?? {}).find(
      ([name, value]) => KEYS[service].includes(name) && isSet(value),
    ) ?? [];
  if (key === undefined) return undefined;
  return { url: parseAddress(`endpoints.${key}`, (address ?? '').trim()), setting: 'endpoints' };
}

/**
 * The given region, else that of the settings.
 * @throws CloudError if there is none, or if it cannot be a region
 */
export function requireRegion(given: string | null | undefined, settings: Settings): string {
  const region = isSet(given) ? given.trim() : settings.region;
  if (region === undefined) {
    throw settingError(
      'region',
      'No region',
      `Set ${waysToSet('region')} to the region of the instance, for example "eu-west-101".`,
    );
  }
  const problem = wrongRegion(region);
  if (problem !== undefined)
    throw settingError('region', `Setting ${named('region')} cannot be used`, problem);
  return region;
}

function regionalEndpoint(service: Service, region: string, settings: Settings): Endpoint {
  const cloud = settings.cloud ?? defaultCloud(region);
  return { url: new URL(`https://${service}.${region}.${cloud}`), setting: 'region' };
}

/** The regions of the European cloud have a domain of their own. */
function defaultCloud(region: string): string {
  return region.startsWith('eu-west-1') ? 'myhuaweicloud.eu' : 'myhuaweicloud.com';
}

function parseAddress(setting: string, address: string): URL {
  // What stands before a colon is a scheme, unless a port follows.
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d|$)/i.test(address);
  const full = hasScheme ? address : `https://${address}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  const problem = unsendable(address);
  if (problem !== undefined) {
    throw settingError(setting, `Setting ${named(setting)} cannot be used`, problem);
  }
  if (!isUsable(url)) {
    throw settingError(
      setting,
      `Setting ${named(setting)} cannot be used`,
      `"${foreign(address)}" is not an address; write it like "https://dds.eu-west-101.myhuaweicloud.eu", without user, query or fragment.`,
    );
  }
  return withoutVersion(url);
}

function isUsable(url: URL | undefined): url is URL {
  return (
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    [url.username, url.password, url.search, url.hash].every((part) => part === '') &&
    /^([^%]|%[0-7][0-9a-f])*$/i.test(url.pathname)
  );
}

/** Addresses are given with or without the version of the API; requests add their own. */
function withoutVersion(url: URL): URL {
  const copy = new URL(url);
  copy.pathname = url.pathname.replace(/\/+$/, '').replace(/\/v\d+(\.\d+)?$/, '');
  return copy;
}
