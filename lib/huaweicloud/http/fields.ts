/** Readers for the fields of answers; undefined if a field is missing, null or of another type. */

export function textField(
  object: Readonly<Record<string, unknown>>,
  name: string,
): string | undefined {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
}

/** A whole number of any size, also when it comes as text. */
export function integerField(
  object: Readonly<Record<string, unknown>>,
  name: string,
): bigint | undefined {
  const value = object[name];
  if (typeof value === 'bigint') return value;
  // A larger number would have lost digits; those come as bigints.
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  return typeof value === 'string' && /^-?\d{1,30}$/.test(value) ? BigInt(value) : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
