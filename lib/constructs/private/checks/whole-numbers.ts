import { Token } from 'cdktf';
import { type IConstruct } from 'constructs';
import { invalid } from './strings';

/** An optional whole number. Throws if it is another value, or out of range. Tokens are left to the engine. */
export function optionalWholeNumber(
  construct: IConstruct,
  name: string,
  value: unknown,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (Token.isUnresolved(value)) return Token.asNumber(value);
  if (!Number.isInteger(value) || Number(value) < least || Number(value) > most) {
    throw invalid(construct, name, value, `must be a whole number from ${least} to ${most}`);
  }
  return Number(value);
}
