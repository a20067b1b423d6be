/**
 * Milliseconds of a duration as Terraform providers write it: `30s`, `1m30s`, `1.5h`, `500ms`.
 * Undefined if the string is not a duration. Source: Go's time.ParseDuration, without sign and without units below a
 * millisecond.
 */
export function durationInMilliseconds(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)) return undefined;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g);
  let sum = 0;
  for (const [, amount, unit] of parts)
    sum += Number(amount) * MILLISECONDS[unit as keyof typeof MILLISECONDS];
  return sum;
}

/** Why the string cannot be a limit, as a sentence; undefined if it is a duration above zero. */
export function wrongDuration(text: string): string | undefined {
  const duration = durationInMilliseconds(text);
  return duration === undefined || duration <= 0
    ? `${JSON.stringify(text)} is not a duration: write a number with a unit, as in "30s", "2m" or "1h30m".`
    : undefined;
}

const MILLISECONDS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
