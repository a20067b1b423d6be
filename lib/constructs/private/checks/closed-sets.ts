import { type IConstruct } from 'constructs';
import { invalid, isExpression, optionalString } from './strings';

/** An optional string that is one of `values`, in upper or lower case. Throws if it is another. */
export function optionalOneOf(
  construct: IConstruct,
  name: string,
  value: unknown,
  values: readonly string[],
): string | undefined {
  return optionalAmong(construct, name, value, values, (text) =>
    values.some((known) => known.toLowerCase() === text.toLowerCase()),
  );
}

/** An optional string that is exactly one of `values`. Throws if it is another. */
export function optionalExactlyOneOf(
  construct: IConstruct,
  name: string,
  value: unknown,
  values: readonly string[],
): string | undefined {
  return optionalAmong(construct, name, value, values, (text) => values.includes(text));
}

function optionalAmong(
  construct: IConstruct,
  name: string,
  value: unknown,
  values: readonly string[],
  isKnown: (text: string) => boolean,
): string | undefined {
  const text = optionalString(construct, name, value);
  if (text === undefined || isExpression(text) || isKnown(text)) return text;
  const list = values.map((known) => `"${known}"`);
  const rule = `must be ${list.slice(0, -1).join(', ')} or ${list.slice(-1).join()}`;
  throw invalid(construct, name, text, rule);
}
