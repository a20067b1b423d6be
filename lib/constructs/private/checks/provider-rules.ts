import { Tokenization } from 'cdktf';
import { type IConstruct } from 'constructs';
import { type AssumeRole } from '../../assume-role';
import { type DdsProviderProps } from '../../dds-provider-props';
import { optionalDuration } from './durations';
import { refuseMisspeltEndpoints } from './endpoint-names';
import { requireUsablePlace } from './identifiers';
import { optionalString } from './strings';
import { optionalWholeNumber } from './whole-numbers';

/** The settings as they are written to the stack. Null, and empty and blank strings, are unset. */
export function checkedProviderProps(
  construct: IConstruct,
  props: DdsProviderProps,
): DdsProviderProps {
  const checked = withCheckedValues(construct, '', props);
  requireUsablePlace(construct, checked);
  const { assumeRole, assumeRoleWithOidc, endpoints, requestTimeout } = checked;
  return {
    ...checked,
    assumeRole: Array.isArray(assumeRole)
      ? assumeRole.map((role: AssumeRole, index) =>
          withCheckedValues(construct, `assumeRole[${index}].`, role),
        )
      : assumeRole,
    assumeRoleWithOidc:
      assumeRoleWithOidc && withCheckedValues(construct, 'assumeRoleWithOidc.', assumeRoleWithOidc),
    endpoints: endpoints && checkedEndpoints(construct, endpoints),
    requestTimeout: optionalDuration(construct, 'requestTimeout', requestTimeout),
  };
}

function checkedEndpoints(
  construct: IConstruct,
  endpoints: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (Tokenization.isResolvable(endpoints)) return endpoints;
  const given = Object.entries(withCheckedValues(construct, 'endpoints.', endpoints)).filter(
    ([, url]) => (url as string | undefined) !== undefined,
  );
  const checked = Object.fromEntries(given);
  refuseMisspeltEndpoints(construct, checked);
  return checked;
}

function withCheckedValues<T extends object>(construct: IConstruct, prefix: string, values: T): T {
  const entries = Object.entries(values).map(([name, value]: [string, unknown]) => [
    name,
    checkedValue(construct, prefix + name, value),
  ]);
  return Object.fromEntries(entries) as T;
}

/** CDKTF cannot write null; and JSON has no NaN, for which the default would be used silently. */
function checkedValue(construct: IConstruct, name: string, value: unknown): unknown {
  if (typeof value === 'string') return optionalString(construct, name, value);
  return typeof value === 'number'
    ? optionalWholeNumber(construct, name, value, ANY)
    : (value ?? undefined);
}

const ANY = { least: 0, most: Number.MAX_SAFE_INTEGER };
