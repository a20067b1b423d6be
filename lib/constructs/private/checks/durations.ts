import { type IConstruct } from 'constructs';
import { invalid, isExpression, optionalString } from './strings';

/** An optional duration. Throws if a string is not a duration, or is longer than `max`. */
export function optionalDuration(
  construct: IConstruct,
  name: string,
  value: unknown,
  max?: string,
): string | undefined {
  const text = optionalString(construct, name, value);
  if (text === undefined || isExpression(text)) return text;
  const milliseconds = millisecondsIn(text);
  if (milliseconds === undefined) {
    throw invalid(construct, name, text, 'must be a duration such as "30s", "10m" or "1m30s"');
  }
  if (milliseconds === 0) throw invalid(construct, name, text, 'must be longer than zero');
  if (max !== undefined && milliseconds > (millisecondsIn(max) ?? 0)) {
    throw invalid(construct, name, text, `must be at most "${max}"`);
  }
  return text;
}

/** The timeouts of a block by name, or undefined if none is set. */
export function optionalTimeouts<Name extends string>(
  construct: IConstruct,
  timeouts: Readonly<Partial<Record<Name, string>>> | undefined,
  ...names: readonly Name[]
): Readonly<Partial<Record<Name, string>>> | undefined {
  const given = names
    .map((name) => [name, optionalDuration(construct, `timeouts.${name}`, timeouts?.[name])])
    .filter(([, value]) => value !== undefined);
  if (given.length === 0) return undefined;
  return Object.fromEntries(given) as Readonly<Partial<Record<Name, string>>>;
}

/**
 * Parses a duration like the provider. Undefined if the string is not one.
 * Source: Go's time.ParseDuration, without sign and without units below a millisecond.
 */
function millisecondsIn(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)) return undefined;
  return [...text.matchAll(/([\d.]+)(ms|s|m|h)/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (MILLISECONDS[unit ?? ''] ?? 0),
    0,
  );
}

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
