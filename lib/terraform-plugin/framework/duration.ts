/**
 * Milliseconds of a time span as Terraform providers write it: `30s`, `1m30s`, `1.5h`, `500ms`.
 * Undefined where the text is none. Source: Go's time.ParseDuration, without sign and without units below a millisecond.
 */
export function durationInMilliseconds(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)) return undefined;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g);
  let sum = 0;
  for (const [, amount, unit] of parts)
    sum += Number(amount) * MILLISECONDS[unit as keyof typeof MILLISECONDS];
  return sum;
}

const MILLISECONDS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
