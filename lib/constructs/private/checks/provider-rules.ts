import { Tokenization } from 'cdktf';
import { type IConstruct } from 'constructs';
import { type AssumeRole } from '../../assume-role';
import { type DdsProviderProps } from '../../dds-provider-props';
import { optionalDuration } from './durations';
import { refuseMisspeltEndpoints } from './endpoint-names';
import { optionalString } from './strings';

/** The settings as they are written to the stack. Empty and blank strings are unset. */
export function checkedProviderProps(
  construct: IConstruct,
  props: DdsProviderProps,
): DdsProviderProps {
  const { assumeRole, assumeRoleWithOidc, endpoints, requestTimeout } = props;
  return {
    ...withCheckedStrings(construct, '', props),
    assumeRole: Array.isArray(assumeRole)
      ? assumeRole.map((role: AssumeRole, index) =>
          withCheckedStrings(construct, `assumeRole[${index}].`, role),
        )
      : assumeRole,
    assumeRoleWithOidc:
      assumeRoleWithOidc &&
      withCheckedStrings(construct, 'assumeRoleWithOidc.', assumeRoleWithOidc),
    endpoints: endpoints && checkedEndpoints(construct, endpoints),
    requestTimeout: optionalDuration(construct, 'requestTimeout', requestTimeout),
  };
}

function checkedEndpoints(
  construct: IConstruct,
  endpoints: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (Tokenization.isResolvable(endpoints)) return endpoints;
  const given = Object.entries(withCheckedStrings(construct, 'endpoints.', endpoints)).filter(
    ([, url]) => (url as string | undefined) !== undefined,
  );
  const checked = Object.fromEntries(given);
  refuseMisspeltEndpoints(construct, checked);
  return checked;
}

function withCheckedStrings<T extends object>(construct: IConstruct, prefix: string, values: T): T {
  const entries = Object.entries(values).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? optionalString(construct, `${prefix}${name}`, value) : value,
  ]);
  return Object.fromEntries(entries) as T;
}
