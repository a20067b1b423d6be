import { Token } from 'cdktf';
import { type IConstruct } from 'constructs';

/** Throws where a text is empty or blank; a token is left to the engine. */
export function requireText(construct: IConstruct, name: string, value: string): void {
  if (Token.isUnresolved(value)) return;
  if (value.trim() === '') throw invalid(construct, name, value, 'must not be empty');
}

/** Throws where a text is no duration; a token is left to the engine. */
export function requireDuration(
  construct: IConstruct,
  name: string,
  value: string | undefined,
): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(value)) {
    throw invalid(construct, name, value, 'must be a duration such as "30s", "10m" or "1m30s"');
  }
}

/** The value, known at synth and of the form `pattern`; throws otherwise. */
export function requireLiteral(
  construct: IConstruct,
  name: string,
  value: string,
  pattern: RegExp,
): string {
  if (Token.isUnresolved(value)) {
    throw new Error(`${construct.node.path}: ${name} must be known at synth, but it is a token`);
  }
  if (!pattern.test(value)) {
    throw invalid(construct, name, value, `must match ${pattern.source}`);
  }
  return value;
}

function invalid(construct: IConstruct, name: string, value: string, rule: string): Error {
  return new Error(`${construct.node.path}: ${name} ${rule}, got ${JSON.stringify(value)}`);
}
