import { isObject, type Value } from '../terraform-plugin';

/** `agency_name` becomes `agencyName`. */
type CamelCase<S> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;

type Setting<T> = T extends bigint
  ? number
  : T extends readonly (infer E)[]
    ? readonly SettingsOf<E>[]
    : T;

/** The arguments of the provider as the cloud client takes them. */
type SettingsOf<T> = { readonly [N in keyof T as CamelCase<N>]: Setting<T[N]> };

/** The arguments under their camel-case names, whole numbers as JavaScript's; maps keep their keys. */
export function settingsOf<T extends object>(config: T): SettingsOf<T> {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]: [string, Value]) => [
      camelCase(name),
      setting(value),
    ]),
  ) as SettingsOf<T>;
}

function setting(value: Value): unknown {
  if (typeof value === 'bigint') return Number(value);
  return Array.isArray(value)
    ? (value as readonly Value[]).map((block) => (isObject(block) ? settingsOf(block) : block))
    : value;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
