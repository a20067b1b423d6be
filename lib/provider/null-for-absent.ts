/** What is absent is null in a configuration and in JSON, and undefined everywhere else. */
type NullForAbsent<T> = {
  [N in keyof T]: undefined extends T[N] ? Exclude<T[N], undefined> | null : T[N];
};

/** An object with null in place of undefined. */
export function nullForAbsent<T extends object>(object: T): NullForAbsent<T> {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]: [string, unknown]) => [name, value ?? null]),
  ) as NullForAbsent<T>;
}
