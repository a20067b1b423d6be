import { type IConstruct } from 'constructs';
import { refuseMisspelt } from './misspelt-props';

/** The keys of `endpoints` that have an effect, by service, as the provider has them. */
const KEYS = [['dds', 'ddsv31'], ['iam', 'identity', 'identity_ext', 'iam_no_version'], ['sts']];

/** Services whose names are one letter away from those, as the provider has them. */
export const SIMILAR_SERVICES: readonly string[] = [
  ...['cts', 'das', 'dcs', 'ddm', 'des', 'dis', 'dms', 'dns', 'drs', 'dss', 'dws'],
  ...['lts', 'mts', 'ram', 'rds', 'rts', 'sfs', 'sis', 'sms'],
];

/**
 * Throws if a key of `endpoints` looks like a misspelt one for a service that has no address without it. The provider refuses
 * it too, but only in a plan. Keys of other services are accepted.
 */
export function refuseMisspeltEndpoints(
  construct: IConstruct,
  endpoints: Readonly<Record<string, string | undefined>>,
): void {
  const unset = KEYS.filter((keys) => !keys.some((key) => endpoints[key] !== undefined)).flat();
  const others = Object.entries(endpoints).filter(
    ([name]) =>
      !KEYS.flat().includes(name) && !SIMILAR_SERVICES.includes(name.replace(/v\d+$/, '')),
  );
  const names = Object.fromEntries(unset.map((name) => [name, true as const]));
  refuseMisspelt(construct, Object.fromEntries(others), names, 'endpoints.');
}
