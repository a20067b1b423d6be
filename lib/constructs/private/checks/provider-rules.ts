import { Tokenization } from 'cdktf';
import { type IConstruct } from 'constructs';
import { type AssumeRole, type DdsProviderProps } from '../../dds-provider-props';
import { optionalDuration } from './durations';
import { optionalText } from './texts';

/** The settings as they are written into the stack: texts that are empty or blank are unset. */
export function checkedProviderProps(
  construct: IConstruct,
  props: DdsProviderProps,
): DdsProviderProps {
  const { assumeRole, assumeRoleWithOidc, endpoints, requestTimeout } = props;
  return {
    ...withCheckedTexts(construct, '', props),
    assumeRole: Array.isArray(assumeRole)
      ? assumeRole.map((role: AssumeRole, index) =>
          withCheckedTexts(construct, `assumeRole[${index}].`, role),
        )
      : assumeRole,
    assumeRoleWithOidc:
      assumeRoleWithOidc && withCheckedTexts(construct, 'assumeRoleWithOidc.', assumeRoleWithOidc),
    endpoints: endpoints && checkedEndpoints(construct, endpoints),
    requestTimeout: optionalDuration(construct, 'requestTimeout', requestTimeout),
  };
}

function checkedEndpoints(
  construct: IConstruct,
  endpoints: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (Tokenization.isResolvable(endpoints)) return endpoints;
  const given = Object.entries(withCheckedTexts(construct, 'endpoints.', endpoints)).filter(
    ([, url]) => (url as string | undefined) !== undefined,
  );
  return Object.fromEntries(given);
}

function withCheckedTexts<T extends object>(construct: IConstruct, prefix: string, values: T): T {
  const entries = Object.entries(values).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? optionalText(construct, `${prefix}${name}`, value) : value,
  ]);
  return Object.fromEntries(entries) as T;
}
