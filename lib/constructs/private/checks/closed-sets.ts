import { type IConstruct } from 'constructs';
import { invalid, isExpression, optionalString } from './strings';

/** An optional string that is one of `values`, in upper or lower case. Throws if it is another. */
export function optionalOneOf(
  construct: IConstruct,
  name: string,
  value: unknown,
  values: readonly string[],
): string | undefined {
  const text = optionalString(construct, name, value);
  if (text === undefined || isExpression(text)) return text;
  if (!values.some((known) => known.toLowerCase() === text.toLowerCase())) {
    const list = values.map((known) => `"${known}"`);
    const rule = `must be ${list.slice(0, -1).join(', ')} or ${list.slice(-1).join()}`;
    throw invalid(construct, name, text, rule);
  }
  return text;
}
