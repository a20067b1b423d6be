import { AGENCY_SETTINGS, OIDC_SETTINGS } from '../../lib/huaweicloud/settings/agencies';
import { SETTINGS } from '../../lib/huaweicloud/settings/settings';
import { argumentName } from '../../lib/provider/argument-names';
import { dds } from '../../lib/provider/provider';

const { attributes, blocks } = dds.schema;

const levels = [
  ['the provider', SETTINGS, { ...attributes, ...blocks }],
  ['assume_role', AGENCY_SETTINGS, blocks.assume_role?.attributes ?? {}],
  ['assume_role_with_oidc', OIDC_SETTINGS, blocks.assume_role_with_oidc?.attributes ?? {}],
] as const;

const each = levels.flatMap(([level, settings, found]) =>
  Object.entries(settings).map(
    ([name, setting]) => [level, argumentName(name), setting, found[argumentName(name)]] as const,
  ),
);

describe('the arguments of the provider', () => {
  test.each(levels)('%s has one argument or block for each setting', (_, settings, found) => {
    expect(Object.keys(found).sort()).toEqual(Object.keys(settings).map(argumentName).sort());
  });

  test.each(each)(
    '%s describes %s with its environment variables in order of precedence',
    (_, __, { environment }, argument) => {
      expect(argument?.description.match(/\b(?:HW|OS)_\w+/g) ?? []).toEqual(environment);
    },
  );

  test.each(each)('%s names other arguments in the description of %s', (_, __, ___, argument) => {
    expect(argument?.description).toMatch(/^[A-Z][^\p{Cc}]*\.$/u);
    expect(argument?.description).not.toMatch(/`[a-z]+[A-Z]\w*`/);
  });

  test.each(each)('%s hides the value of %s if the setting is secret', (_, __, setting, found) => {
    const sensitive = found !== undefined && 'sensitive' in found && found.sensitive;
    expect(sensitive).toBe(setting.isSecret);
  });
});

test('the secret settings are those that authenticate', () => {
  const secret = each.filter(([, , { isSecret }]) => isSecret).map(([, name]) => name);
  expect(secret).toEqual([
    ...['access_key', 'secret_key', 'security_token', 'token', 'password', 'key', 'id_token'],
  ]);
});
