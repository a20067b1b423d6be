import { withNames } from '../huaweicloud/errors/setting-names';
import { type Kind, type Setting } from '../huaweicloud/settings/setting';
import { type Attribute, optional } from '../terraform-plugin';
import { argumentName, quotedArgumentNames } from './argument-names';

/** The arguments for these settings, described as there; a setting with a structure has none. */
export function argumentsFor<T extends object>(settings: T): SettingArguments<T> {
  const entries = Object.entries(settings as Readonly<Record<string, AnySetting>>);
  return Object.fromEntries(
    entries.flatMap(([name, setting]) =>
      setting.kind === 'structure'
        ? []
        : [[argumentName(name), ARGUMENTS[setting.kind](descriptionOf(setting), setting)]],
    ),
  ) as SettingArguments<T>;
}

/** What a setting means, and its environment variables. */
export function descriptionOf({ meaning, environment }: AnySetting): string {
  const variables = environment.map((name) => `\`${name}\``).join(', ');
  const text = withNames(meaning, quotedArgumentNames);
  return variables === '' ? text : `${text} Environment: ${variables}.`;
}

type AnySetting = Pick<
  Setting<never, unknown>,
  'kind' | 'meaning' | 'environment' | 'isSecret' | 'hasNoEffect'
>;

const ARGUMENTS: Readonly<
  Record<Exclude<Kind, 'structure'>, (description: string, setting: AnySetting) => Attribute>
> = {
  text: (description, setting) => optional.string(description, optionsOf(setting)),
  flag: (description, setting) => optional.bool(description, optionsOf(setting)),
  duration: (description, setting) => optional.duration(description, optionsOf(setting)),
  count: (description, setting) =>
    optional.integer(description, {
      ...optionsOf(setting),
      check: (value) => (value < 0n ? 'It cannot be negative.' : undefined),
    }),
};

function optionsOf({ isSecret, hasNoEffect = false }: AnySetting) {
  return { sensitive: isSecret, withoutEffect: hasNoEffect };
}

/** `userName` becomes `user_name`. */
type SnakeCase<S extends string> = S extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${SnakeCase<Tail>}`
  : S;

type Single = string | number | boolean;

type SettingArguments<T extends object> = {
  readonly [
    N in keyof T & string as T[N] extends Setting<infer G, unknown>
      ? G extends Single
        ? SnakeCase<N>
        : never
      : never
  ]: T[N] extends Setting<infer G, unknown>
    ? Attribute<G extends number ? bigint : G, 'optional'>
    : never;
};
